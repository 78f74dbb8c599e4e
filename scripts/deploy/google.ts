import { UserError } from '../lib/user-error.ts';
import { GoogleError } from './google-error.ts';

/** The REST interfaces a deployment uses. */
export const GOOGLE_APIS = {
  appCheck: 'https://firebaseappcheck.googleapis.com',
  firebase: 'https://firebase.googleapis.com',
  firestore: 'https://firestore.googleapis.com',
  functions: 'https://cloudfunctions.googleapis.com',
  iam: 'https://iam.googleapis.com',
  identity: 'https://identitytoolkit.googleapis.com',
  run: 'https://run.googleapis.com',
  secrets: 'https://secretmanager.googleapis.com',
  services: 'https://serviceusage.googleapis.com',
  storage: 'https://firebasestorage.googleapis.com',
  tasks: 'https://cloudtasks.googleapis.com',
} as const;

export type Api = keyof typeof GOOGLE_APIS;

const TIMEOUT_MS = 60_000;

type Method = 'GET' | 'POST' | 'PATCH';

/**
 * Calls Google's REST interfaces as the person who deploys.
 *
 * Answers are typed by the caller and not checked: every field of such a type is optional, as it is
 * on the wire.
 */
export class Google {
  readonly #project: string;
  readonly #token: () => Promise<string>;
  readonly #bases: Readonly<Record<Api, string>>;
  readonly #signal: AbortSignal | undefined;

  /**
   * @param token an OAuth 2 access token with the scope `cloud-platform`
   * @param options.bases where the interfaces are, for tests
   * @param options.signal ends calls that are under way
   */
  constructor(
    project: string,
    token: () => Promise<string>,
    options: { bases?: Readonly<Record<Api, string>>; signal?: AbortSignal } = {},
  ) {
    this.#project = project;
    this.#token = token;
    this.#bases = options.bases ?? GOOGLE_APIS;
    this.#signal = options.signal;
  }

  /** @throws GoogleError */
  get<T>(api: Api, path: string): Promise<T> {
    return this.#call<T>('GET', api, path);
  }

  /** As `get`, but nothing when Google answers 404. */
  async find<T>(api: Api, path: string): Promise<T | undefined> {
    try {
      return await this.get<T>(api, path);
    } catch (error) {
      if (error instanceof GoogleError && error.status === 404) return undefined;
      throw error;
    }
  }

  /** @throws GoogleError */
  post<T>(api: Api, path: string, body: object): Promise<T> {
    return this.#call<T>('POST', api, path, body);
  }

  /** @throws GoogleError */
  patch<T>(api: Api, path: string, body: object): Promise<T> {
    return this.#call<T>('PATCH', api, path, body);
  }

  async #call<T>(method: Method, api: Api, path: string, body?: object): Promise<T> {
    const token = await this.#token();
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(`${this.#bases[api]}/${path}`, {
      method,
      signal: this.#signal ? AbortSignal.any([timeout, this.#signal]) : timeout,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        // Quota and API enablement count for the team's project, not for that of the credentials.
        'x-goog-user-project': this.#project,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      this.#signal?.throwIfAborted();
      throw new UserError(`${GOOGLE_APIS[api]} cannot be reached. Is there a network?`, {
        cause: error,
      });
    });
    const text = await response.text();
    if (!response.ok) {
      const call = `${method} ${GOOGLE_APIS[api]}/${path.replace(/\?.*/, '')}`;
      throw GoogleError.of(call, response.status, text, { token, body });
    }
    return (text === '' ? {} : JSON.parse(text)) as T;
  }
}
