import type { Reader } from '../../store/reader.ts';
import type { Chat } from '../chats/model.ts';
import { readChats } from '../chats/store.ts';
import type { Notification } from '../notifications/model.ts';
import { emojiOfUser, type Reactions } from './reactions.ts';
import { readMessages } from './store.ts';

/** What an entry says. */
export interface Words {
  title: string;
  body: string;
}

/** What an entry says where these have reacted, the latest last; of several it names none. */
export function wordsOf(usernames: Chat['usernames'], reactions: Reactions) {
  return (actors: readonly string[]): Words => {
    const last = actors.at(-1);
    if (last === undefined) {
      return {
        title: 'Reaction taken back',
        body: 'Nobody who reacted to your message does still.',
      };
    }
    const emoji = emojiOfUser(reactions, last);
    if (actors.length === 1) {
      const username = usernames[last] ?? 'Somebody';
      const what = emoji === undefined ? '.' : `: ${emoji}`;
      return { title: 'New reaction', body: `${username} reacted to your message${what}` };
    }
    return {
      title: `${actors.length} people reacted to your message`,
      body: emoji === undefined ? 'The latest reaction is gone.' : `The latest: ${emoji}`,
    };
  };
}

/**
 * What entries say that tell of reactions, with the actors they have: as of now, whatever they said before;
 * `undefined` for other entries. Costs 1 read for each message and for each of their chats.
 */
export async function wordsOfEntries(
  source: Reader,
  entries: readonly Notification[],
): Promise<(Words | undefined)[]> {
  const targets = entries.map(({ type, reference_id }) => {
    const [chat_id = '', message_id = ''] = reference_id?.split('/') ?? [];
    return type === 'REACTION' && message_id !== '' ? { chat_id, message_id } : undefined;
  });
  const known = targets.filter((target) => target !== undefined);
  const chat_ids = [...new Set(known.map(({ chat_id }) => chat_id))];
  const [chats, messages] = await Promise.all([
    readChats(source, chat_ids),
    readMessages(source, known),
  ]);
  const usernames = new Map(chats.map(({ chat_id, chat }) => [chat_id, chat.usernames]));
  return entries.map(({ actors }, index) => {
    const target = targets[index];
    if (target === undefined) return undefined;
    const { reactions = {} } = messages[known.indexOf(target)] ?? {};
    return wordsOf(usernames.get(target.chat_id) ?? {}, reactions)(actors);
  });
}
