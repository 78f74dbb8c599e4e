import type { Instant } from '../../kernel/instant.ts';
import type { PushAttempts } from '../chats/model.ts';
import { SECOND_ATTEMPT_SECONDS, THIRD_ATTEMPT_SECONDS } from '../chats/push-retry.ts';
import { earlierAttempt, type PushClaims } from '../events/push-claims.ts';

/** How long after a message pushes that FCM did not take are tried again, as long as the platform retries an event. */
const GIVE_UP_SECONDS = 24 * 60 * 60;

/** A message that has not reached its recipient. */
export interface Undelivered {
  message_number: number;
  created: Instant;
}

/** A message that is to be pushed now. */
export interface DueAttempt {
  message_number: number;
  /** Those that the last attempt did not reach; empty for all of the recipient's. */
  devices: string[];
}

export interface DueAttempts {
  due: DueAttempt[];
  /** The messages whose earlier attempts are over, whether or not they are pushed now. */
  closed: number[];
  /** Which attempts have been made, with these. */
  attempts: PushAttempts;
  /** When the next is due; `undefined` when none is left. */
  next: Instant | undefined;
}

/**
 * Which attempt of which undelivered message is due. `undelivered` is in the order of numbers, and an
 * attempt waits for that of the messages before it: what has been made is then two numbers, however
 * many messages there are.
 *
 * An attempt takes the place of the one before: where FCM was away for both, one push goes out when it
 * is back. A message whose first attempt is still to come is not pushed here, as it is about to be.
 */
export function dueAttempts(
  undelivered: readonly Undelivered[],
  before: PushAttempts,
  claims: PushClaims | undefined,
  now: Instant,
): DueAttempts {
  const attempts: PushAttempts = {
    second: reached(undelivered, before.second, SECOND_ATTEMPT_SECONDS, now),
    third: reached(undelivered, before.third, THIRD_ATTEMPT_SECONDS, now),
  };
  const due: DueAttempt[] = [];
  const closed: number[] = [];
  for (const { message_number, created } of undelivered) {
    const earlier = earlierAttempt(claims, message_number);
    if (earlier.state === 'to come') continue;
    const is_new =
      isBetween(message_number, before.second, attempts.second) ||
      isBetween(message_number, before.third, attempts.third);
    if (!is_new && earlier.state === 'made') continue;
    closed.push(message_number);
    if (is_new) due.push({ message_number, devices: [] });
    else if (earlier.state === 'missed' && !isPast(created, GIVE_UP_SECONDS, now)) {
      due.push({ message_number, devices: earlier.devices });
    }
  }
  return { due, closed, attempts, next: nextOf(undelivered, attempts) };
}

/** Up to which number messages are old enough, without a gap. */
function reached(
  undelivered: readonly Undelivered[],
  before: number,
  seconds: number,
  now: Instant,
): number {
  let reached = before;
  for (const { message_number, created } of undelivered) {
    if (message_number <= before) continue;
    if (!isPast(created, seconds, now)) break;
    reached = message_number;
  }
  return reached;
}

function nextOf(
  undelivered: readonly Undelivered[],
  { second, third }: PushAttempts,
): Instant | undefined {
  const of = (watermark: number, seconds: number) =>
    undelivered
      .find(({ message_number }) => message_number > watermark)
      ?.created.plusSeconds(seconds);
  return earliest(of(second, SECOND_ATTEMPT_SECONDS), of(third, THIRD_ATTEMPT_SECONDS));
}

/** The earliest of those there are. */
export function earliest(...instants: (Instant | undefined)[]): Instant | undefined {
  const known = instants.filter((instant) => instant !== undefined);
  return known.toSorted((a, b) => a.compare(b))[0];
}

function isPast(created: Instant, seconds: number, now: Instant): boolean {
  return created.plusSeconds(seconds).compare(now) <= 0;
}

function isBetween(number: number, above: number, through: number): boolean {
  return above < number && number <= through;
}
