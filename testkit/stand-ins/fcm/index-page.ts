import { FAILURE_CODES } from './answers.ts';

/** What `GET /` answers: the routes, for a person with curl. */
export const INDEX = {
  about: 'A stand-in for Firebase Cloud Messaging. Nothing is delivered to a device.',
  routes: {
    'POST /v1/projects/{project}/messages:send': 'FCM HTTP v1: {message, validate_only?}',
    'GET /inbox?project=&token=&answered=OK': 'what was sent, newest last',
    'GET /inbox/stream?project=&token=&answered=': 'the same, and what comes, as an event stream',
    'DELETE /inbox?project=': 'forget pushes',
    'GET /behaviours': 'how sends are answered',
    'PUT /behaviours/{token}':
      '{answer, times?, retry_after_seconds?, delay_ms?, project?}; {token} may be *',
    'DELETE /behaviours/{token}': 'answer OK again',
    'DELETE /behaviours': 'answer OK to all',
  },
  answers: ['OK', ...FAILURE_CODES],
};
