import type { Device } from './device.ts';
import { numberOf, type View } from './model.ts';

/** Reports the messages on show as read, or as delivered only; `true` is for read. */
export type Report = (view: View, read: boolean) => Promise<void>;

/** Reports each number once: while a report is on its way the view still has the old ones. */
export function reporter({ call }: Device): Report {
  const reported = { delivered: 0, read: 0 };
  return async (view, read) => {
    const kind = read ? 'read' : 'delivered';
    const message_number = Math.max(0, ...view.messages.map((each) => each.message_number ?? 0));
    const known = Math.max(reported[kind], numberOf(view, kind, 'self'));
    if (!view.chat || message_number <= known) return;
    reported[kind] = message_number;
    try {
      await call(read ? 'markRead' : 'markDelivered', { chat_id: view.chat_id, message_number });
    } catch (error) {
      reported[kind] = 0;
      throw error;
    }
  };
}
