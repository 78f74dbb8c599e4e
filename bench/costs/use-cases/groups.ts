import { systemRandom } from '../../../functions/src/kernel/random.ts';
import { finishNumbering } from '../../../functions/src/modules/delivery/finish-numbering.ts';
import { encodeFields } from '../../../functions/src/store/codec.ts';
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
  await busy({ world, call, reaction }, chat_id);
}

/** A group in which so much happens that its messages are numbered in batches. */
async function busy({ world, call, reaction }: Recorder, chat_id: string): Promise<void> {
  await world.drain();
  const net = () => world.runSchedule(finishNumbering);
  await reaction('finishNumbering', 'with nothing left', net);
  const busy_until = world.clock.now().plusSeconds(60);
  await world.admin.doc(`chats/${chat_id}`).update(encodeFields({ busy_until }));
  const message_id = systemRandom.id();
  const text = { chat_id, message_id, type: 'TEXT', text: 'x' };
  await call('own', 'sendMessage', text, 'in a busy group');
  const event = await world.messageEvent(chat_id, message_id);
  await reaction('onMessageCreated', 'in a busy group', () => world.deliver(event));
  await reaction('numberGroup', 'of 10, with one message', async () => {
    const task = world.tasks.take();
    if (task === undefined) throw new Error('no task was asked for');
    world.clock.set(task.due);
    await world.runTask(task);
  });
}
