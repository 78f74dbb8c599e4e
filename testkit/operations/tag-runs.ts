// Loaded by NODE_OPTIONS before the functions in the emulator suite, and nowhere else: each request that a
// function makes of Firestore then says in which run of it, and what set that off. The functions themselves
// know nothing of it.
import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import http2, { type ClientHttp2Session, type OutgoingHttpHeaders } from 'node:http2';

import { ACTION_PARAM, causeHeader, FUNCTION_HEADER, RUN_HEADER } from './recorded.ts';

const runs = new AsyncLocalStorage<string>();
let count = 0;

subscribe('http.server.request.start', (message) => {
  const { request } = message as { request: IncomingMessage };
  count += 1;
  runs.enterWith(causeHeader({ run: `${process.pid}-${count}`, ...causeOf(request) }));
});

function causeOf({ url = '/', headers }: IncomingMessage) {
  // Not as a URL: whatever somebody asks for, nothing may be thrown here.
  const action = new URLSearchParams(url.split('?')[1]).get(ACTION_PARAM) ?? undefined;
  const document = headers['ce-document'];
  return { action, document: typeof document === 'string' ? document : undefined };
}

const connect: (...args: never[]) => ClientHttp2Session = http2.connect.bind(http2);

http2.connect = ((...args: never[]) => {
  const session = connect(...args);
  const request = session.request.bind(session);
  session.request = (headers, options) => request(tagged(headers), options);
  return session;
}) as typeof http2.connect;

function tagged(headers: Parameters<ClientHttp2Session['request']>[0]): typeof headers {
  const run = runs.getStore();
  if (run === undefined || Array.isArray(headers) || headers === undefined) return headers;
  const asked = headers as OutgoingHttpHeaders;
  return FUNCTION_HEADER in asked ? { ...asked, [RUN_HEADER]: run } : headers;
}
