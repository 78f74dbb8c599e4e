import { z } from 'zod';

import { chatId } from '../../kernel/fields.ts';
import type { ExternalEvent } from '../events/model.ts';
import type { Chat, LastMessage } from './model.ts';

const lastMessage = z.object({
  message_id: z.string(),
  from_user: z.string(),
  type: z.string(),
  text: z.string().nullable(),
  message_number: z.int(),
  deleted: z.boolean(),
});

/** A chat on the wire, as one of its members sees it. */
export const wireChat = z
  .object({
    chat_id: chatId,
    type: z.enum(['direct', 'group']),
    members: z.array(z.string()),
    usernames: z.record(z.string(), z.string()),
    total_messages_count: z.int(),
    last_message: lastMessage.nullable(),
    last_message_timestamp: z.iso.datetime().nullable(),
    started: z.boolean(),
    active: z.boolean(),
    created: z.iso.datetime(),
    modified: z.iso.datetime(),
    unread: z.int(),
    marked_unread: z.boolean(),
    muted_until: z.iso.datetime().nullable(),
    title: z.string().optional().meta({ description: 'This and what follows: of groups' }),
    photo_url: z.string().nullable().optional(),
    roles: z.record(z.string(), z.string()).optional(),
    posting: z.enum(['all', 'admins']).optional(),
    history: z.enum(['all', 'joined']).optional(),
    user1: z.string().optional().meta({ description: 'This and what follows: of direct chats' }),
    user2: z.string().optional(),
    read_number_user1: z.int().optional(),
    read_number_user2: z.int().optional(),
    delivered_number_user1: z.int().optional(),
    delivered_number_user2: z.int().optional(),
  })
  .meta({ id: 'Chat' });
export type WireChat = z.output<typeof wireChat>;

/** A chat as the member `uid`, whose event document is `event`, sees it. */
export function toWireChat(
  chat_id: string,
  chat: Chat,
  uid: string,
  event: ExternalEvent | undefined,
): WireChat {
  const { type, members, usernames, total_messages_count, started, active } = chat;
  return {
    chat_id,
    ...{ type, members, usernames, total_messages_count, started, active },
    last_message: chat.last_message && previewFor(uid, chat.last_message),
    last_message_timestamp: chat.last_message_timestamp?.toRfc3339() ?? null,
    created: chat.created.toRfc3339(),
    modified: chat.modified.toRfc3339(),
    unread: event?.unread[chat_id] ?? 0,
    marked_unread: event?.marked_unread?.[chat_id] === true,
    muted_until: event?.muted?.[chat_id]?.toRfc3339() ?? null,
    ...ofItsType(chat),
  };
}

function previewFor(uid: string, { hidden_for, ...preview }: LastMessage) {
  const hidden = hidden_for?.includes(uid) === true;
  return { ...preview, deleted: preview.deleted ?? false, ...(hidden && { text: null }) };
}

function ofItsType(chat: Chat): Partial<WireChat> {
  if (chat.type === 'group') {
    const { title, photo_url, roles, posting, history } = chat;
    return { title, photo_url, roles, posting, history };
  }
  const { user1, user2, read_number_user1, read_number_user2 } = chat;
  const { delivered_number_user1, delivered_number_user2 } = chat;
  const read = { read_number_user1, read_number_user2 };
  return { user1, user2, ...read, delivered_number_user1, delivered_number_user2 };
}
