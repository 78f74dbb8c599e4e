/** What `GET /` answers: the routes, for a person with curl. */
export const INDEX = {
  about: "A stand-in for Firebase's extension Trigger Email. Nothing is delivered to a mailbox.",
  routes: {
    'GET /inbox?to=': 'what was sent, newest last',
    'GET /inbox/stream?to=': 'the same, and what comes, as an event stream',
    'DELETE /inbox': 'forget mails',
  },
};
