import type { CreatedTrigger } from '../../context/trigger.ts';
import type { Message } from '../messages/model.ts';
import { deliverMessage } from './deliver-message.ts';
import { sendPushes } from './send-pushes.ts';

/** The one reaction to a new message, whichever door it came in by: number, event document, push. */
export const onMessageCreated: CreatedTrigger<'chat_id' | 'message_id'> = {
  document: 'chats/{chat_id}/messages/{message_id}',
  handler: async (ctx, { params, data }) => {
    // The rules and the callable's schema let nothing else become a message document.
    const message = data as unknown as Message;
    await deliverMessage(ctx, params.chat_id, params.message_id, message, (pushes) =>
      sendPushes(ctx, pushes),
    );
  },
};
