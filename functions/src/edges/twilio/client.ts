import type { Twilio } from 'twilio';

import type { Config } from '../../config/config.ts';

/** Of the 30 s that the library would wait: a person looks at a spinner meanwhile. */
const TIMEOUT_MS = 5000;

/**
 * Twilio's own client, loaded with the first code that is sent; `undefined` where the deployment has
 * no account. In the emulator the same client talks to the local stand-in.
 */
export function twilioClient(config: Config): () => Promise<Twilio | undefined> {
  let client: Promise<Twilio | undefined> | undefined;
  return () => (client ??= connect(config));
}

async function connect({ twilio, twilio_emulator_host }: Config): Promise<Twilio | undefined> {
  const { account_sid, auth_token } = twilio;
  if (account_sid === '' || auth_token === '') return undefined;

  const { default: library } = await import('twilio');
  const httpClient = new library.RequestClient({ timeout: TIMEOUT_MS });
  if (twilio_emulator_host !== undefined) {
    httpClient.axios.interceptors.request.use((request) => {
      const url = request.url?.replace(/^https:\/\/[^/]+/, `http://${twilio_emulator_host}`) ?? '';
      return { ...request, url };
    });
  }
  return library(account_sid, auth_token, { httpClient });
}
