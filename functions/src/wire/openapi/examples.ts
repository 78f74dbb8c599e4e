import type { EndpointName } from '../endpoints.ts';

/** A real call of an endpoint: the OpenAPI document shows it, and a test runs it. */
export type Examples = Partial<Record<EndpointName, Record<string, unknown>>>;

/** By the seed's user 108, in the emulators. */
export const EXAMPLES: Examples = {
  signInWithEmail: { email: 'user108@example.com', password: 'parley-108' },
  createChat: { user_id: '109' },
  sendMessage: {
    chat_id: '108_109',
    message_id: 'exampleMessage000001',
    type: 'TEXT',
    text: 'Hello!',
  },
  markDelivered: { chat_id: '108_109', message_number: 1 },
  markRead: { chat_id: '108_109', message_number: 1 },
  registerDevice: { device_id: 'phone-1', token: 'fcm-token-of-the-device', platform: 'android' },
  unregisterDevice: { device_id: 'phone-1' },
  listSessions: {},
};
