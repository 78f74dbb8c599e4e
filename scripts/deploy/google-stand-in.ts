import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { GOOGLE_APIS, Google, type Api } from './google.ts';

/** A request as the stand-in saw it; `call` is `METHOD api/path`, its query kept apart. */
export type Call = { call: string; query: string; body: unknown; headers: Headers };

/** An answer: a JSON body with status 200, or a status of its own. */
export type Reply = { status?: number; body: unknown };

/**
 * A local server in the place of Google's REST interfaces, for tests. A test says what each call is
 * answered with; a call that no test speaks of is answered 404 in Google's format.
 */
export class GoogleStandIn {
  readonly calls: Call[] = [];
  readonly #routes = new Map<string, (call: Call) => Reply>();
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<GoogleStandIn> {
    const server = createServer();
    const standIn = new GoogleStandIn(server);
    const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const sent = await text(request);
      const url = new URL(request.url ?? '/', 'http://google');
      const { status = 200, body } = standIn.#answer({
        call: `${request.method} ${decodeURIComponent(url.pathname.slice(1))}`,
        query: decodeURIComponent(url.search.slice(1)),
        body: sent === '' ? undefined : (JSON.parse(sent) as unknown),
        headers: new Headers(request.headers as Record<string, string>),
      });
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    server.on('request', (request, response) => void answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return standIn;
  }

  /** `http://ip:port`, under which each interface has its name as a folder. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** A client that talks to this server. */
  google(project: string, token = 'ya29.access-token-of-the-deployer'): Google {
    const names = Object.keys(GOOGLE_APIS) as Api[];
    const bases = Object.fromEntries(names.map((name) => [name, `${this.url}/${name}`]));
    return new Google(project, async () => token, { bases: bases as Record<Api, string> });
  }

  on(call: string, reply: Reply | ((call: Call) => Reply)): void {
    this.#routes.set(call, typeof reply === 'function' ? reply : () => reply);
  }

  /** The calls so far that change something. */
  get writes(): Call[] {
    return this.calls.filter(({ call }) => !/^GET |:(getIamPolicy|batchGet)$/.test(call));
  }

  reset(): void {
    this.calls.length = 0;
    this.#routes.clear();
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  #answer(call: Call): Reply {
    this.calls.push(call);
    return this.#routes.get(call.call)?.(call) ?? refusal(404, 'NOT_FOUND', 'Not found.');
  }
}

/** Google's error format. */
export function refusal(status: number, code: string, message: string, reason?: string): Reply {
  const details = reason === undefined ? [] : [{ '@type': 'google.rpc.ErrorInfo', reason }];
  return { status, body: { error: { code: status, message, status: code, details } } };
}
