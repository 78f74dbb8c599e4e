import type { JsonObject } from '../common/json.ts';

export { isJsonObject, type Json, type JsonObject } from '../common/json.ts';

/** FCM's error codes that the stand-in can answer: https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode */
export type Failure =
  | 'UNREGISTERED'
  | 'INVALID_ARGUMENT'
  | 'QUOTA_EXCEEDED'
  | 'UNAVAILABLE'
  | 'INTERNAL'
  | 'SENDER_ID_MISMATCH'
  | 'THIRD_PARTY_AUTH_ERROR';

/** What a send was answered with. */
export type Answer = 'OK' | Failure;

/** One send request that reached the stand-in with a valid bearer token and a `message`. */
export type Push = {
  /** Arrival, RFC 3339 UTC. */
  received: string;
  /** The project in the request's path. */
  project: string;
  /** `projects/{project}/messages/{id}`, or null when the send was refused. */
  name: string | null;
  /** The registration token, or null for a topic, a condition or an installation id. */
  token: string | null;
  /** The message exactly as it was sent. */
  message: JsonObject;
  answer: Answer;
};
