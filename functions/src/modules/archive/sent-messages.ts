import type { Context } from '../../context/context.ts';
import { inChunks } from '../../kernel/chunks.ts';
import { pagesOf } from '../../kernel/pages.ts';
import { readEdits } from '../messages/edits-store.ts';
import { listMessagesFrom, type SentMessage } from '../messages/store.ts';
import { PAGE } from './store.ts';

/** Messages whose edits are read at the same time. */
const AT_ONCE = 10;

/** Of one message, which may have been edited often. */
const MAX_EDITS = 500;

/**
 * What somebody sent, to whatever chat, with what it said before he edited it (its last 500 texts). What
 * others made of it (reactions, who hides it from himself) is theirs.
 */
export async function* sentMessagesOf({ db }: Context, uid: string): AsyncGenerator<unknown[]> {
  const sent = pagesOf<SentMessage>(
    (size, after) => listMessagesFrom(db, uid, size, after?.path ?? null),
    PAGE,
  );
  for await (const page of sent) {
    yield await inChunks(page, AT_ONCE, async ({ chat_id, message_id, message }) => {
      const { reactions: _reactions, hidden_for: _hidden, edits = 0, ...said } = message;
      const first = Math.max(1, edits - MAX_EDITS + 1);
      const numbers = Array.from({ length: edits - first + 1 }, (_, index) => first + index);
      const former = await readEdits(db, chat_id, message_id, numbers);
      return { chat_id, message_id, ...said, ...(former.length > 0 && { former }) };
    });
  }
}
