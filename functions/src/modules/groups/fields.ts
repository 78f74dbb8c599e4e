import { z } from 'zod';

import { chatId, text, userId } from '../../kernel/fields.ts';
import { isHttpsAddress } from '../../kernel/https-address.ts';

/** The owner included. */
export const MAX_MEMBERS = 1000;

/** What admins can set. */
export const groupSettings = {
  title: text(1, 100),
  photo_url: z
    .string()
    .max(2048)
    .refine(isHttpsAddress, 'must be an https address without user and password')
    .nullable(),
  posting: z.enum(['all', 'admins'], 'must be all or admins').meta({
    description: 'Who may send: all members, or owner and admins only',
  }),
  history: z.enum(['all', 'joined'], 'must be all or joined').meta({
    description: 'What members see of the time before they joined: all of it, or nothing',
  }),
};

export const groupMember = z.strictObject({ chat_id: chatId, user_id: userId });

/** Whom to add: as many as a group holds, whoever is in already among them; the same id twice counts once. */
export const userIds = z
  .array(userId)
  .transform((ids) => [...new Set(ids)])
  .refine((ids) => ids.length <= MAX_MEMBERS, `must have at most ${MAX_MEMBERS} different ids`);

/** What became of those who were to be added. */
export const additionFields = {
  added: z.array(z.string()),
  skipped: z
    .array(
      z.object({
        user_id: z.string(),
        reason: z.enum(['ALREADY_MEMBER', 'NOT_AVAILABLE', 'GROUP_FULL']),
      }),
    )
    .meta({
      description:
        'NOT_AVAILABLE: there is no such user, he is disabled, or one of you has blocked the other',
    }),
};
export type Addition = z.output<z.ZodObject<typeof additionFields>>;
