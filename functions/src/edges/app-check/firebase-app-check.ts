import type { App } from 'firebase-admin/app';
import type { AppCheck as Client } from 'firebase-admin/app-check';

import type { Log } from '../../kernel/log.ts';
import type { AppCheck } from '../../modules/auth/app-check.ts';

/**
 * {@link AppCheck} by the Admin SDK, loaded with the first token. It checks signature, issuer,
 * audience and time, and keeps Firebase's keys for six hours, so most checks need no request.
 *
 * A token that cannot be checked, because the keys cannot be had, is not taken either. The SDK's
 * messages repeat parts of the token, so its code is all that is logged.
 */
export function firebaseAppCheck(app: App, log: Log): AppCheck {
  let client: Promise<Client> | undefined;
  const connect = async () => (await import('firebase-admin/app-check')).getAppCheck(app);
  return {
    async verify(token) {
      const appCheck = await (client ??= connect());
      try {
        await appCheck.verifyToken(token);
        return true;
      } catch (error) {
        log.warn('An App Check token was not taken', { code: (error as { code?: string }).code });
        return false;
      }
    },
  };
}
