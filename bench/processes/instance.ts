// An instance of the deployed bundle, in a process of its own: what Cloud Run starts, with every
// function in one process. Callables come by HTTP as the client SDK sends them, events by POST
// /events. Runs as plain JavaScript, so that its memory is the product's and not a compiler's.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer, json } from 'node:stream/consumers';

import { answerParent } from './answers.ts';
import { expressLike } from '../../testkit/express-like.ts';
import type { InstanceReady, InstanceReport } from './instance-process.ts';

type Callable = (request: unknown, response: unknown) => Promise<void>;
type ParamSpec = { name: string; default?: string | number | boolean };
type Trigger = (event: unknown) => Promise<void>;

const [bundle = ''] = process.argv.slice(2);
const before = performance.now();
const functions = (await import(bundle)) as Record<string, Callable>;
const loaded = { load_ms: performance.now() - before, rss_bytes: process.memoryUsage.rss() };
await setDefaults();

let trigger_ms: number[] = [];
let trigger_errors = 0;

/** The Firebase CLI gives params without a value their default in the environment. */
async function setDefaults(): Promise<void> {
  const { declaredParams } = await import('firebase-functions/params');
  // Its declared types leave out what the CLI uses.
  for (const param of declaredParams as unknown as { toSpec(): ParamSpec }[]) {
    const spec = param.toSpec();
    if (spec.default !== undefined) process.env[spec.name] ??= String(spec.default);
  }
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === '/events') return react(await cloudEvent(request), response);
  const callable = functions[request.url?.split('/').at(-1) ?? ''];
  if (callable === undefined) return void response.writeHead(404).end();
  const { req, res } = expressLike(request, response, await json(request));
  await callable(req, res);
}

/** An event in the CloudEvents protocol's binary mode, as the platform hands it to a function. */
async function cloudEvent(request: IncomingMessage): Promise<object> {
  const attributes = Object.entries(request.headers)
    .filter(([name]) => name.startsWith('ce-'))
    .map(([name, value]) => [name.slice('ce-'.length), value]);
  const datacontenttype = request.headers['content-type'];
  const data = await buffer(request);
  return { ...(Object.fromEntries(attributes) as object), datacontenttype, data };
}

async function react(event: unknown, response: ServerResponse): Promise<void> {
  const start = performance.now();
  try {
    await (functions['onMessageCreated'] as unknown as Trigger)(event);
    trigger_ms.push(performance.now() - start);
    response.writeHead(204).end();
  } catch (error) {
    console.error(error);
    trigger_errors += 1;
    response.writeHead(500).end();
  }
}

const server = createServer((request, response) => {
  serve(request, response).catch((error: unknown) => {
    console.error(error);
    response.writeHead(500).end();
  });
});
server.listen(0, '127.0.0.1', () => {
  const { address, port } = server.address() as AddressInfo;
  answerParent<InstanceReady, InstanceReport>({
    ready: { host: `${address}:${port}`, ...loaded },
    reset: () => {
      trigger_ms = [];
      trigger_errors = 0;
    },
    report: () => ({ trigger_ms, trigger_errors, rss_bytes: process.memoryUsage.rss() }),
  });
});
