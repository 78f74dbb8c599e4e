import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import { endpoint } from '../../context/endpoint.ts';
import { chatId } from '../../kernel/fields.ts';
import type { Instant } from '../../kernel/instant.ts';
import { requireMember, requireOpen } from '../chats/membership.ts';
import { readChat } from '../chats/store.ts';
import { MAX_TYPING_MEMBERS, TYPING_SECONDS, TYPING_SPACING_SECONDS } from './model.ts';
import { deleteTyping, putTyping, readTyping } from './store.ts';

const input = z.strictObject({ chat_id: chatId, typing: z.boolean() });

const output = z.object({
  expires_at: z.iso.datetime().nullable().meta({
    description: 'Until when the others are shown it; null where they are not',
  }),
});

/**
 * Shows the others of a chat that the caller is typing, for 10 s, or no longer. To be called at the
 * first key and every 8 s while keys follow, and with `false` where the text is taken back; sending
 * needs no call, as apps drop the sign with the message. Whoever may not send to the chat shows nothing
 * there, nor does anybody in a group of more than 50.
 *
 * Costs 2 reads and 1 write (or delete), and each listener of the chat a read; nothing is written within
 * 3 s of the last sign. Errors: FIELDS_INVALID, CHAT_NOT_FOUND, CHAT_NOT_MEMBER, CHAT_INACTIVE,
 * USER_BLOCKED, POSTING_ADMINS_ONLY.
 */
export const setTyping = endpoint({
  name: 'setTyping',
  summary: 'Show that one is typing',
  auth: 'session',
  active_hours_only: true,
  input,
  output,
  errors: [
    'CHAT_NOT_FOUND',
    'CHAT_NOT_MEMBER',
    'CHAT_INACTIVE',
    'USER_BLOCKED',
    'POSTING_ADMINS_ONLY',
    'TOO_BUSY',
  ],
  handler: async (ctx, { chat_id, typing }, { caller: { uid } }) => {
    const shown_until = await (typing ? show(ctx, chat_id, uid) : hide(ctx, chat_id, uid));
    return { expires_at: shown_until?.toRfc3339() ?? null };
  },
});

function show(ctx: Context, chat_id: string, uid: string): Promise<Instant | undefined> {
  return ctx.db.transact(async (tx) => {
    const [known, sign] = await Promise.all([readChat(tx, chat_id), readTyping(tx, chat_id, uid)]);
    const chat = requireMember(known, uid);
    requireOpen(chat, uid);
    if (chat.members.length > MAX_TYPING_MEMBERS) return undefined;
    const now = ctx.clock.now();
    const fresh = now.plusSeconds(TYPING_SECONDS - TYPING_SPACING_SECONDS);
    if (sign !== undefined && sign.expires_at.compare(fresh) > 0) return sign.expires_at;
    const expires_at = now.plusSeconds(TYPING_SECONDS);
    putTyping(tx, chat_id, uid, { expires_at });
    return expires_at;
  });
}

/** Also where he may not send any more: his last sign is his to take back. */
function hide(ctx: Context, chat_id: string, uid: string): Promise<undefined> {
  return ctx.db.transact(async (tx) => {
    const [known, sign] = await Promise.all([readChat(tx, chat_id), readTyping(tx, chat_id, uid)]);
    requireMember(known, uid);
    if (sign !== undefined) deleteTyping(tx, chat_id, uid);
    return undefined;
  });
}
