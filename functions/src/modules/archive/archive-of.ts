import type { Context } from '../../context/context.ts';
import { Instant } from '../../kernel/instant.ts';
import { LEFT_OUT, LISTS, SINGLES } from './sections.ts';

/**
 * All that is stored of a user, as pieces of one JSON document: what there is one of by its name, what there
 * may be many of as a list. It is read page by page while it is written, so that what is in memory has a
 * bound. What only proves something (tokens, hashes of passwords and codes) is not in it.
 *
 * Costs 1 read for each document, at least 1 for each list, and 1 for the account's membership in each chat.
 */
export async function* archiveOf(ctx: Context, uid: string): AsyncGenerator<string> {
  const head = { exported: ctx.clock.now().toRfc3339(), user_id: uid, left_out: LEFT_OUT };
  yield JSON.stringify(head).slice(0, -1);
  for (const [name, read] of Object.entries(SINGLES)) {
    yield `,\n${JSON.stringify(name)}:${JSON.stringify(plain(await read(ctx, uid)) ?? null)}`;
  }
  for (const [name, pages] of Object.entries(LISTS)) {
    yield `,\n${JSON.stringify(name)}:[`;
    let separator = '';
    for await (const page of pages(ctx, uid)) {
      if (page.length === 0) continue;
      yield separator + page.map((item) => JSON.stringify(plain(item))).join(',\n');
      separator = ',\n';
    }
    yield ']';
  }
  yield '}\n';
}

/** With times as on the wire. */
function plain(value: unknown): unknown {
  if (value instanceof Instant) return value.toRfc3339();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, plain(field)]));
}
