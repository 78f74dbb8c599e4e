import type { Instant } from '../../kernel/instant.ts';

export type RequestState = 'PENDING' | 'ACCEPTED' | 'DECLINED' | 'CANCELLED';

/**
 * `friend-requests/{from_to}`: one user has asked another to be his friend. Two users have one document
 * in each direction; at most one of the two is `PENDING` or `ACCEPTED`.
 */
export interface FriendRequest {
  from_user: string;
  to_user: string;
  state: RequestState;
  /** When the one asked was last told of it. */
  told: Instant;
  created: Instant;
  modified: Instant;
}

/**
 * How long somebody who was declined has to wait before he asks again, and how long one who was told of
 * a request is not told of it again, in seconds.
 */
export const ASK_AGAIN_SECONDS = 86_400;

/** Not reversible: ids may contain `_`, so who it is of is always read from the document. */
export function requestId(from: string, to: string): string {
  return `${from}_${to}`;
}

/** The entry that tells of a request, in the feed of whom it is to: each telling has one of its own. */
export function requestEntryId({ from_user, told }: FriendRequest): string {
  return `friend-request-${from_user}-${told.toMillis()}`;
}
