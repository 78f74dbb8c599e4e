import { doc } from 'firebase/firestore';

import type { Client } from '../../testkit/client.ts';
import { waitForDocument } from '../../testkit/wait-for.ts';

/** The ids that the seed can choose are fixed; those of what the system says are not its own to choose. */
export const WEEKEND = {
  chat_id: 'seedWeekend000000001',
  question: 'seed0000000000000101',
  reply: 'seed0000000000000102',
  place: 'seed0000000000000103',
  contact: 'seed0000000000000104',
  edited: 'seed0000000000000105',
  /** Owner, admin, and three members, of whom the last is added later. */
  members: ['101', '102', '103', '104', '105'],
} as const;

/**
 * The group "Weekend": a little of everything that groups and messages can do. In the end 101, 102
 * and 105 have read all of it, 103 has read up to the place, and to 104 it has been delivered.
 */
export async function playWeekend(of: (uid: string) => Client): Promise<void> {
  const { chat_id, members } = WEEKEND;
  const call = <O>(uid: string, name: string, input: object): Promise<O> =>
    of(uid).call<O>(name, { chat_id, ...input });
  const send = async (uid: string, message_id: string, content: object): Promise<number> => {
    const sent = { message_id, ...content };
    const { message_number } = await call<{ message_number: number }>(uid, 'sendMessage', sent);
    return message_number;
  };

  await call('101', 'createGroup', { title: 'Weekend', user_ids: members.slice(1, 4) });
  await call('101', 'setRole', { user_id: '102', role: 'admin' });
  const question = { type: 'TEXT', text: 'Who comes to the lake on Saturday, @user_103?' };
  await send('102', WEEKEND.question, question);
  await send('103', WEEKEND.reply, {
    ...{ type: 'TEXT', text: 'I do!', action: 'REPLY' },
    ...{ reference_type: 'MESSAGE', reference_id: WEEKEND.question },
  });
  for (const uid of ['101', '103']) {
    await call(uid, 'reactToMessage', { message_id: WEEKEND.question, emoji: '👍', on: true });
  }
  const place = await send('101', WEEKEND.place, {
    ...{ type: 'LOCATION', text: 'We meet here at ten.' },
    action_params: { lat: 37.8651, lng: -119.5383, name: 'The car park' },
  });
  await call('103', 'markRead', { message_number: place });
  await send('102', WEEKEND.contact, {
    type: 'CONTACT',
    action_params: { name: 'Boat hire', phone: '+12025550199' },
  });
  await call('102', 'addMembers', { user_ids: members.slice(4) });
  const total = await send('105', WEEKEND.edited, { type: 'TEXT', text: 'Glad to be hear.' });
  await call('105', 'editMessage', { message_id: WEEKEND.edited, text: 'Glad to be here.' });

  await call('104', 'markDelivered', { message_number: total });
  for (const uid of ['101', '102']) await call(uid, 'markRead', { message_number: total });
  await Promise.all(members.map((uid) => counted(of(uid), uid, total)));
}

/** Until what has not been read of so many messages is counted. */
async function counted({ firestore }: Client, uid: string, total: number): Promise<void> {
  await waitForDocument(doc(firestore, `users-external-event/${uid}`), (data) => {
    const { read, unread } = data as Record<'read' | 'unread', Record<string, number>>;
    return (read[WEEKEND.chat_id] ?? 0) + (unread[WEEKEND.chat_id] ?? 0) === total;
  });
}
