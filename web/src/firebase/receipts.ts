import type { Device } from './device.ts';
import type { Message } from './documents.ts';

/** Up to which number this device has reported the messages of a chat. */
type Reported = Record<'delivered' | 'read', number>;

// docs: receipts
/** Reports each number once, for what is on show; `read` for what is being looked at. */
export function reporter({ call }: Device, chat_id: string) {
  const reported: Reported = { delivered: 0, read: 0 };
  return async (kind: keyof Reported, message_number: number): Promise<void> => {
    if (message_number <= reported[kind]) return;
    const before = reported[kind];
    reported[kind] = message_number;
    try {
      const report = kind === 'read' ? 'markRead' : 'markDelivered';
      await call(report, { chat_id, message_number });
    } catch (error) {
      reported[kind] = before;
      throw error;
    }
  };
}

/** The highest number on show. */
export function highest(messages: readonly Message[]): number {
  return Math.max(0, ...messages.map(({ message_number }) => message_number ?? 0));
}
// end of docs: receipts
