import { text } from 'node:stream/consumers';

import { expressLike } from './express-like.ts';
import { listen, type StandIn } from './stand-ins/common/http.ts';

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
      const raw = await text(request);
      const body = (raw === '' ? {} : JSON.parse(raw)) as object;
      const { req, res } = expressLike(request, response, body);
      await handler(req as never, res as never);
    },
    (reason) => ({ status: 500, body: { error: reason } }),
  );
}
