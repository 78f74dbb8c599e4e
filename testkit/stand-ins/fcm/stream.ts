import type { IncomingMessage, ServerResponse } from 'node:http';
import { matches, type Inbox, type Numbered, type PushFilter } from './inbox.ts';

/**
 * Answers with server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html):
 * first the matching pushes that are in the inbox, then each new one. An event is
 * `event: push`, `id: <its number>`, `data: <the push as JSON>`; a browser that connects again sends
 * the last id and misses nothing.
 */
export function streamPushes(
  request: IncomingMessage,
  response: ServerResponse,
  inbox: Inbox,
  filter: PushFilter,
): void {
  const lastSeen = Number(request.headers['last-event-id'] ?? 0) || 0;
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'access-control-allow-origin': '*',
  });
  const send = ({ number, push }: Numbered): void => {
    response.write(`id: ${number}\nevent: push\ndata: ${JSON.stringify(push)}\n\n`);
  };
  response.flushHeaders();
  for (const entry of inbox.after(lastSeen, filter)) send(entry);
  const stop = inbox.listen((entry) => {
    if (matches(entry.push, filter)) send(entry);
  });
  response.on('close', stop);
}
