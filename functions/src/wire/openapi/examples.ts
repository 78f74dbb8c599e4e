import type { EndpointName } from '../endpoints.ts';

/** The input of a real call of each endpoint: the OpenAPI document shows it, and a test runs it. */
export type Examples = Record<EndpointName, Record<string, unknown>>;

const SESSION = { refresh_token: 'the-refresh-token-of-a-session' };

/**
 * By the seed's user 108, in the emulators, in an order in which they work. What is found only in a
 * text message, a mail or an answer stands by its name; the test puts in what it found there.
 */
export const EXAMPLES: Examples = {
  registerWithEmail: {
    email: 'ada@example.com',
    password: 'analytical-engine-1843',
    username: 'ada.lovelace',
    first_name: 'Ada',
    last_name: 'Lovelace',
  },
  signInWithEmail: { email: 'user108@example.com', password: 'parley-108' },
  startPhoneAuth: { phone: '+12025550123', channel: 'sms' },
  verifyPhoneAuth: { challenge_id: 'idOfTheChallenge0000', code: '123456' },
  signInWithGoogle: { id_token: 'the-ID-token-of-a-Google-sign-in' },
  signInWithFacebook: { access_token: 'the-access-token-of-a-Facebook-login' },
  signInWithFirebase: {},
  refreshSession: SESSION,
  verifySession: { token: 'the-token-of-a-session' },
  setPassword: { password: 'difference-engine-1822', current_password: 'parley-108' },
  requestPasswordReset: { email: 'user108@example.com' },
  confirmPasswordReset: { oob_code: 'the-code-in-the-mail', new_password: 'note-g-bernoulli-1843' },
  requestEmailVerification: {},
  confirmEmailVerification: { oob_code: 'the-code-in-the-mail' },
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
  updateSettings: { read_receipts: false, push: { previews: false } },
  deleteMessage: { chat_id: '108_109', message_id: 'exampleMessage000001', for: 'everyone' },
  setTyping: { chat_id: '108_109', typing: true },
  setPresence: { state: 'online' },
  blockUser: { user_id: '110' },
  unblockUser: { user_id: '110' },
  reportUser: { user_id: '109', reason: 'SPAM', text: 'The same advertisement every day' },
  registerDevice: { device_id: 'phone-1', token: 'fcm-token-of-the-device', platform: 'android' },
  unregisterDevice: { device_id: 'phone-1' },
  listSessions: {},
  revokeSessions: { session_ids: ['the-id-of-a-session'] },
  signOut: SESSION,
  deleteAccount: {},
  adminListUsers: { limit: 20 },
  adminDisableUser: { user_id: '110', reason: 'Sends advertisements' },
  adminEnableUser: { user_id: '110', reason: 'Has promised to stop' },
  adminRevokeSessions: { user_id: '110', reason: 'Has lost his phone' },
  adminSetAdmin: { user_id: '110', is_admin: true, reason: 'Joins the team' },
  adminListReports: { limit: 20 },
  adminListEdits: {
    chat_id: '108_109',
    message_id: 'exampleMessage000001',
    reason: 'Was reported',
  },
  adminListAudit: { limit: 20 },
};
