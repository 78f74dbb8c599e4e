import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Inbox, Numbered } from './inbox.ts';

/**
 * Answers with server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html):
 * first the wanted items that are in the inbox, then each new one. An event is `event: <its name>`,
 * `id: <its number>`, `data: <the item as JSON>`; a browser that connects again sends the last id and
 * misses nothing.
 */
export function streamInbox<T>(
  request: IncomingMessage,
  response: ServerResponse,
  event: string,
  inbox: Inbox<T>,
  wanted: (item: T) => boolean,
): void {
  const lastSeen = Number(request.headers['last-event-id'] ?? 0) || 0;
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'access-control-allow-origin': '*',
  });
  const send = ({ number, item }: Numbered<T>): void => {
    response.write(`id: ${number}\nevent: ${event}\ndata: ${JSON.stringify(item)}\n\n`);
  };
  response.flushHeaders();
  for (const entry of inbox.after(lastSeen, wanted)) send(entry);
  const stop = inbox.listen((entry) => {
    if (wanted(entry.item)) send(entry);
  });
  response.on('close', stop);
}

/** The items in a stream of server-sent events, as a client reads them. */
export async function* readStream<T>(body: ReadableStream<Uint8Array>): AsyncGenerator<T> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const events = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) {
      const data = event.split('\n').find((line) => line.startsWith('data: '));
      if (data !== undefined) yield JSON.parse(data.slice('data: '.length)) as T;
    }
  }
}
