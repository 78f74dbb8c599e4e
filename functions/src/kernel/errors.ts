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
  CHAT_WITH_SELF: ['INVALID_ARGUMENT', 'A direct chat needs two different users.'],
  MESSAGE_NUMBER_OUT_OF_RANGE: ['INVALID_ARGUMENT', 'The chat has no message of that number yet.'],
  SESSION_REQUIRED: ['UNAUTHENTICATED', 'Sign in first.'],
  TOKEN_EXPIRED: ['UNAUTHENTICATED', 'The token has expired. Sign in again.'],
  CREDENTIALS_INVALID: ['UNAUTHENTICATED', 'The sign-in details are not right.'],
  USER_DISABLED: ['UNAUTHENTICATED', 'User Blocked'],
  CHAT_NOT_MEMBER: ['PERMISSION_DENIED', 'You are not a member of this chat.'],
  USER_BLOCKED: ['PERMISSION_DENIED', 'One of you has blocked the other.'],
  CHAT_NOT_FOUND: ['NOT_FOUND', 'There is no such chat.'],
  USER_NOT_FOUND: ['NOT_FOUND', 'There is no such user.'],
  ROUTE_NOT_FOUND: ['NOT_FOUND', 'There is nothing at this address.'],
  CHAT_ID_CONFLICT: ['ALREADY_EXISTS', 'Another pair of users already has a chat with this id.'],
  MESSAGE_ID_TAKEN: ['ALREADY_EXISTS', 'Another sender has used this message id in this chat.'],
  USER_ID_UNSUPPORTED: [
    'FAILED_PRECONDITION',
    'This user id cannot name a document. Import the account under another one.',
  ],
  CHAT_INACTIVE: ['FAILED_PRECONDITION', 'This chat is no longer active.'],
  RATE_LIMITED: ['RESOURCE_EXHAUSTED', 'Too many requests. Try again later.'],
  TOO_BUSY: ['UNAVAILABLE', 'Too much happens here at once. Try again.'],
  UPSTREAM_UNAVAILABLE: ['UNAVAILABLE', 'A service we depend on does not answer. Try again.'],
  INTERNAL: ['INTERNAL', 'Something went wrong on our side.'],
} as const satisfies Record<string, readonly [Status, string]>;

export type Reason = keyof typeof REASONS;

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

  constructor(reason: Reason, fields: readonly FieldProblem[] = []) {
    const [status, text] = REASONS[reason];
    super(text);
    this.reason = reason;
    this.status = status;
    this.fields = fields;
  }
}

/** Shorthand for the common case of one field at fault: the reason's own text is the field's message. */
export function fieldError(reason: Reason, field: string): ParleyError {
  return new ParleyError(reason, [{ field, message: REASONS[reason][1] }]);
}
