import { z } from 'zod';

import { task } from '../../context/task.ts';
import { chatId, rfc3339 } from '../../kernel/fields.ts';
import { Instant } from '../../kernel/instant.ts';
import { numberWaiting } from './number-waiting.ts';

/** A task is never put off for longer, whatever it says. */
const MAX_WAIT_MS = 10_000;

/** Numbers a busy group's messages of the last second or so; see {@link numberWaiting} for its costs. */
export const numberGroup = task({
  name: 'numberGroup',
  summary: "Number a busy group's messages and bring them to its members",
  input: z.object({ chat_id: chatId, due: rfc3339 }),
  handler: async (ctx, { chat_id, due }) => {
    // The emulator of Cloud Tasks calls at once, and another machine's clock may be ahead.
    const early = Instant.fromRfc3339(due).toMillis() - ctx.clock.now().toMillis();
    if (early > 0) await ctx.clock.pause(Math.min(early, MAX_WAIT_MS));
    await numberWaiting(ctx, chat_id);
  },
});
