import { defineFunctions } from './wire/functions.ts';
import { liveContext } from './wire/live-context.ts';
import { functionTarget } from './wire/params.ts';
import { triggersFor } from './wire/triggers.ts';

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
} = defineFunctions(liveContext);

export const { onMessageCreated } = triggersFor(liveContext, functionTarget());
