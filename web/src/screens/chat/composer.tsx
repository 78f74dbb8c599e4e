import { useEffect, useRef, useState } from 'preact/hooks';

import type { Chat } from '../../firebase/documents.ts';
import { usePane } from '../../panes/pane-context.ts';
import { Icon } from '../../ui/icon.tsx';
import type { Intent } from './chat-screen.tsx';
import { summaryOf } from './content.tsx';
import { useTypingSigns } from './use-typing-signs.ts';
import type { Send } from './use-sending.ts';

export interface ComposerProps {
  chat: Chat;
  intent: Intent | undefined;
  send: Send;
  onDone: () => void;
}

const MAX_LENGTH = 5000;

/** The line to write in: a new message, an answer, or a message of one's own anew. */
export function Composer({ chat, intent, send, onDone }: ComposerProps) {
  const { device, online, fail } = usePane();
  const { chat_id } = chat;
  const edited = intent?.kind === 'edit' ? intent.message : undefined;
  const [text, setText] = useState(edited?.text ?? '');
  const line = useRef<HTMLTextAreaElement>(null);
  const sign = useTypingSigns(chat_id);
  useEffect(() => {
    if (intent !== undefined) line.current?.focus();
  }, []);

  const submit = (): void => {
    const written = text.trim();
    if (written === '') return;
    setText('');
    sign('sent');
    const refused = (error: unknown): void => {
      fail(error);
      // Nothing that was typed is lost, unless more has been typed since.
      setText((now) => (now === '' ? written : now));
    };
    if (edited !== undefined) {
      const { message_id } = edited;
      device.call('editMessage', { chat_id, message_id, text: written }).then(onDone, refused);
      return;
    }
    send(written, intent?.message.message_id, refused);
    if (intent !== undefined) onDone();
    line.current?.focus();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {intent !== undefined && (
        <div class="intent">
          <p>
            <b>{intent.kind === 'edit' ? 'Edit' : 'Answer'}</b> {summaryOf(intent.message)}
          </p>
          <button class="icon" type="button" onClick={onDone}>
            <Icon name="close" />
            <span class="unseen">Cancel</span>
          </button>
        </div>
      )}
      <textarea
        ref={line}
        rows={1}
        dir="auto"
        maxLength={MAX_LENGTH}
        aria-label="Message"
        placeholder={online ? 'Write a message' : 'Write a message; it goes out later'}
        value={text}
        onInput={({ currentTarget: { value } }) => {
          setText(value);
          // What is changed is there already; nobody waits for it.
          if (edited === undefined) sign(value === '' ? 'emptied' : 'typed');
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
            event.preventDefault();
            submit();
          } else if (event.key === 'Escape' && intent !== undefined) onDone();
        }}
      />
      <button class="icon primary" type="submit" disabled={text.trim() === ''}>
        <Icon name={edited === undefined ? 'send' : 'check'} />
        <span class="unseen">{edited === undefined ? 'Send' : 'Save'}</span>
      </button>
    </form>
  );
}
