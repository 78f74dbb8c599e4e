import {
  collection,
  doc,
  getDoc,
  limit,
  onSnapshot,
  orderBy,
  query,
  serverTimestamp,
  setDoc,
  updateDoc,
  where,
  type Firestore,
  type QueryConstraint,
  type Timestamp,
  type Unsubscribe,
} from 'firebase/firestore';

/** What this app uses of a chat; docs/data-model.md has all fields. */
export interface Chat {
  type: 'direct' | 'group';
  history?: 'all' | 'joined';
  last_message: { text: string | null; type: string; hidden_for?: string[] } | null;
}

export interface Message {
  message_id: string;
  created: Timestamp;
  from_user: string;
  type: string;
  text?: string;
  /** Missing or null: not numbered yet. */
  message_number?: number | null;
  deleted?: boolean;
  hidden_for?: string[];
}

/** The chat list, the latest first. */
export function followChats(
  db: Firestore,
  uid: string,
  show: (rows: { chat_id: string; preview: string }[]) => void,
): Unsubscribe {
  const own = where('members', 'array-contains', uid);
  const latest = orderBy('last_message_timestamp', 'desc');
  return onSnapshot(query(collection(db, 'chats'), own, latest, limit(20)), ({ docs }) =>
    show(docs.map((chat) => ({ chat_id: chat.id, preview: previewOf(chat.data() as Chat, uid) }))),
  );
}

function previewOf({ last_message }: Chat, uid: string): string {
  if (last_message === null || last_message.hidden_for?.includes(uid)) return '';
  return last_message.text ?? `[${last_message.type}]`;
}

/** Unread counts and the badge; `ring` is called for what is new. */
export function followEvent(
  db: Firestore,
  uid: string,
  show: (unread: Record<string, number>, badge: number) => void,
  ring: () => void,
): Unsubscribe {
  const ref = doc(db, `users-external-event/${uid}`);
  return onSnapshot(ref, (event) => {
    const unread = (event.get('unread') ?? {}) as Record<string, number>;
    const badge = Object.values(unread).reduce((sum, count) => sum + count, 0);
    show(unread, badge);
    if (event.get('notify_new_message') !== true) return;
    ring();
    void updateDoc(ref, { notify_new_message: false });
  });
}

/** The latest messages of a chat, oldest first. `markRead` is called with what is to be reported. */
export async function followMessages(
  db: Firestore,
  uid: string,
  chat_id: string,
  show: (messages: Message[]) => void,
  markRead: (message_number: number) => void,
): Promise<Unsubscribe> {
  const chat = (await getDoc(doc(db, `chats/${chat_id}`))).data() as Chat;
  const seen: QueryConstraint[] = [];
  if (chat.type === 'group' && chat.history === 'joined') {
    const member = await getDoc(doc(db, `chats/${chat_id}/members/${uid}`));
    seen.push(where('created', '>', member.get('joined')));
  }
  const messages = collection(db, `chats/${chat_id}/messages`);
  // By `created` only: ordering by number would leave out what has none yet.
  return onSnapshot(query(messages, ...seen, orderBy('created', 'desc'), limit(30)), ({ docs }) => {
    const latest = docs
      .map((message): Message => {
        const fields = message.data({ serverTimestamps: 'estimate' }) as Message;
        return { ...fields, message_id: message.id };
      })
      .toSorted(asShown);
    show(latest.filter(({ hidden_for }) => !hidden_for?.includes(uid)));
    const highest = Math.max(0, ...latest.map(({ message_number }) => message_number ?? 0));
    if (highest > 0) markRead(highest);
  });
}

/** By `created`, then by number; what has no number yet comes last of its moment. */
function asShown(a: Message, b: Message): number {
  const [left, right] = [a.created.valueOf(), b.created.valueOf()];
  if (left !== right) return left < right ? -1 : 1;
  return (a.message_number ?? Number.MAX_VALUE) - (b.message_number ?? Number.MAX_VALUE);
}

/** Writes a text past the callable, as it is to be done offline. The id makes it safe to repeat. */
export function writeText(
  db: Firestore,
  uid: string,
  chat_id: string,
  message_id: string,
  text: string,
): Promise<void> {
  return setDoc(doc(db, `chats/${chat_id}/messages/${message_id}`), {
    from_user: uid,
    type: 'TEXT',
    created: serverTimestamp(),
    text,
  });
}
