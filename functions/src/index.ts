import { defineFunctions } from './wire/functions.ts';
import { liveContext } from './wire/live-context.ts';

/** What the Firebase CLI deploys: one export for each function. */
export const {
  api,
  signInWithEmail,
  refreshSession,
  verifySession,
  signOut,
  listSessions,
  revokeSessions,
  createChat,
  sendMessage,
  markDelivered,
  markRead,
  registerDevice,
  unregisterDevice,
  onMessageCreated,
} = defineFunctions(liveContext);
