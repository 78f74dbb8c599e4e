import { Timestamp } from '@google-cloud/firestore';
import { z } from 'zod';

import type { SentMail } from './types.ts';

/** What the extension sends; more fields are left alone, as are documents that it would not take. */
const document = z.object({
  to: z.union([z.string(), z.array(z.string())]),
  message: z.object({
    subject: z.string().default(''),
    text: z.string().default(''),
    html: z.string().default(''),
  }),
  delivery: z.object({ state: z.string() }).optional(),
});

/** States in which the extension takes a mail up; it does so as well where there is none. */
const TO_BE_SENT = new Set<string | undefined>([undefined, 'PENDING', 'RETRY']);

/** The mail of a document of `mail/` that is still to be sent, or `undefined`. */
export function mailOf(id: string, data: unknown, received: Date): SentMail | undefined {
  const parsed = document.safeParse(data).data;
  if (parsed === undefined || !TO_BE_SENT.has(parsed.delivery?.state)) return undefined;
  const to = typeof parsed.to === 'string' ? [parsed.to] : parsed.to;
  return { received: received.toISOString(), id, to, ...parsed.message };
}

/**
 * The field `delivery` of a mail that was sent:
 * https://firebase.google.com/docs/extensions/official/firestore-send-email/delivery-status
 */
export function deliveryOf({ id, to, received }: SentMail): Record<string, unknown> {
  const time = Timestamp.fromDate(new Date(received));
  return {
    state: 'SUCCESS',
    startTime: time,
    endTime: time,
    leaseExpireTime: null,
    error: null,
    attempts: 1,
    info: {
      messageId: `<${id}@parley.invalid>`,
      accepted: to,
      rejected: [],
      pending: [],
      response: '250 Accepted',
    },
  };
}
