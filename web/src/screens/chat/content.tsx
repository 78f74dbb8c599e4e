import type { Chat, Message } from '../../firebase/documents.ts';
import { useNames } from '../../panes/use-names.ts';
import { Linked } from '../../ui/linked.tsx';
import { wordsFor } from '../chats/chat-names.ts';

export interface ContentProps {
  chat: Chat;
  message: Message;
  quoted: Message | undefined;
}

/** What a message says. */
export function Content({ chat, message, quoted }: ContentProps) {
  const { nameIn } = useNames();
  const { type, text, action, deleted, reference_id } = message;
  if (deleted === true) return <p class="text gone">This message was deleted</p>;
  return (
    <>
      {action === 'FORWARD' && <p class="soft note">Forwarded</p>}
      {action === 'REPLY' && reference_id !== undefined && (
        <blockquote dir="auto">
          {quoted === undefined ? (
            'An earlier message'
          ) : (
            <>
              <b>{nameIn(chat, quoted.from_user)}</b> {summaryOf(quoted)}
            </>
          )}
        </blockquote>
      )}
      {type !== 'TEXT' && <Attachment message={message} />}
      {text !== undefined && (
        <p class="text" dir="auto">
          <Linked text={text} />
        </p>
      )}
    </>
  );
}

function Attachment({ message }: { message: Message }) {
  const { type, file, file_name, action_params = {} } = message;
  const { name, phone, lat, lng } = action_params as Record<string, string | number | undefined>;
  const where = lat !== undefined ? `${lat}, ${lng}` : undefined;
  const lines = [name ?? file_name ?? file?.name, phone ?? where].filter(
    (line) => line !== undefined,
  );
  return (
    <p class="attachment">
      <span class="tag">{wordsFor(type)}</span>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </p>
  );
}

/** A message in a line. */
export function summaryOf({ deleted, text, type }: Message): string {
  return deleted === true ? 'Deleted' : (text ?? wordsFor(type));
}
