import { useEffect, useRef } from 'preact/hooks';

import type { Device } from '../firebase/device.ts';
import type { Chat } from '../firebase/documents.ts';
import { reporter } from '../firebase/receipts.ts';

type Report = ReturnType<typeof reporter>;

/** Reports what has reached this device of direct chats: their previews are in the list. */
export function useDelivered(
  device: Device,
  uid: string,
  chats: readonly Chat[] | undefined,
  online: boolean,
): void {
  const reporters = useRef(new Map<string, Report>());
  useEffect(() => {
    if (!online) return;
    for (const chat of chats ?? []) {
      if (chat.type !== 'direct') continue;
      const known = chat.user1 === uid ? chat.delivered_number_user1 : chat.delivered_number_user2;
      const total = chat.total_messages_count;
      if (total <= known) continue;
      const report = reporters.current.get(chat.chat_id) ?? reporter(device, chat.chat_id);
      reporters.current.set(chat.chat_id, report);
      // It is reported again with the next message.
      report('delivered', total).catch(() => undefined);
    }
  }, [device, uid, chats, online]);
}
