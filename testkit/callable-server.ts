import { buffer } from 'node:stream/consumers';

import { expressLike } from './express-like.ts';
import { listen, sendJson, type StandIn } from './stand-ins/common/http.ts';

/** The platform's view of a request and its answer: Node's, with what Express adds. */
type Handler = (request: never, response: never) => unknown;

/**
 * Serves callables over HTTP in this process, at `/<name>`, as the platform does: with the body parsed
 * and Express's `header`, `status` and `send`. The functions emulator cannot stand in for it where it
 * is more generous than the platform: it lets every origin and every token pass.
 */
export function serveCallables(functions: Record<string, unknown>): Promise<StandIn> {
  return listen(
    {},
    async (request, response) => {
      const handler = functions[request.url?.slice(1) ?? ''] as Handler | undefined;
      if (handler === undefined) return void response.writeHead(404).end();
      const raw = await buffer(request);
      const body = parsed(raw, request.headers['content-type']);
      // The platform's own parser answers that, and no function is asked.
      if (body === MALFORMED) return sendJson(response, { status: 400, body: {} });
      const { req, res } = expressLike(request, response, body, raw);
      await handler(req as never, res as never);
    },
    (reason) => ({ status: 500, body: { error: reason } }),
  );
}

const MALFORMED = Symbol('malformed');

/** As the platform's parser does it: by content type, where what is no JSON stays as it came. */
function parsed(raw: Buffer, type = ''): unknown {
  if (raw.length === 0) return {};
  if (!type.startsWith('application/json')) return type.startsWith('text/') ? String(raw) : raw;
  try {
    const body = JSON.parse(raw.toString()) as unknown;
    return typeof body === 'object' && body !== null ? body : MALFORMED;
  } catch {
    return MALFORMED;
  }
}
