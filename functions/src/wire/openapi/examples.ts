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
  createGroup: { title: 'Weekend', user_ids: ['109'], chat_id: 'exampleGroup00000001' },
  updateGroup: { chat_id: 'exampleGroup00000001', title: 'Long weekend' },
  addMembers: { chat_id: 'exampleGroup00000001', user_ids: ['109'] },
  setRole: { chat_id: 'exampleGroup00000001', user_id: '109', role: 'admin' },
  removeMember: { chat_id: 'exampleGroup00000001', user_id: '109' },
  leaveGroup: { chat_id: 'exampleGroup00000001' },
  markDelivered: { chat_id: '108_109', message_number: 1 },
  markRead: { chat_id: '108_109', message_number: 1 },
  reportReceipts: { chat_id: '108_109', delivered_number: 1, read_number: 1 },
  editMessage: { chat_id: '108_109', message_id: 'exampleMessage000001', text: 'Hello there!' },
  reactToMessage: {
    chat_id: '108_109',
    message_id: 'exampleMessage000001',
    emoji: '👍',
    on: true,
  },
  fetchMessages: { chat_id: '108_109', limit: 15 },
  listChats: { type: 'direct' },
  forwardMessage: {
    chat_id: '108_109',
    message_id: 'exampleMessage000001',
    chat_ids: ['108_109'],
  },
  muteChat: { chat_id: '108_109', until: '2030-01-01T00:00:00Z' },
  markUnread: { chat_id: '108_109' },
  deleteMessage: { chat_id: '108_109', message_id: 'exampleMessage000001', for: 'everyone' },
  registerDevice: { device_id: 'phone-1', token: 'fcm-token-of-the-device', platform: 'android' },
  unregisterDevice: { device_id: 'phone-1' },
  listSessions: {},
};
