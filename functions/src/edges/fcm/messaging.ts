import type { Credential } from 'firebase-admin/app';
import type { Messaging } from 'firebase-admin/messaging';

import type { Config } from '../../config/config.ts';
import { namedApp } from '../named-app.ts';

/** The stand-in checks that there is a token, not which. */
const standInCredential: Credential = {
  getAccessToken: () => Promise.resolve({ access_token: 'owner', expires_in: 3600 }),
};

/**
 * The Admin SDK's messaging client, loaded with the first push: most functions never send one. It speaks
 * HTTP/2 to FCM. In the emulator it talks HTTP/1.1 to the local stand-in, as the SDK lets only that way be
 * pointed elsewhere; the two name their troubles differently, and the tests of {@link fcmSender} take both.
 */
export function fcmMessaging(config: Config): () => Promise<Messaging> {
  let client: Promise<Messaging> | undefined;
  return () => (client ??= connect(config));
}

async function connect({ project_id, fcm_emulator_host }: Config): Promise<Messaging> {
  const { getMessaging } = await import('firebase-admin/messaging');
  if (fcm_emulator_host === undefined) {
    return getMessaging(namedApp('fcm', () => ({ projectId: project_id })));
  }
  const { localFcmAgent } = await import('./local-transport.ts');
  const app = namedApp(`fcm-${project_id}`, () => ({
    projectId: project_id,
    credential: standInCredential,
    httpAgent: localFcmAgent(fcm_emulator_host),
  }));
  const messaging = getMessaging(app);
  messaging.enableLegacyHttpTransport();
  return messaging;
}
