import { ANSWERS } from './answers.ts';

/** What `GET /` answers: the routes, for a person with curl. */
export const INDEX = {
  about: 'A stand-in for Twilio. Nothing is delivered to a phone.',
  routes: {
    'POST /2010-04-01/Accounts/{account}/Messages.json': 'To, From or MessagingServiceSid, Body',
    'POST /2010-04-01/Accounts/{account}/Calls.json': 'To, From, Twiml',
    'GET /inbox?to=&account=&answered=OK': 'what was sent, newest last',
    'GET /inbox/stream?to=&account=&answered=': 'the same, and what comes, as an event stream',
    'DELETE /inbox?account=': 'forget messages',
    'GET /behaviours': 'how requests are answered',
    'PUT /behaviours/{to}':
      '{answer, times?, retry_after_seconds?, delay_ms?, project?}; {to} may be *, a project is an account',
    'DELETE /behaviours/{to}': 'answer OK again',
    'DELETE /behaviours': 'answer OK to all',
  },
  answers: [...ANSWERS],
};
