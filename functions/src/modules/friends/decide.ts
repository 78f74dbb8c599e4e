import { fieldError } from '../../kernel/errors.ts';
import type { Instant } from '../../kernel/instant.ts';
import { ASK_AGAIN_SECONDS, type FriendRequest, type RequestState } from './model.ts';
import type { Between } from './store.ts';

/** What asking for somebody's friendship comes to. */
export type Asking =
  /** It is so already. */
  | { what: 'nothing'; state: 'PENDING' | 'ACCEPTED' }
  /** The other has asked, which is accepted by asking him. */
  | { what: 'accept' }
  /** A request is made; the other is told unless he was just now. */
  | { what: 'ask'; tells: boolean }
  /** He has declined not long ago. */
  | { what: 'wait'; retry_after_seconds: number };

/** Two who ask each other are friends; nobody is asked twice, nor again on the day that he declined. */
export function decideAsking({ own, theirs }: Between, now: Instant): Asking {
  if (areFriends({ own, theirs })) return { what: 'nothing', state: 'ACCEPTED' };
  if (theirs?.state === 'PENDING') return { what: 'accept' };
  if (own === undefined) return { what: 'ask', tells: true };
  if (own.state === 'PENDING') return { what: 'nothing', state: 'PENDING' };
  const left = secondsLeft(own.modified, now);
  if (own.state === 'DECLINED' && left > 0) return { what: 'wait', retry_after_seconds: left };
  return { what: 'ask', tells: secondsLeft(own.told, now) <= 0 };
}

/** Whether one of the two has accepted a request of the other's. */
export function areFriends({ own, theirs }: Partial<Between>): boolean {
  return own?.state === 'ACCEPTED' || theirs?.state === 'ACCEPTED';
}

/**
 * What an answer to a request makes of it; `undefined` where it is so already. What was answered
 * otherwise stays as it is.
 *
 * @throws ParleyError FRIEND_REQUEST_NOT_FOUND, FRIEND_REQUEST_CLOSED
 */
export function decideAnswer(
  request: FriendRequest | undefined,
  accept: boolean,
  field: string,
): 'ACCEPTED' | 'DECLINED' | undefined {
  if (request === undefined) throw fieldError('FRIEND_REQUEST_NOT_FOUND', field);
  const wanted = accept ? 'ACCEPTED' : 'DECLINED';
  if (request.state === wanted) return undefined;
  if (request.state !== 'PENDING') throw fieldError('FRIEND_REQUEST_CLOSED', field);
  return wanted;
}

/** What taking back comes to: the request that is cancelled, or the state that stands. */
export type Cancelling = { cancels: FriendRequest } | { state: RequestState };

/**
 * Takes back what the user has asked, or ends the friendship, whoever had asked. What was declined stays
 * so, or it could be asked again at once.
 *
 * @throws ParleyError FRIEND_REQUEST_NOT_FOUND
 */
export function decideCancelling({ own, theirs }: Between, field: string): Cancelling {
  if (own?.state === 'PENDING' || own?.state === 'ACCEPTED') return { cancels: own };
  if (theirs?.state === 'ACCEPTED') return { cancels: theirs };
  if (own !== undefined) return { state: own.state };
  if (theirs?.state === 'CANCELLED') return { state: 'CANCELLED' };
  throw fieldError('FRIEND_REQUEST_NOT_FOUND', field);
}

/** What a block makes of what waits for an answer: his own is cancelled, the other's declined. */
export function endedByBlock({
  own,
  theirs,
}: Between): [FriendRequest, 'CANCELLED' | 'DECLINED'][] {
  const ended: [FriendRequest, 'CANCELLED' | 'DECLINED'][] = [];
  if (own?.state === 'PENDING') ended.push([own, 'CANCELLED']);
  if (theirs?.state === 'PENDING') ended.push([theirs, 'DECLINED']);
  return ended;
}

function secondsLeft(since: Instant, now: Instant): number {
  return Math.ceil((since.toMillis() - now.toMillis()) / 1000) + ASK_AGAIN_SECONDS;
}
