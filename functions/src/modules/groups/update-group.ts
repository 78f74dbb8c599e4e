import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import { endpoint } from '../../context/endpoint.ts';
import { chatId, nothing } from '../../kernel/fields.ts';
import type { Tx } from '../../store/transaction.ts';
import type { GroupChat } from '../chats/model.ts';
import { chargeSending } from '../chats/send-limit.ts';
import { readChat, sendLimitFields, updateChat } from '../chats/store.ts';
import { readInGroup } from '../events/model.ts';
import { readEvent } from '../events/store.ts';
import { groupSettings } from './fields.ts';
import { GROUP_ERRORS, requireAdminOf } from './rights.ts';
import type { SystemEvent } from './system-event.ts';
import { tell } from './tell.ts';

const input = z.strictObject({
  chat_id: chatId,
  title: groupSettings.title.optional(),
  photo_url: groupSettings.photo_url.optional(),
  posting: groupSettings.posting.optional(),
  history: groupSettings.history.optional(),
});
type Input = z.output<typeof input>;

/**
 * Changes a group's settings; owner and admins may. What is given and is so already changes nothing;
 * each setting that changes counts as a message against the limit of sending.
 *
 * Costs 2 reads, and 4 writes for one setting, 1 more for each other: a message tells of each. 1 read
 * where nothing changes. Errors: FIELDS_INVALID, CHAT_NOT_FOUND, CHAT_NOT_MEMBER, CHAT_NOT_GROUP,
 * GROUP_ADMINS_ONLY, RATE_LIMITED.
 */
export const updateGroup = endpoint({
  name: 'updateGroup',
  summary: "Change a group's title, picture or settings",
  auth: 'session',
  active_hours_only: true,
  input,
  output: nothing,
  errors: [...GROUP_ERRORS, 'GROUP_ADMINS_ONLY', 'RATE_LIMITED'],
  handler: async (ctx, change, { caller }) => {
    await ctx.db.transact((tx) => update(tx, ctx, change, caller.uid));
    return {};
  },
});

async function update(tx: Tx, ctx: Context, change: Input, uid: string): Promise<void> {
  const { chat_id } = change;
  const chat = requireAdminOf(await readChat(tx, chat_id), uid);
  const { settings, events } = changesOf(chat, change);
  if (events.length === 0) return;
  const event = await readEvent(tx, uid);
  const now = ctx.clock.now();
  const charge = chargeSending(chat, uid, ctx.config.send_limit, now, events.length);
  const actor = { uid, has_read: readInGroup(event, chat_id) };
  const telling = tell(ctx, chat_id, chat, actor, events, now);
  updateChat(tx, chat_id, { ...settings, ...telling.fields, ...sendLimitFields(uid, charge) });
  telling.write(tx);
}

/** What differs from the group as it is, and what is to be told of it. */
function changesOf(
  chat: GroupChat,
  { title, photo_url, posting, history }: Input,
): { settings: Partial<GroupChat>; events: SystemEvent[] } {
  const settings: Partial<GroupChat> = {};
  const events: SystemEvent[] = [];
  if (title !== undefined && title !== chat.title) {
    settings.title = title;
    events.push({ event: 'GROUP_RENAMED', title });
  }
  if (photo_url !== undefined && photo_url !== chat.photo_url) {
    settings.photo_url = photo_url;
    events.push({ event: 'GROUP_PHOTO_CHANGED', photo_url });
  }
  if (posting !== undefined && posting !== chat.posting) {
    settings.posting = posting;
    events.push({ event: 'GROUP_POSTING_CHANGED', posting });
  }
  if (history !== undefined && history !== chat.history) {
    settings.history = history;
    events.push({ event: 'GROUP_HISTORY_CHANGED', history });
  }
  return { settings, events };
}
