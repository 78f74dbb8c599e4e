import type { RawConfig } from '../../functions/src/config/config.ts';
import { startFacebookStandIn, type FacebookStandIn } from './facebook/server.ts';
import { startGoogleStandIn, type GoogleStandIn } from './google/server.ts';

/** Both ways in by others, and what a project's configuration says of them. */
export interface FederatedStandIns {
  google: GoogleStandIn;
  facebook: FacebookStandIn;
  config: Partial<RawConfig>;
  stop: () => Promise<void>;
}

/** What of the stand-ins is to be other than usual. */
export interface FederatedOptions {
  google?: Parameters<typeof startGoogleStandIn>[0];
  facebook?: Parameters<typeof startFacebookStandIn>[0];
}

/** @param client_id the `aud` of the ID tokens that the project takes */
export async function startFederatedStandIns(
  client_id: string,
  options: FederatedOptions = {},
): Promise<FederatedStandIns> {
  const [google, facebook] = await Promise.all([
    startGoogleStandIn(options.google),
    startFacebookStandIn(options.facebook),
  ]);
  return {
    google,
    facebook,
    config: {
      GOOGLE_CLIENT_IDS: client_id,
      google_emulator_host: google.host,
      FACEBOOK_APP_ID: facebook.app.id,
      FACEBOOK_APP_SECRET: facebook.app.secret,
      facebook_emulator_host: facebook.host,
    },
    stop: async () => {
      await Promise.all([google.stop(), facebook.stop()]);
    },
  };
}
