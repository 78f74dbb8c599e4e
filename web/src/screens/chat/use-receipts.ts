import { useEffect, useMemo } from 'preact/hooks';

import type { Chat, Message } from '../../firebase/documents.ts';
import { highest, reporter } from '../../firebase/receipts.ts';
import { usePane } from '../../panes/pane-context.ts';

/** Reports what is on show: as delivered, and as read while the person is at this side. */
export function useReceipts(
  chat_id: string,
  chat: Chat | undefined,
  messages: readonly Message[] | undefined,
): void {
  const { device, looking, online, event, fail } = usePane();
  const report = useMemo(() => reporter(device, chat_id), [device, chat_id]);
  const unread = event?.unread[chat_id] ?? 0;
  const isMarked = event?.marked_unread?.[chat_id] === true;
  useEffect(() => {
    if (messages === undefined || !online) return;
    const number = highest(messages);
    // Without a connection it is no failure: it is reported when there is one.
    const failed = (error: unknown): void => {
      if (device.connection.online()) fail(error);
    };
    // Of direct chats the list has reported that much.
    if (chat?.type === 'group' && unread > 0) report('delivered', number).catch(failed);
    if (looking && (unread > 0 || isMarked)) report('read', number).catch(failed);
  }, [report, messages, looking, online, unread]);
}
