import { z } from 'zod';

import type { KnownNotification } from './store.ts';

/** An entry as the wire has it. */
export const wireNotification = z
  .object({
    id: z.string(),
    type: z.string().meta({
      description:
        'FRIEND_REQUEST, FRIEND_ACCEPTED, CONTACT_JOINED, REACTION, WARNING, SESSION_REUSED or ' +
        'PASSWORD_CHANGED; there may be more later',
    }),
    title: z.string(),
    body: z.string(),
    actor: z.string().nullable().meta({ description: 'Who caused it, the latest of several' }),
    actors_count: z.int().meta({
      description: 'How many users caused it: 100 means 100 or more, 0 that all took it back',
    }),
    reference_type: z.string().nullable(),
    reference_id: z.string().nullable(),
    read: z.boolean(),
    created: z.string(),
  })
  .meta({ id: 'Notification' });

/** What the wire shows of an entry. */
export function toWireNotification({
  id,
  entry,
}: KnownNotification): z.output<typeof wireNotification> {
  const { type, title, body, actor, actors, reference_type, reference_id, read, created } = entry;
  return {
    ...{ id, type, title, body, actor, reference_type, reference_id, read },
    actors_count: actors.length,
    created: created.toRfc3339(),
  };
}
