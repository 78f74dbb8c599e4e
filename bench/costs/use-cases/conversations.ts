import { doc, serverTimestamp, setDoc } from 'firebase/firestore';

import { retryPushes } from '../../../functions/src/modules/delivery/retry-pushes.ts';
import { systemRandom } from '../../../functions/src/kernel/random.ts';
import type { Recorder } from '../recorder.ts';

interface Sent {
  message_id: string;
  message_number: number;
}

const [MINUTE, HOUR] = [60, 3600];

/** Direct chats, their messages, and what is done to them. */
export async function conversations({ world, call, reaction }: Recorder): Promise<void> {
  for (const uid of ['1', '2', '3', '4', '5', 'stranger']) await world.addUser(uid);
  const later = async (seconds: number): Promise<void> => {
    world.clock.advance(seconds);
    // An instance's first call also pulls which tokens are void, and every 30 s another.
    await world.call('1', 'listSessions');
  };
  await later(0);
  const deliver = (when: string) => reaction('onMessageCreated', when, () => world.drain());
  const textOf = (chat_id: string, text = 'x') => ({
    ...{ chat_id, message_id: systemRandom.id(), type: 'TEXT', text },
  });
  const send = (uid: string, chat_id: string) =>
    world.call<Sent>(uid, 'sendMessage', textOf(chat_id));

  const device = { device_id: 'phone', token: `${world.projectId}-2`, platform: 'ios' };
  await call('2', 'registerDevice', device, 'the first');
  await call('2', 'registerDevice', device, 'again');
  const { chat_id } = await call<{ chat_id: string }>('1', 'createChat', { user_id: '2' });
  await call('2', 'createChat', { user_id: '1' }, 'that is there already');
  const others: string[] = [];
  for (const user_id of ['3', '4', '5']) {
    const opened = await world.call<{ chat_id: string }>('1', 'createChat', { user_id });
    others.push(opened.chat_id);
  }

  const message = textOf(chat_id);
  await call('1', 'sendMessage', message);
  await call('1', 'sendMessage', message, 'once more');
  await deliver('in a direct chat');
  const { firestore } = await world.client('1');
  await setDoc(doc(firestore, `chats/${chat_id}/messages/${systemRandom.id()}`), {
    ...{ from_user: '1', type: 'TEXT', text: 'x', created: serverTimestamp() },
  });
  await deliver('of a direct write');
  // It has the server's time, which goes on while the functions' stands still.
  await later(HOUR);
  await call('2', 'sendMessage', textOf(chat_id), 'as an answer to unread messages');
  await world.drain();
  const before = { read: (await send('1', chat_id)).message_number };
  await send('1', chat_id);
  await world.drain();
  const marked = { chat_id, message_number: before.read };
  await call('2', 'markDelivered', marked);
  await call('2', 'markRead', marked);
  await call('2', 'markRead', marked, 'of what was read');
  await call('2', 'reportReceipts', { chat_id, read_number: before.read + 1 }, 'of reading');
  await call('2', 'markUnread', { chat_id });
  await call('2', 'muteChat', { chat_id });
  await world.call('2', 'muteChat', { chat_id, until: null });

  const earlier = await send('1', chat_id);
  const on = { chat_id, message_id: (await send('1', chat_id)).message_id };
  await world.drain();
  await call('1', 'editMessage', { ...on, text: 'y' });
  await call('2', 'reactToMessage', { ...on, emoji: '👍', on: true }, 'the first of a message');
  await call('2', 'reactToMessage', { ...on, emoji: '🎉', on: true }, 'of one who has reacted');
  await call('2', 'reactToMessage', { ...on, emoji: '🎉', on: false }, 'one of two taken back');
  await call('2', 'reactToMessage', { ...on, emoji: '👍', on: false }, 'the last one taken back');
  await call('1', 'forwardMessage', { ...on, chat_ids: others.slice(0, 1) }, 'to one chat');
  await call('1', 'forwardMessage', { ...on, chat_ids: others }, 'to three chats');
  const hidden = { chat_id, message_id: earlier.message_id, for: 'me' };
  await call('2', 'deleteMessage', hidden, 'for oneself');
  await call('2', 'deleteMessage', { ...on, for: 'me' }, 'for oneself, the latest');
  await call('1', 'deleteMessage', { ...on, for: 'everyone' }, 'for everyone');
  await world.drain();
  const changed = await send('1', chat_id);
  const text = { chat_id, message_id: changed.message_id, text: 'z' };
  await world.call('1', 'editMessage', text);
  await deliver('of an edited message');

  await later(1);
  for (let index = 0; index < 15; index += 1) await send('1', chat_id);
  await world.drain();
  await call('1', 'fetchMessages', { chat_id }, 'a page of 15');
  const time = world.clock.now().plusSeconds(1).toRfc3339();
  await call('1', 'fetchMessages', { chat_id, before: time }, 'a page of 15, before a time');
  await call('1', 'listChats', {}, 'of four chats');

  const message_ids = [changed.message_id];
  const report = { user_id: '1', reason: 'SPAM' };
  await call('2', 'reportUser', report);
  await call('2', 'reportUser', { ...report, chat_id, message_ids }, 'with a message');
  await call('1', 'setTyping', { chat_id, typing: true });
  await call('1', 'setTyping', { chat_id, typing: true }, 'too early');
  await call('1', 'setTyping', { chat_id, typing: false }, 'no longer');
  await call('1', 'setPresence', { state: 'away' }, 'the first');
  await call('1', 'setPresence', { state: 'online' });
  await call('1', 'setPresence', { state: 'online' }, 'too early');
  await call('3', 'updateSettings', { push: { previews: false } });
  await call('3', 'updateSettings', { read_receipts: false }, 'of read receipts, with one chat');
  await call('1', 'blockUser', { user_id: '2' });
  await call('1', 'unblockUser', { user_id: '2' });
  await call('1', 'blockUser', { user_id: 'stranger' }, 'without a chat');
  await call('1', 'unblockUser', { user_id: 'stranger' }, 'without a chat');

  // What is undelivered by now is work for the schedule.
  for (const id of [chat_id, ...others]) {
    await world.admin.doc(`chats/${id}`).update({ push_retry_at: null });
  }
  await reaction('retryPushes', 'with nothing due', () => world.runSchedule(retryPushes));
  await world.call('2', 'markRead', {
    ...{ chat_id, message_number: (await world.chat(chat_id)).total_messages_count },
  });
  await send('1', chat_id);
  await world.drain();
  await later(MINUTE);
  await reaction('retryPushes', 'one message', () => world.runSchedule(retryPushes));
  await call('2', 'unregisterDevice', { device_id: device.device_id });
}
