import { z } from 'zod';

import type { Config } from '../../config/config.ts';
import { ParleyError, rateLimited } from '../../kernel/errors.ts';
import type { Passwords } from '../../modules/auth/accounts.ts';

const TIMEOUT_MS = 5000;

/** What Identity Toolkit's own lock is taken to last; it does not say. */
const LOCKED_SECONDS = 60;

const accepted = z.object({ localId: z.string() });
const refused = z.object({ error: z.object({ message: z.string() }) });

/** What Identity Toolkit says of a sign-in that the person, not the set-up, is to blame for. */
const REFUSALS = new Set([
  'EMAIL_NOT_FOUND',
  'INVALID_EMAIL',
  'INVALID_LOGIN_CREDENTIALS',
  'INVALID_PASSWORD',
  'USER_DISABLED',
]);

/**
 * {@link Passwords} by Identity Toolkit's `accounts:signInWithPassword`
 * (https://docs.cloud.google.com/identity-platform/docs/reference/rest/v1/accounts/signInWithPassword).
 */
export function identityToolkitPasswords(config: Config): Passwords {
  const api = 'identitytoolkit.googleapis.com/v1/accounts:signInWithPassword';
  const origin =
    config.auth_emulator_host === undefined ? 'https://' : `http://${config.auth_emulator_host}/`;
  const url = `${origin}${api}?key=${encodeURIComponent(config.web_api_key)}`;
  // The Auth emulator takes any API key to mean the project that it was started with.
  const target = config.auth_emulator_host !== undefined && { targetProjectId: config.project_id };
  const headers = { ...(target && { authorization: 'Bearer owner' }) };
  return {
    async check(email, password) {
      const request = { email, password, returnSecureToken: false, ...target };
      const { status, body } = await post(url, request, headers);
      if (status === 200) return accepted.parse(body).localId;
      // The message is a code, sometimes followed by ` : explanation`.
      const code = refused.safeParse(body).data?.error.message.split(' ')[0] ?? '';
      if (REFUSALS.has(code)) return undefined;
      if (code === 'TOO_MANY_ATTEMPTS_TRY_LATER') throw rateLimited(LOCKED_SECONDS);
      if (status >= 500) throw new ParleyError('UPSTREAM_UNAVAILABLE');
      throw new Error(`Identity Toolkit answered ${status} ${code}: is WEB_API_KEY right?`);
    },
  };
}

async function post(
  url: string,
  body: object,
  headers: Record<string, string>,
): Promise<{ status: number; body: unknown }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: response.status, body: await response.json() };
  } catch {
    // The cause may hold the request, and with it the password.
    throw new ParleyError('UPSTREAM_UNAVAILABLE');
  }
}
