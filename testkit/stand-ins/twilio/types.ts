/**
 * Twilio's refusals that the stand-in can answer: https://www.twilio.com/docs/api/errors
 * `SILENCE` is none of them: the request gets no answer at all.
 */
export type Failure =
  | 'INVALID_NUMBER'
  | 'NOT_A_MOBILE_NUMBER'
  | 'REGION_NOT_ENABLED'
  | 'UNAUTHENTICATED'
  | 'TOO_MANY_REQUESTS'
  | 'INTERNAL'
  | 'UNAVAILABLE'
  | 'SILENCE';

/** What a request was answered with. */
export type Answer = 'OK' | Failure;

/** One message or call that reached the stand-in with credentials and all it needs. */
export type Sms = {
  /** Arrival, RFC 3339 UTC. */
  received: string;
  channel: 'sms' | 'call';
  /** The account in the request's path. */
  account: string;
  /** `SM…` or `CA…`, or null when it was refused. */
  sid: string | null;
  /** E.164 */
  to: string;
  /** The sending number, or the messaging service. */
  from: string;
  /** What is read or heard. */
  text: string;
  answer: Answer;
};
