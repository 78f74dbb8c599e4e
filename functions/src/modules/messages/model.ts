import type { z } from 'zod';

import type { Instant } from '../../kernel/instant.ts';
import type { messageContent } from './content.ts';

/** `chats/{chat_id}/messages/{message_id}`. Until it is numbered it has no `message_number`. */
export interface Message extends z.output<typeof messageContent> {
  created: Instant;
  from_user: string;
  message_number?: number | null;
}
