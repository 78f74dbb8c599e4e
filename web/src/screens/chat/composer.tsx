import { useLayoutEffect, useRef, useState } from 'preact/hooks';

import type { Chat } from '../../firebase/documents.ts';
import { draftOf, keepDraft } from '../../firebase/drafts.ts';
import { usePane } from '../../panes/pane-context.ts';
import { Form } from '../../ui/form.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import type { Intent } from './chat-screen.tsx';
import { summaryOf } from './content.tsx';
import { isTooLong, Length } from './length.tsx';
import { useTypingSigns } from './use-typing-signs.ts';
import type { Send } from './use-sending.ts';

export interface ComposerProps {
  chat: Chat;
  /** To answer a message, or to write one anew. */
  intent: Intent | undefined;
  send: Send;
  onDone: () => void;
}

/** The line to write in: a new message, an answer, or a message of one's own anew. */
export function Composer({ chat, intent, send, onDone }: ComposerProps) {
  const { device, looking, online, fail } = usePane();
  const { chat_id } = chat;
  const edited = intent?.kind === 'edit' ? intent.message : undefined;
  const [text, setText] = useState(draftOf(device, chat_id));
  const [busy, run] = useBusy(fail);
  const line = useRef<HTMLTextAreaElement>(null);
  const sign = useTypingSigns(chat_id);
  const purpose = intent && `${intent.kind} ${intent.message.message_id}`;
  const before = useRef(purpose);
  useLayoutEffect(() => {
    if (before.current === purpose) return;
    before.current = purpose;
    setText(edited?.text ?? draftOf(device, chat_id));
    // Who has gone to the other side while this was done is left there.
    if (looking) line.current?.focus();
  }, [purpose]);

  const written = text.trim();
  const isReady = written !== '' && !isTooLong(written) && !busy;
  const write = (value: string): void => {
    setText(value);
    if (edited !== undefined) return;
    keepDraft(device, chat_id, value);
    // What is changed is there already; nobody waits for it.
    sign(value === '' ? 'emptied' : 'typed');
  };
  const submit = (): void => {
    if (!isReady) return;
    if (edited !== undefined) {
      const { message_id } = edited;
      run(() => device.call('editMessage', { chat_id, message_id, text: written }).then(onDone));
      return;
    }
    setText('');
    keepDraft(device, chat_id, '');
    sign('sent');
    send(written, intent?.message.message_id);
    if (intent !== undefined) onDone();
    line.current?.focus();
  };
  return (
    <Form
      class="composer"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && intent !== undefined) onDone();
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
        aria-label="Message"
        aria-invalid={isTooLong(written)}
        placeholder={online ? 'Write a message' : 'Write a message; it goes out later'}
        value={text}
        onInput={({ currentTarget }) => write(currentTarget.value)}
        onKeyDown={(event) => {
          // By 229 Safari tells of the Enter that ends a composition.
          if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return;
          if (event.shiftKey) return;
          event.preventDefault();
          submit();
        }}
      />
      <button class="icon primary" type="submit" disabled={!isReady}>
        <Icon name={edited === undefined ? 'send' : 'check'} />
        <span class="unseen">{edited === undefined ? 'Send' : 'Save'}</span>
      </button>
      <Length text={written} />
    </Form>
  );
}
