/** The canonical statuses that we use (google.rpc.Code); every transport maps these and nothing else. */
export type Status =
  | 'INVALID_ARGUMENT'
  | 'FAILED_PRECONDITION'
  | 'UNAUTHENTICATED'
  | 'PERMISSION_DENIED'
  | 'NOT_FOUND'
  | 'ALREADY_EXISTS'
  | 'RESOURCE_EXHAUSTED'
  | 'UNAVAILABLE'
  | 'INTERNAL';

/**
 * Every reason a caller can be told, with its status and a text that is safe to show. A reason is a
 * promise: clients branch on it, so it is never renamed.
 */
export const REASONS = {
  FIELDS_INVALID: ['INVALID_ARGUMENT', 'Some fields are not valid.'],
  BODY_NOT_JSON: ['INVALID_ARGUMENT', 'The body must be a JSON object, sent as application/json.'],
  BODY_TOO_LARGE: ['INVALID_ARGUMENT', 'The body is too large.'],
  BODY_ENCODING_UNSUPPORTED: ['INVALID_ARGUMENT', 'The body must be UTF-8, and not encoded.'],
  USER_IS_SELF: ['INVALID_ARGUMENT', 'This takes another user.'],
  CHAT_WITH_SELF: ['INVALID_ARGUMENT', 'A direct chat needs two different users.'],
  MESSAGE_NUMBER_OUT_OF_RANGE: ['INVALID_ARGUMENT', 'The chat has no message of that number yet.'],
  PASSWORD_TOO_COMMON: ['INVALID_ARGUMENT', 'This password is too easy to guess. Choose another.'],
  OOB_CODE_INVALID: ['INVALID_ARGUMENT', 'The code is not valid any more. Ask for a new one.'],
  OOB_CODE_EXPIRED: ['INVALID_ARGUMENT', 'The code has expired. Ask for a new one.'],
  APP_CHECK_REQUIRED: ['UNAUTHENTICATED', 'Only the apps of this project are served.'],
  SESSION_REQUIRED: ['UNAUTHENTICATED', 'Sign in first.'],
  TOKEN_EXPIRED: ['UNAUTHENTICATED', 'The token has expired. Sign in again.'],
  TOKEN_MALFORMED: ['UNAUTHENTICATED', 'The token is not valid.'],
  TOKEN_REVOKED: ['UNAUTHENTICATED', 'The session has ended. Sign in again.'],
  REFRESH_TOKEN_INVALID: ['UNAUTHENTICATED', 'The session has ended. Sign in again.'],
  CREDENTIALS_INVALID: ['UNAUTHENTICATED', 'The sign-in details are not right.'],
  OTP_INVALID: ['UNAUTHENTICATED', 'The code is not right.'],
  OTP_EXPIRED: ['UNAUTHENTICATED', 'This code can no longer be used. Ask for a new one.'],
  USER_DISABLED: ['UNAUTHENTICATED', 'This account cannot be used.'],
  PASSWORD_WRONG: ['PERMISSION_DENIED', 'The current password is not right.'],
  REAUTHENTICATION_REQUIRED: [
    'PERMISSION_DENIED',
    'Sign in again and try within five minutes, or give your current password where it is asked for.',
  ],
  PASSWORD_CHANGE_REQUIRED: ['PERMISSION_DENIED', 'Change the password first, then refresh.'],
  ADMIN_ONLY: ['PERMISSION_DENIED', 'Only an admin may do that.'],
  FIREBASE_SIGN_IN_REFUSED: ['PERMISSION_DENIED', 'This sign-in cannot open a session.'],
  SIGN_UP_OFF: ['PERMISSION_DENIED', 'New users cannot sign up this way.'],
  PHONE_NOT_ALLOWED: ['PERMISSION_DENIED', 'No code can be sent to this number.'],
  CHAT_NOT_MEMBER: ['PERMISSION_DENIED', 'You are not a member of this chat.'],
  GROUP_ADMINS_ONLY: ['PERMISSION_DENIED', 'Only admins of the group may do that.'],
  GROUP_OWNER_ONLY: ['PERMISSION_DENIED', 'Only the owner of the group may do that.'],
  POSTING_ADMINS_ONLY: ['PERMISSION_DENIED', 'Only admins may send to this chat.'],
  USER_BLOCKED: ['PERMISSION_DENIED', 'One of you has blocked the other.'],
  MESSAGE_NOT_YOURS: ['PERMISSION_DENIED', 'Only its author may do that to a message.'],
  CHAT_NOT_FOUND: ['NOT_FOUND', 'There is no such chat.'],
  MESSAGE_NOT_FOUND: ['NOT_FOUND', 'There is no such message.'],
  MEMBER_NOT_FOUND: ['NOT_FOUND', 'This user is not a member of the group.'],
  USER_NOT_FOUND: ['NOT_FOUND', 'There is no such user.'],
  REPORT_NOT_FOUND: ['NOT_FOUND', 'There is no such report.'],
  FRIEND_REQUEST_NOT_FOUND: ['NOT_FOUND', 'There is no such friend request.'],
  UPLOAD_NOT_FOUND: ['NOT_FOUND', 'There is no such upload.'],
  ROUTE_NOT_FOUND: ['NOT_FOUND', 'There is nothing at this address.'],
  CHAT_ID_CONFLICT: ['ALREADY_EXISTS', 'Another pair of users already has a chat with this id.'],
  CHAT_ID_TAKEN: ['ALREADY_EXISTS', 'Somebody else has used this chat id.'],
  FRIEND_REQUEST_ID_CONFLICT: [
    'ALREADY_EXISTS',
    'Another pair of users already has a friend request with this id.',
  ],
  EMAIL_TAKEN: ['ALREADY_EXISTS', 'There is an account with this e-mail address already.'],
  USERNAME_TAKEN: ['ALREADY_EXISTS', 'Somebody has this username already.'],
  MESSAGE_ID_TAKEN: ['ALREADY_EXISTS', 'Another sender has used this message id in this chat.'],
  USER_ID_UNSUPPORTED: [
    'FAILED_PRECONDITION',
    'This user id cannot name a document or a key. Import the account under another one.',
  ],
  LOCATION_REQUIRED: [
    'FAILED_PRECONDITION',
    'Say where you are first; a location holds for a day.',
  ],
  CENTER_TOO_FAR: ['FAILED_PRECONDITION', 'This is further than 1 km from where you last were.'],
  TOO_MANY_BLOCKED: ['FAILED_PRECONDITION', 'Nobody can block more users than that.'],
  CONTACTS_FULL: ['FAILED_PRECONDITION', 'A contact book holds no more than that.'],
  FRIENDSHIP_REQUIRED: ['FAILED_PRECONDITION', 'Only friends can open a chat. Ask him first.'],
  FRIEND_REQUEST_CLOSED: ['ALREADY_EXISTS', 'This friend request is not open any more.'],
  CHAT_INACTIVE: ['FAILED_PRECONDITION', 'This chat is no longer active.'],
  MESSAGE_DELETED: ['FAILED_PRECONDITION', 'This message was deleted.'],
  MESSAGE_IS_FORWARDED: ['FAILED_PRECONDITION', 'What somebody else wrote cannot be edited.'],
  MESSAGE_IS_SYSTEM: ['FAILED_PRECONDITION', 'What tells of a chat stays as it is.'],
  EDIT_TOO_LATE: ['FAILED_PRECONDITION', 'A message can be edited for 24 hours.'],
  REACTIONS_FULL: ['FAILED_PRECONDITION', 'This message has as many reactions as it can hold.'],
  CHAT_NOT_GROUP: ['FAILED_PRECONDITION', 'This chat is not a group.'],
  GROUP_NEEDS_OWNER: [
    'FAILED_PRECONDITION',
    'A group needs an owner. Make another member the owner.',
  ],
  SIGN_IN_METHOD_OFF: ['FAILED_PRECONDITION', 'This way of signing in is not set up here.'],
  EMAIL_REQUIRED: ['FAILED_PRECONDITION', 'Your account has no e-mail address.'],
  OUTSIDE_ACTIVE_HOURS: ['FAILED_PRECONDITION', 'Closed at this time of day. Try again later.'],
  REPORT_RESOLVED: ['ALREADY_EXISTS', 'More than that was done about this report already.'],
  OWN_ACCOUNT: ['FAILED_PRECONDITION', 'An admin cannot do that to his own account.'],
  RATE_LIMITED: ['RESOURCE_EXHAUSTED', 'Too many requests. Try again later.'],
  TOO_BUSY: ['UNAVAILABLE', 'Too much happens here at once. Try again.'],
  UPSTREAM_UNAVAILABLE: ['UNAVAILABLE', 'A service we depend on does not answer. Try again.'],
  INTERNAL: ['INTERNAL', 'Something went wrong on our side.'],
} as const satisfies Record<string, readonly [Status, string]>;

export type Reason = keyof typeof REASONS;

/** The reasons that come without a time. */
export type OtherReason = Exclude<Reason, 'RATE_LIMITED' | 'OUTSIDE_ACTIVE_HOURS'>;

/** When it is worth trying again. */
interface Later {
  retry_after_seconds?: number | undefined;
  /** RFC 3339. */
  opens_at?: string | undefined;
  /** With RATE_LIMITED, in place of the first sentence of its message: which limit it is. */
  limit_says?: string | undefined;
}

/** One thing that is wrong with one field of the input; `field` is a dotted path. */
export interface FieldProblem {
  field: string;
  message: string;
}

/**
 * An error for the caller: a stable reason and, for bad input, the fields. It knows no transport;
 * each edge maps it once. A broken invariant of ours is an `InvariantError` instead and reaches the
 * caller as INTERNAL only.
 */
export class ParleyError extends Error {
  override readonly name = 'ParleyError';
  readonly reason: Reason;
  readonly status: Status;
  readonly fields: readonly FieldProblem[];
  /** With RATE_LIMITED, always: after how many seconds it is worth trying again. */
  readonly retry_after_seconds: number | undefined;
  /** With OUTSIDE_ACTIVE_HOURS, always: when the next of them begin; RFC 3339. */
  readonly opens_at: string | undefined;

  constructor(reason: OtherReason, fields?: readonly FieldProblem[]);
  constructor(reason: Reason, fields: readonly FieldProblem[], later: Later);
  constructor(reason: Reason, fields: readonly FieldProblem[] = [], later: Later = {}) {
    const [status, text] = REASONS[reason];
    super(later.limit_says === undefined ? text : `${later.limit_says} Try again later.`);
    this.retry_after_seconds = later.retry_after_seconds;
    this.opens_at = later.opens_at;
    this.reason = reason;
    this.status = status;
    this.fields = fields;
  }
}

/** Shorthand for the common case of one field at fault: the reason's own text is the field's message. */
export function fieldError(reason: OtherReason, field: string): ParleyError {
  return new ParleyError(reason, [{ field, message: REASONS[reason][1] }]);
}

/** RATE_LIMITED, with the wait, and which limit it is where that helps: a sentence. */
export function rateLimited(retry_after_seconds: number, limit_says?: string): ParleyError {
  return new ParleyError('RATE_LIMITED', [], { retry_after_seconds, limit_says });
}

/** OUTSIDE_ACTIVE_HOURS, with when it is worth trying again: RFC 3339. */
export function outsideActiveHours(opens_at: string): ParleyError {
  return new ParleyError('OUTSIDE_ACTIVE_HOURS', [], { opens_at });
}
