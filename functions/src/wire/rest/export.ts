import type { Context as HonoContext } from 'hono';

import type { Context } from '../../context/context.ts';
import { archiveOf } from '../../modules/archive/archive-of.ts';
import { readExportToken } from '../../modules/archive/export-token.ts';
import { enforceLimits } from '../../modules/limits/enforce.ts';
import { describe } from '../callable-errors.ts';

/**
 * `GET /users/export?token=…`: what a link of `exportAccount` leads to. A browser follows it, which has no
 * other proof than the link, and none of App Check.
 *
 * @throws ParleyError as of `readExportToken`, RATE_LIMITED
 */
export async function accountExport(ctx: Context, c: HonoContext): Promise<Response> {
  const uid = await readExportToken(ctx, c.req.query('token') ?? '');
  await enforceLimits(ctx, [{ limit: 'export_download_by_account', key: uid }]);
  return c.body(streamOf(ctx, uid), 200, {
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': 'attachment; filename="parley-export.json"',
    'cache-control': 'no-store',
  });
}

/** Reads on as far as it is taken. Where that fails the connection breaks off: half of it is no JSON. */
function streamOf(ctx: Context, uid: string): ReadableStream<Uint8Array> {
  const pieces = archiveOf(ctx, uid);
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      try {
        const piece: IteratorResult<string, unknown> = await pieces.next();
        if (piece.done === true) controller.close();
        else controller.enqueue(encoder.encode(piece.value));
      } catch (error) {
        ctx.log.error('An export broke off', { cause: describe(error) });
        controller.error(new Error('the export broke off'));
      }
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
