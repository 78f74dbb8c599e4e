/**
 * Every callable, by the name it is deployed under, with its code still to be loaded: an instance of
 * one function loads that one.
 */
export const ENDPOINTS = {
  signInWithEmail: async () =>
    (await import('../modules/auth/sign-in-with-email.ts')).signInWithEmail,
  refreshSession: async () => (await import('../modules/auth/refresh-session.ts')).refreshSession,
  verifySession: async () => (await import('../modules/auth/verify-session.ts')).verifySession,
  signOut: async () => (await import('../modules/auth/sign-out.ts')).signOut,
  listSessions: async () => (await import('../modules/auth/list-sessions.ts')).listSessions,
  revokeSessions: async () => (await import('../modules/auth/revoke-sessions.ts')).revokeSessions,
  createChat: async () => (await import('../modules/chats/create-chat.ts')).createChat,
  sendMessage: async () => (await import('../modules/messages/send-message.ts')).sendMessage,
  markDelivered: async () => (await import('../modules/receipts/mark-delivered.ts')).markDelivered,
  markRead: async () => (await import('../modules/receipts/mark-read.ts')).markRead,
  registerDevice: async () =>
    (await import('../modules/devices/register-device.ts')).registerDevice,
  unregisterDevice: async () =>
    (await import('../modules/devices/unregister-device.ts')).unregisterDevice,
};

export type EndpointName = keyof typeof ENDPOINTS;
