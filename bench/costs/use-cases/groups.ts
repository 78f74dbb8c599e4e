import { systemRandom } from '../../../functions/src/kernel/random.ts';
import { arrangeUsers } from '../../../testkit/users.ts';
import type { Recorder } from '../recorder.ts';

/** Groups: who is in, and what differs from a direct chat. */
export async function groups({ world, call, reaction }: Recorder): Promise<void> {
  const users = ['own', ...Array.from({ length: 12 }, (_, index) => `m${index + 1}`)];
  await arrangeUsers(world, users);
  await world.call('own', 'listSessions');
  const nine = users.slice(1, 10);
  const input = { title: 'Ten', user_ids: nine };
  const { chat_id } = await call<{ chat_id: string }>('own', 'createGroup', input, 'of 10');
  await world.drain();
  const text = () => ({ chat_id, message_id: systemRandom.id(), type: 'TEXT', text: 'x' });
  await call('own', 'sendMessage', text(), 'in a group');
  await reaction('onMessageCreated', 'in a group of 10', () => world.drain());
  const message_number = (await world.group(chat_id)).total_messages_count;
  await call('m1', 'markDelivered', { chat_id, message_number }, 'in a group');
  await call('m1', 'markRead', { chat_id, message_number }, 'in a group');
  await call('own', 'updateGroup', { chat_id, title: 'A' });
  const settings = { title: 'B', posting: 'admins' };
  await call('own', 'updateGroup', { chat_id, ...settings }, 'two settings');
  await call('own', 'setRole', { chat_id, user_id: 'm1', role: 'admin' });
  await call('own', 'addMembers', { chat_id, user_ids: ['m10'] }, 'of one');
  await call('own', 'addMembers', { chat_id, user_ids: ['m11', 'm12'] }, 'of two');
  await call('own', 'removeMember', { chat_id, user_id: 'm2' });
  await call('m3', 'leaveGroup', { chat_id });
}
