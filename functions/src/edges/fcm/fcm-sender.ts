import type { FirebaseError } from 'firebase-admin/app';
import type { Messaging, MulticastMessage } from 'firebase-admin/messaging';

import type { PushNote, PushOutcome, PushSender } from '../../modules/push/sender.ts';

/** FCM's limit of tokens for one multicast. */
const BATCH = 500;

/** The token will never work again: https://firebase.google.com/docs/cloud-messaging/error-codes */
const DEAD = new Set([
  'messaging/registration-token-not-registered',
  'messaging/invalid-registration-token',
]);

/**
 * The push would not work later either: a fault of the payload or of the deployment's credentials, so
 * no reason to forget a token. Everything not listed here or above is tried again.
 */
const REJECTED = new Set([
  'messaging/authentication-error',
  'messaging/invalid-argument',
  'messaging/invalid-payload',
  'messaging/mismatched-credential',
  'messaging/payload-size-limit-exceeded',
]);

/** {@link PushSender} by Firebase Cloud Messaging. */
export function fcmSender(messaging: () => Promise<Messaging>): PushSender {
  return {
    async send(note, tokens) {
      const client = await messaging();
      const outcomes: PushOutcome[] = [];
      for (let start = 0; start < tokens.length; start += BATCH) {
        const batch = tokens.slice(start, start + BATCH);
        const { responses } = await client.sendEachForMulticast(multicast(note, batch));
        outcomes.push(...responses.map(({ error }) => outcomeOf(error)));
      }
      return outcomes;
    },
  };
}

function outcomeOf(error: FirebaseError | undefined): PushOutcome {
  if (error === undefined) return 'sent';
  if (DEAD.has(error.code)) return 'dead';
  return REJECTED.has(error.code) ? 'rejected' : 'unavailable';
}

function multicast(note: PushNote, tokens: string[]): MulticastMessage {
  return {
    tokens,
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
