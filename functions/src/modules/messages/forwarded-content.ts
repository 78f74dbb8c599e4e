import type { Message, MessageContent } from './model.ts';

/**
 * What a forwarded copy of a message holds: its content, and who said it first. What belongs to the chat
 * it was read in (its number, to what it replied, reactions) stays there.
 */
export function forwardedContent(message: Message): MessageContent {
  const { type, text, file, file_name, action, action_params = {} } = message;
  const { reference_type, reference_id } = action === 'REPLY' ? {} : message;
  // A contact and a place are in the params; those of a reply are about another chat.
  const isContent = type === 'CONTACT' || type === 'LOCATION';
  return {
    type,
    ...(text !== undefined && { text }),
    ...(file !== undefined && { file }),
    ...(file_name !== undefined && { file_name }),
    ...(reference_type !== undefined && { reference_type }),
    ...(reference_id !== undefined && { reference_id }),
    action: 'FORWARD',
    action_params: { ...(isContent && action_params), from_user: authorOf(message) },
  };
}

/** Who wrote what a message says: of what was forwarded, through any number of hands, not who sent it. */
export function authorOf({
  from_user,
  action,
  action_params,
}: Pick<Message, 'from_user' | 'action' | 'action_params'>): string {
  const author = action === 'FORWARD' ? action_params?.['from_user'] : undefined;
  return typeof author === 'string' ? author : from_user;
}
