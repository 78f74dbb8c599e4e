import './options.ts';

import type { Contexts } from '../context/context.ts';
import { createdTrigger } from './created-trigger.ts';
import { updatedTrigger } from './updated-trigger.ts';

/** Every reaction to a document change, by its public name, which starts with `on`. */
export function defineTriggers(contexts: Contexts) {
  return {
    onMessageCreated: createdTrigger(
      () => contexts('onMessageCreated'),
      'chats/{chat_id}/messages/{message_id}',
      async () => (await import('../modules/delivery/on-message-created.ts')).onMessageCreated,
    ),
    onNotificationCreated: createdTrigger(
      () => contexts('onNotificationCreated'),
      'users/{uid}/notifications/{id}',
      async () =>
        (await import('../modules/outreach/on-notification-created.ts')).onNotificationCreated,
    ),
    onUnlistedNotificationCreated: createdTrigger(
      () => contexts('onUnlistedNotificationCreated'),
      'users/{uid}/unlisted-notifications/{id}',
      async () =>
        (await import('../modules/outreach/on-notification-created.ts'))
          .onUnlistedNotificationCreated,
    ),
    onUserUpdated: updatedTrigger(
      () => contexts('onUserUpdated'),
      'users/{uid}',
      async () => (await import('../modules/chats/on-user-updated.ts')).onUserUpdated,
    ),
  };
}

/**
 * The triggers, unless this instance serves a callable: an instance serves one function, its `target`,
 * and need not load what defines the others. Discovery has no target and gets them all.
 */
export function triggersFor(
  contexts: Contexts,
  target: string | undefined,
): Partial<ReturnType<typeof defineTriggers>> {
  return target === undefined || target.startsWith('on') ? defineTriggers(contexts) : {};
}
