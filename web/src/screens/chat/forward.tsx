import { useEffect, useRef } from 'preact/hooks';

import type { Message } from '../../firebase/documents.ts';
import { newMessageId } from '../../firebase/send.ts';
import { usePane } from '../../panes/pane-context.ts';
import { useNames } from '../../panes/use-names.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { ScreenHead } from '../../ui/screen-head.tsx';
import { Refused } from '../../ui/explain.ts';
import { useBusy } from '../../ui/use-busy.ts';
import { seedOf } from '../chats/chat-names.ts';
import { summaryOf } from './content.tsx';

export interface ForwardProps {
  message: Message;
  chat_id: string;
  onDone: () => void;
}

/** Where a message is to go; over the chat, which stays as it is. */
export function Forward({ message, chat_id, onDone }: ForwardProps) {
  const { device, uid, chats = [], fail } = usePane();
  const { titleOf } = useNames();
  const [busy, run] = useBusy(fail);
  const dialog = useRef<HTMLDivElement>(null);
  // The same where nobody answered and he clicks again, so that it arrives once.
  const ids = useRef(new Map<string, string>());
  useEffect(() => dialog.current?.focus(), []);
  const forward = async (to: string): Promise<void> => {
    const { message_id } = message;
    const forward_id = ids.current.get(to) ?? newMessageId(device.db);
    ids.current.set(to, forward_id);
    const input = { chat_id, message_id, chat_ids: [to], forward_id };
    const [outcome] = (await device.call('forwardMessage', input)).forwarded;
    if (outcome?.reason !== undefined) throw new Refused(outcome.reason);
    onDone();
  };
  return (
    <div
      ref={dialog}
      class="whole"
      role="dialog"
      aria-label="Forward to"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone();
      }}
    >
      <ScreenHead title="Forward to" line={summaryOf(message)} onBack={onDone} />
      <div class="scroll">
        <ul class="rows">
          {chats.map((chat) => (
            <li key={chat.chat_id}>
              <button
                class="row"
                type="button"
                disabled={busy}
                onClick={() => run(() => forward(chat.chat_id))}
              >
                <Avatar name={titleOf(chat, uid)} seed={seedOf(chat, uid)} />
                <span class="row-text">
                  <span class="row-title">{titleOf(chat, uid)}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
