import { defineFunctions } from './wire/functions.ts';
import { liveContext } from './wire/live-context.ts';

/** What the Firebase CLI deploys: one export for each function. */
export const {
  api,
  signInWithEmail,
  createChat,
  sendMessage,
  markDelivered,
  markRead,
  registerDevice,
  unregisterDevice,
  onMessageCreated,
} = defineFunctions(liveContext);
