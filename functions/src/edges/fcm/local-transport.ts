import { Agent } from 'node:https';
import { createConnection, type Socket } from 'node:net';

/**
 * An agent that sends what was meant for FCM to a local server instead, unencrypted. The Admin SDK
 * knows no emulator of FCM and its host is fixed, but it uses the app's `httpAgent` once the app's
 * messaging is on HTTP/1.1:
 *
 * ```ts
 * const app = initializeApp({ projectId, credential, httpAgent: localFcmAgent(host) }, 'fcm');
 * const messaging = getMessaging(app);
 * messaging.enableLegacyHttpTransport();
 * ```
 *
 * Give it an app of its own: every HTTP/1.1 call of that app goes to the local server, those of Auth
 * included.
 *
 * @param host `ip:port` of the local server
 * @throws RangeError when `host` is not `ip:port`
 */
export function localFcmAgent(host: string): Agent {
  const [, address, port] = /^(.+):(\d{1,5})$/.exec(host) ?? [];
  if (address === undefined) throw new RangeError(`Not an ip:port: ${JSON.stringify(host)}`);
  return new LocalAgent(address.replace(/^\[|\]$/g, ''), Number(port));
}

class LocalAgent extends Agent {
  readonly #host: string;
  readonly #port: number;

  constructor(host: string, port: number) {
    super({ keepAlive: true });
    this.#host = host;
    this.#port = port;
  }

  override createConnection(): Socket {
    return createConnection({ host: this.#host, port: this.#port });
  }
}
