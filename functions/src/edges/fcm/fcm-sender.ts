import type { FirebaseError } from 'firebase-admin/app';
import type { Messaging, TokenMessage } from 'firebase-admin/messaging';

import { chunksOf } from '../../kernel/chunks.ts';
import type { Log } from '../../kernel/log.ts';
import type { Push, PushOutcome, PushSender } from '../../modules/push/sender.ts';

/** FCM's limit of messages for one `sendEach`. */
const BATCH = 500;

/** The token will never work again: https://firebase.google.com/docs/cloud-messaging/error-codes */
const DEAD = new Set([
  'messaging/registration-token-not-registered',
  'messaging/invalid-registration-token',
]);

/**
 * FCM or the way to it is in trouble for a while. Whatever is not listed here or above (a malformed
 * push, credentials or an APNs key that are missing) would fail again and again: it is not retried,
 * and no reason to forget a token.
 */
const UNAVAILABLE = new Set([
  'app/network-error',
  'app/network-timeout',
  'messaging/device-message-rate-exceeded',
  'messaging/internal-error',
  'messaging/message-rate-exceeded',
  'messaging/server-unavailable',
]);

/** {@link PushSender} by Firebase Cloud Messaging. */
export function fcmSender(messaging: () => Promise<Messaging>, log: Log): PushSender {
  return {
    async send(pushes) {
      const client = await messaging();
      const outcomes: PushOutcome[] = [];
      for (const batch of chunksOf(pushes, BATCH)) {
        const { responses } = await client.sendEach(batch.map(fcmMessage));
        outcomes.push(...responses.map(({ error }) => outcomeOf(error, log)));
      }
      return outcomes;
    },
  };
}

function outcomeOf(error: FirebaseError | undefined, log: Log): PushOutcome {
  if (error === undefined) return 'sent';
  const { code, message } = error;
  if (DEAD.has(code)) return 'dead';
  // FCM says INVALID_ARGUMENT of a malformed token as well as of a malformed push.
  if (code === 'messaging/invalid-argument' && /registration token/i.test(message)) return 'dead';
  if (UNAVAILABLE.has(code)) return 'unavailable';
  log.error('FCM refused a push for good', { code });
  return 'rejected';
}

function fcmMessage({ token, note }: Push): TokenMessage {
  return {
    token,
    notification: { title: note.title, body: note.body },
    data: note.data,
    android: {
      priority: 'high',
      collapseKey: note.collapse_id,
      notification: { tag: note.collapse_id, notificationCount: note.badge },
    },
    apns: {
      headers: { 'apns-collapse-id': note.collapse_id, 'apns-priority': '10' },
      payload: { aps: { badge: note.badge, threadId: note.thread_id, sound: 'default' } },
    },
    webpush: { notification: { tag: note.collapse_id } },
  };
}
