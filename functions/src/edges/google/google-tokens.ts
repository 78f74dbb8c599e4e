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
 *
 * @param limit_ms for the whole check, loading the library and asking for the keys included
 */
export function googleTokens(config: Config['google'], limit_ms: number, log: Log): GoogleTokens {
  let client: Promise<OAuth2Client> | undefined;
  const verify = async (id_token: string): Promise<unknown> => {
    const google = await (client ??= connect(config));
    const certs = await keysOf(google, log);
    try {
      // Without an audience and issuers the library would take a token made for any app, by anybody.
      const { client_ids } = config;
      const ticket = google.verifySignedJwtWithCertsAsync(
        id_token,
        certs,
        client_ids,
        google.issuers,
      );
      return (await ticket).getPayload();
    } catch {
      return undefined;
    }
  };
  return { verify: (id_token) => withinTime(limit_ms, verify(id_token)) };
}

async function connect({ certs_host }: Config['google']): Promise<OAuth2Client> {
  const { OAuth2Client: Client } = await import('google-auth-library');
  if (certs_host === undefined) return new Client();
  const url = `http://${certs_host}/oauth2/v1/certs`;
  return new Client({ endpoints: { oauth2FederatedSignonPemCertsUrl: url } });
}

/** Asked for on their own, so that a token that is bad can be told from keys that cannot be had. */
async function keysOf(google: OAuth2Client, log: Log) {
  try {
    return (await google.getFederatedSignonCertsAsync()).certs;
  } catch {
    log.warn("Google's keys cannot be had");
    throw new ParleyError('UPSTREAM_UNAVAILABLE');
  }
}
