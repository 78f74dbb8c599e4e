import type { Context } from '../../context/context.ts';
import type { QueryReader } from '../../store/reader.ts';
import type { Tx } from '../../store/transaction.ts';
import type { ChatBase } from '../chats/model.ts';
import { readChats, updateChat, type KnownChat } from '../chats/store.ts';
import { changedChat } from '../messages/changed-chat.ts';
import { deleteEdits, setEdits } from '../messages/edits-store.ts';
import {
  forgetMessage,
  listMessagesForwardedFrom,
  listMessagesFrom,
  unquoteMessage,
  type SentMessage,
} from '../messages/store.ts';
import { remainsOf, type Remains } from './remains-of.ts';

const PAGE = 100;

/** The cursor of the beginning, where that has been come to before. */
const BEGINNING = '';

/** So many of what messages said before they were edited go in one commit. */
const MAX_EDITS = 200;

/**
 * Makes tombstones of what somebody sent, to whatever chat: they keep their place, number and sender, and
 * nothing of what they said, now or before. What tells of a group keeps what it tells, and loses what he
 * gave. Chats whose list shows one of them show that it was deleted.
 *
 * Costs 1 read and 1 write for each message, 1 read and 1 write for each chat that a page of them is of,
 * and 1 delete for each edit; 1 read for one that is erased already.
 */
export function eraseMessages(
  ctx: Context,
  uid: string,
  after: string | null,
): Promise<string | null> {
  return eraseAll(ctx, uid, after, listMessagesFrom);
}

/**
 * The same for copies of it that others have forwarded, which say what he said: they keep whoever sent them.
 *
 * Costs what {@link eraseMessages} says, and 1 read for what only claims to be his.
 */
export function eraseForwards(
  ctx: Context,
  uid: string,
  after: string | null,
): Promise<string | null> {
  return eraseAll(ctx, uid, after, listMessagesForwardedFrom, isForward);
}

/** In the parameters of anything else, which its author gave it, the field means nothing. */
function isForward({ message }: SentMessage): boolean {
  return message.action === 'FORWARD';
}

type Find = (
  source: QueryReader,
  uid: string,
  limit: number,
  after: string | null,
) => Promise<SentMessage[]>;

function eraseAll(
  ctx: Context,
  uid: string,
  after: string | null,
  find: Find,
  isHis: (sent: SentMessage) => boolean = () => true,
): Promise<string | null> {
  return ctx.db.transact(async (tx) => {
    const found = await find(tx, uid, PAGE, after === BEGINNING ? null : after);
    const page = found.filter(isHis);
    const { some, rest } = withFewEdits(page);
    const [first] = page;
    if (first !== undefined && some.length === 0) {
      thinOut(tx, first);
      return after ?? BEGINNING;
    }
    const left = some.flatMap((sent) => {
      const remains = remainsOf(sent.message);
      return remains === undefined ? [] : [{ sent, remains }];
    });
    const chats = await readChats(tx, [...new Set(left.map(({ sent }) => sent.chat_id))]);
    for (const { sent, remains } of left) write(tx, uid, sent, remains);
    for (const known of chats) updateChat(tx, known.chat_id, changesOf(ctx, known, left));
    if (rest) return some.at(-1)?.path ?? null;
    return found.length === PAGE ? (found.at(-1)?.path ?? null) : null;
  });
}

/** As many from the beginning as one commit can take with their edits. */
function withFewEdits(page: readonly SentMessage[]): { some: SentMessage[]; rest: boolean } {
  let edits = 0;
  const end = page.findIndex(({ message }) => (edits += message.edits ?? 0) > MAX_EDITS);
  return end < 0 ? { some: [...page], rest: false } : { some: page.slice(0, end), rest: true };
}

/** One message that was edited that often loses some of its edits, the last first. */
function thinOut(tx: Tx, { chat_id, message_id, message: { edits = 0 } }: SentMessage): void {
  const left = edits - MAX_EDITS;
  deleteEdits(tx, chat_id, message_id, numbers(left, edits));
  setEdits(tx, chat_id, message_id, left);
}

function write(tx: Tx, uid: string, sent: SentMessage, remains: Remains): void {
  const { chat_id, message_id, message } = sent;
  if ('quoted' in remains) return unquoteMessage(tx, chat_id, message_id, remains);
  deleteEdits(tx, chat_id, message_id, numbers(0, message.edits ?? 0));
  forgetMessage(tx, chat_id, message_id, message.deleted_by ?? uid);
}

function changesOf(
  ctx: Context,
  { chat_id, chat }: KnownChat,
  left: readonly { sent: SentMessage; remains: Remains }[],
): Partial<ChatBase> {
  const now = ctx.clock.now();
  return left
    .filter(({ sent }) => sent.chat_id === chat_id)
    .reduce<Partial<ChatBase>>((changes, { sent, remains }) => {
      const known = { ...chat, ...changes } as typeof chat;
      return { ...changes, ...changedChat(known, sent.message_id, remains.message, now) };
    }, {});
}

/** Above `from`, up to `to`. */
function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index + 1);
}
