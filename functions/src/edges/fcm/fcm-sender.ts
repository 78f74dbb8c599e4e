import type { FirebaseError } from 'firebase-admin/app';
import type { Messaging, TokenMessage } from 'firebase-admin/messaging';

import { chunksOf } from '../../kernel/chunks.ts';
import type { Log } from '../../kernel/log.ts';
import { timeLimit } from '../../kernel/time-limit.ts';
import type { Push, PushOutcome, PushSender } from '../../modules/push/sender.ts';
import { outcomeOf } from './push-outcome.ts';

/** FCM's limit of messages for one `sendEach`. */
const BATCH = 500;

/**
 * How long FCM has for all pushes of one call. The SDK ends each try after 15 s and tries five times, 82 s
 * in all; but where a connection breaks off at a bad moment it never answers, and the trigger that waits
 * for it would be killed after 120 s, with the pushes it has claimed.
 */
const LIMIT_MS = 90_000;

/**
 * {@link PushSender} by Firebase Cloud Messaging. A push of which nothing was heard in time is
 * `unavailable`; FCM may have taken it, and then it replaces itself on the device.
 */
export function fcmSender(
  messaging: () => Promise<Messaging>,
  log: Log,
  limit_ms = LIMIT_MS,
): PushSender {
  return {
    async send(pushes) {
      const withinLimit = timeLimit(limit_ms);
      const outcomes: PushOutcome[] = [];
      try {
        for (const batch of chunksOf(pushes, BATCH)) {
          const { responses } = await withinLimit(sendBatch(messaging, batch));
          outcomes.push(...responses.map(({ error }) => judge(error, log)));
        }
      } catch (error) {
        // Of no single push: no credentials, no client, no answer.
        const name = error instanceof Error ? error.name : 'unknown';
        log.error('FCM cannot be reached', { pushes: pushes.length - outcomes.length, name });
      }
      return pushes.map((_, index) => outcomes[index] ?? 'unavailable');
    },
  };
}

async function sendBatch(messaging: () => Promise<Messaging>, pushes: Push[]) {
  return (await messaging()).sendEach(pushes.map(fcmMessage));
}

function judge(error: FirebaseError | undefined, log: Log): PushOutcome {
  if (error === undefined) return 'sent';
  const outcome = outcomeOf(error);
  const found = { code: error.code, status: error.httpResponse?.status ?? null };
  if (outcome === 'rejected') log.error('FCM refused a push for good', found);
  if (outcome === 'unavailable') log.warn('FCM could not take a push now', found);
  return outcome;
}

function fcmMessage({ token, note }: Push): TokenMessage {
  return {
    token,
    notification: { title: note.title, body: note.body },
    data: note.data,
    android: {
      priority: 'high',
      // No collapse key: FCM keeps four of them for a device that is away. The tag is the device's own.
      notification: { tag: note.collapse_id, notificationCount: note.badge },
    },
    apns: {
      headers: { 'apns-collapse-id': note.collapse_id, 'apns-priority': '10' },
      payload: { aps: { badge: note.badge, threadId: note.thread_id, sound: 'default' } },
    },
    webpush: { notification: { tag: note.collapse_id } },
  };
}
