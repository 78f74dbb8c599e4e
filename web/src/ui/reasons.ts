import type { Reason } from '../../../functions/src/kernel/errors.ts';

/** What only other callers can meet: those of REST, admins, and what this page never asks for. */
type Elsewhere =
  | 'BODY_NOT_JSON'
  | 'BODY_TOO_LARGE'
  | 'BODY_ENCODING_UNSUPPORTED'
  | 'ROUTE_NOT_FOUND'
  | 'ADMIN_ONLY'
  | 'OWN_ACCOUNT'
  | 'REPORT_NOT_FOUND'
  | 'REPORT_RESOLVED'
  | 'UPLOAD_NOT_FOUND';

/** Why somebody was left out of a group who was to be added. */
type LeftOut = 'ALREADY_MEMBER' | 'NOT_AVAILABLE' | 'GROUP_FULL';

/** What the page says of each reason; a new one is missed by the compiler. */
const SENTENCES: Record<Exclude<Reason, Elsewhere> | LeftOut, string> = {
  FIELDS_INVALID: 'Something of this is not as it must be.',
  USER_IS_SELF: 'That is you. Choose somebody else.',
  CHAT_WITH_SELF: 'That is you. Choose somebody else to chat with.',
  MESSAGE_NUMBER_OUT_OF_RANGE: 'This chat has no such message yet.',
  PASSWORD_TOO_COMMON: 'This password is too easy to guess. Choose another.',
  OOB_CODE_INVALID: 'This code is not right, or not the last one. Ask for a new one.',
  OOB_CODE_EXPIRED: 'This code is too old. Ask for a new one.',
  APP_CHECK_REQUIRED: 'This page is not known to the project, so it is not served.',
  SESSION_REQUIRED: 'You are not signed in any more. Sign in again.',
  TOKEN_EXPIRED: 'You are not signed in any more. Sign in again.',
  TOKEN_MALFORMED: 'You are not signed in any more. Sign in again.',
  TOKEN_REVOKED: 'You were signed out from another device. Sign in again.',
  REFRESH_TOKEN_INVALID: 'You are not signed in any more. Sign in again.',
  CREDENTIALS_INVALID: 'This address and password do not belong together.',
  OTP_INVALID: 'The code is not right.',
  OTP_EXPIRED: 'This code can no longer be used. Ask for a new one.',
  USER_DISABLED: 'This account was deleted, or is shut out.',
  PASSWORD_WRONG: 'The current password is not right.',
  REAUTHENTICATION_REQUIRED: 'Sign in again first, and do it within five minutes.',
  PASSWORD_CHANGE_REQUIRED: 'Choose a password of your own first.',
  FIREBASE_SIGN_IN_REFUSED: 'Nobody can be signed in with that.',
  SIGN_UP_OFF: 'New users cannot sign up this way.',
  PHONE_NOT_ALLOWED: 'No code can be sent to this number.',
  CHAT_NOT_MEMBER: 'You are not in this chat any more.',
  GROUP_ADMINS_ONLY: 'Only admins of the group may do that.',
  GROUP_OWNER_ONLY: 'Only the owner of the group may do that.',
  POSTING_ADMINS_ONLY: 'Only admins write here.',
  USER_BLOCKED: 'One of you has blocked the other.',
  MESSAGE_NOT_YOURS: 'Only who wrote a message may do that with it.',
  CHAT_NOT_FOUND: 'This chat is not there any more.',
  MESSAGE_NOT_FOUND: 'This message is not there any more.',
  MEMBER_NOT_FOUND: 'He is not in the group any more.',
  USER_NOT_FOUND: 'This user is not there any more.',
  FRIEND_REQUEST_NOT_FOUND: 'This request is not there any more.',
  CHAT_ID_CONFLICT: 'There cannot be a chat of you two.',
  CHAT_ID_TAKEN: 'The group could not be made. Begin it anew.',
  FRIEND_REQUEST_ID_CONFLICT: 'There cannot be a request between you two.',
  EMAIL_TAKEN: 'There is an account with this address already.',
  USERNAME_TAKEN: 'Somebody has this username already. Choose another.',
  MESSAGE_ID_TAKEN: 'This message could not be sent. Write it again.',
  USER_ID_UNSUPPORTED: 'This account cannot be used here.',
  LOCATION_REQUIRED: 'Say where you are first.',
  CENTER_TOO_FAR: 'This is too far from where you said you are.',
  TOO_MANY_BLOCKED: 'You have blocked as many as one can.',
  CONTACTS_FULL: 'Your contact book is full.',
  FRIENDSHIP_REQUIRED: 'Only friends can write to each other here. Ask to be friends first.',
  FRIEND_REQUEST_CLOSED: 'This request has been answered or taken back already.',
  CHAT_INACTIVE: 'Nobody can write here any more.',
  MESSAGE_DELETED: 'This message was deleted.',
  MESSAGE_IS_FORWARDED: 'What somebody else wrote cannot be edited.',
  MESSAGE_IS_SYSTEM: 'That cannot be done with a line that tells of the chat.',
  EDIT_TOO_LATE: 'A message can be edited for 24 hours only.',
  REACTIONS_FULL: 'This message has as many reactions as it can hold.',
  CHAT_NOT_GROUP: 'This chat is not a group.',
  GROUP_NEEDS_OWNER: 'A group needs an owner. Make another member the owner first.',
  SIGN_IN_METHOD_OFF: 'This way of signing in is not set up here.',
  EMAIL_REQUIRED: 'Your account has no email address.',
  OUTSIDE_ACTIVE_HOURS: 'It is closed at this time of day.',
  RATE_LIMITED: 'That was too often. Try again later.',
  TOO_BUSY: 'Too much happens there at once. Try again.',
  UPSTREAM_UNAVAILABLE: 'A service that is needed does not answer. Try again.',
  INTERNAL: 'Something went wrong there. Try again.',
  ALREADY_MEMBER: 'He is in the group already.',
  NOT_AVAILABLE: 'He cannot be added to groups by you.',
  GROUP_FULL: 'The group is full.',
};

/** What is wrong, in a sentence; `undefined` for a reason that this page does not know. */
export function sentenceOf(reason: string): string | undefined {
  return (SENTENCES as Partial<Record<string, string>>)[reason];
}

/** The codes of the SDK where none of Parley's functions gave a reason, without the service they begin with. */
const CODES: Partial<Record<string, string>> = {
  'permission-denied': 'You may not see that, or not any more.',
  unauthenticated: 'You are not signed in any more. Sign in again.',
  unavailable: 'There is no connection just now. Try again.',
  'deadline-exceeded': 'Nobody answered in time. Try again.',
  'network-request-failed': 'There is no connection just now. Try again.',
  internal: 'Nobody answered. Look whether there is a connection, and try again.',
  'not-found': 'Nobody here knows how to do that.',
  'resource-exhausted': 'Too much happens there at once. Try again.',
};

/** What is wrong by the code of an SDK, such as `functions/internal`. */
export function sentenceOfCode(code: string): string | undefined {
  return CODES[code.replace(/^.*\//, '')];
}
