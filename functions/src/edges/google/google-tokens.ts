import type { OAuth2Client } from 'google-auth-library';

import type { Config } from '../../config/config.ts';
import type { Log } from '../../kernel/log.ts';
import { ParleyError } from '../../kernel/errors.ts';
import { withinTime } from '../../kernel/time-limit.ts';
import type { GoogleTokens } from '../../modules/federated/verifiers.ts';

/**
 * {@link GoogleTokens} by google-auth-library, loaded with the first token. It keeps Google's keys for
 * as long as they say, so most checks need no request.
 *
 * What the library throws holds parts of the token, so it is neither logged nor passed on.
 */
export function googleTokens(config: Config['google'], limit_ms: number, log: Log): GoogleTokens {
  let client: Promise<OAuth2Client> | undefined;
  return {
    async verify(id_token) {
      const google = await (client ??= connect(config));
      await withinTime(limit_ms, keysOf(google, log));
      try {
        // Without an audience the library would take a token made for any app.
        const audience = config.client_ids;
        const ticket = await withinTime(
          limit_ms,
          google.verifyIdToken({ idToken: id_token, audience }),
        );
        return ticket.getPayload();
      } catch {
        return undefined;
      }
    },
  };
}

async function connect({ certs_host }: Config['google']): Promise<OAuth2Client> {
  const { OAuth2Client: Client } = await import('google-auth-library');
  if (certs_host === undefined) return new Client();
  const url = `http://${certs_host}/oauth2/v1/certs`;
  return new Client({ endpoints: { oauth2FederatedSignonPemCertsUrl: url } });
}

/** Asked for on their own, so that a token that is bad can be told from keys that cannot be had. */
async function keysOf(google: OAuth2Client, log: Log): Promise<void> {
  try {
    await google.getFederatedSignonCertsAsync();
  } catch {
    log.warn("Google's keys cannot be had");
    throw new ParleyError('UPSTREAM_UNAVAILABLE');
  }
}
