import assert from 'node:assert/strict';

import { doc, getDoc } from 'firebase/firestore';

import { rulesReads } from '../testkit/operations/rules-reads.ts';
import { openWorld, type Cost, type World } from '../testkit/world.ts';
import { newMessageId, openChat, send, writeDirectly } from './helpers.ts';

/** Operations of each use case, as Firestore bills them, counted at the wire. */
describe('what a use case costs', () => {
  let world: World;
  let chat_id: string;
  before(async () => {
    world = await openWorld();
    for (const uid of ['1', '2', '3', '4']) await world.addUser(uid);
    chat_id = await openChat(world, '1', '2');
    await world.call('2', 'registerDevice', { device_id: 'd', token: 't2', platform: 'ios' });
  });
  after(() => world.close());

  const costs = async (act: () => Promise<unknown>, expected: Partial<Cost>): Promise<void> => {
    const { cost } = await world.measure(act);
    assert.deepEqual(cost, { reads: 0, writes: 0, deletes: 0, invocations: 0, ...expected });
  };
  const DEVICES = 1;

  it('sendMessage: 1 read, 2 writes', async () => {
    await costs(() => send(world, '1', chat_id, 'x'), { reads: 1, writes: 2 });
  });

  it("its trigger: 1 invocation, 2 reads besides the recipient's devices, 1 write", async () => {
    await world.drain();
    await send(world, '1', chat_id, 'x');
    await costs(() => world.drain(), { invocations: 1, reads: 2 + DEVICES, writes: 1 });
  });

  it('its trigger again: 2 reads, no write', async () => {
    const { message_id } = await send(world, '1', chat_id, 'x');
    const event = await world.messageEvent(chat_id, message_id);
    await world.deliver(event);
    await costs(() => world.deliver(event), { invocations: 1, reads: 2 });
  });

  it('a direct write: at most 4 writes and 6 reads in all, rules included', async () => {
    const client = await world.client('1');
    const byRules = await rulesReads(world.hosts.firestore, world.projectId, () =>
      writeDirectly(client, '1', chat_id, 'x'),
    );
    assert.equal(byRules, 3, 'the chat, the sender and the active hours');
    const CLIENT_WRITE = 1;
    const { cost } = await world.measure(() => world.drain());
    assert.deepEqual(cost, { invocations: 1, reads: 3 + DEVICES, writes: 3, deletes: 0 });
    assert.ok(CLIENT_WRITE + cost.writes <= 4);
    assert.ok(byRules + cost.reads - DEVICES <= 6);
  });

  it('a retransmission: 2 reads, no write', async () => {
    const message_id = newMessageId();
    await send(world, '1', chat_id, 'x', message_id);
    await costs(() => send(world, '1', chat_id, 'x', message_id), { reads: 2 });
  });

  it('an answer to unread messages: 1 write more, which clears them', async () => {
    await costs(() => send(world, '2', chat_id, 'x'), { reads: 1, writes: 3 });
    await world.drain();
  });

  it('markDelivered: 1 read, 1 write', async () => {
    const { message_number } = await send(world, '1', chat_id, 'x');
    await world.drain();
    await costs(() => world.call('2', 'markDelivered', { chat_id, message_number }), {
      reads: 1,
      writes: 1,
    });
  });

  it('markRead: 1 read, 2 writes, however many messages', async () => {
    let last = 0;
    for (let index = 0; index < 5; index += 1) {
      last = (await send(world, '1', chat_id, 'x')).message_number ?? 0;
    }
    await world.drain();
    await costs(() => world.call('2', 'markRead', { chat_id, message_number: last }), {
      reads: 1,
      writes: 2,
    });
    // Whether it was marked as unread is in the event document.
    await costs(() => world.call('2', 'markRead', { chat_id, message_number: last }), { reads: 2 });
  });

  it('createChat: 5 reads and 5 writes, 1 read where the chat exists', async () => {
    await costs(() => openChat(world, '3', '4'), { reads: 5, writes: 5 });
    await costs(() => openChat(world, '4', '3'), { reads: 1 });
  });

  it('blockUser: 5 reads, 3 writes; unblockUser: 3 reads, 2 writes, 1 delete', async () => {
    const block = () => world.call('1', 'blockUser', { user_id: '2' });
    const unblock = () => world.call('1', 'unblockUser', { user_id: '2' });
    await costs(block, { reads: 5, writes: 3 });
    await costs(block, { reads: 5 });
    await costs(unblock, { reads: 3, writes: 2, deletes: 1 });
    await costs(unblock, { reads: 3 });
  });

  it('blockUser and unblockUser of somebody without a chat: 1 write less', async () => {
    await costs(() => world.call('1', 'blockUser', { user_id: '4' }), { reads: 5, writes: 2 });
    await costs(() => world.call('1', 'unblockUser', { user_id: '4' }), {
      reads: 3,
      writes: 1,
      deletes: 1,
    });
  });

  it('setTyping: 2 reads and 1 write, or 1 delete; no write within 3 s', async () => {
    const type = (typing: boolean) => world.call('1', 'setTyping', { chat_id, typing });
    await costs(() => type(true), { reads: 2, writes: 1 });
    await costs(() => type(true), { reads: 2 });
    await costs(() => type(false), { reads: 2, deletes: 1 });
    await costs(() => type(false), { reads: 2 });
  });

  it('setPresence: 2 reads and 1 write, 2 the first time; no write within a minute', async () => {
    const say = (state: string) => world.call('1', 'setPresence', { state });
    await costs(() => say('away'), { reads: 2, writes: 2 });
    await costs(() => say('online'), { reads: 2, writes: 1 });
    await costs(() => say('online'), { reads: 2 });
    await costs(() => say('offline'), { reads: 2, writes: 1 });
  });

  it('reading presence: 2 reads by the rules, none for the own', async () => {
    const client = await world.client('2');
    const reads = (uid: string) =>
      rulesReads(world.hosts.firestore, world.projectId, () =>
        getDoc(doc(client.firestore, `presence/${uid}`)),
      );
    assert.equal(await reads('1'), 2, 'whether either has blocked the other');
    assert.equal(await reads('2'), 0);
  });

  it('reportUser: 3 reads, 2 writes; with a chat 1 read more, and 1 for each message', async () => {
    const { message_id } = await send(world, '1', chat_id, 'bad');
    await world.drain();
    const report = (input: object) => () =>
      world.call('2', 'reportUser', { user_id: '1', reason: 'SPAM', ...input });
    await costs(report({}), { reads: 3, writes: 2 });
    await costs(report({}), { reads: 3, writes: 1 });
    await costs(report({ chat_id, message_ids: [message_id] }), { reads: 5, writes: 2 });
  });

  it('registerDevice: 5 reads and 4 writes for the first device, then 4 and 4', async () => {
    const device = { device_id: 'd', token: 't3', platform: 'web' };
    await costs(() => world.call('3', 'registerDevice', device), { reads: 5, writes: 4 });
    await costs(() => world.call('3', 'registerDevice', device), { reads: 4, writes: 4 });
    await costs(() => world.call('3', 'unregisterDevice', { device_id: 'd' }), {
      reads: 1,
      deletes: 2,
    });
  });

  it('signInWithEmail: 13 operations the first time, then 7, of which 4 are for its limits', async () => {
    const uid = `cost-${world.projectId}`;
    const [email, password] = [`${uid}@example.com`, 'correct horse'];
    await world.addAccount(uid, { email, password });
    const signIn = () => world.call(null, 'signInWithEmail', { email, password });
    await costs(signIn, { reads: 4, writes: 8, deletes: 1 });
    await costs(signIn, { reads: 3, writes: 3, deletes: 1 });
  });

  it('none of it grows with history', async () => {
    const sendAndDeliver = async () => {
      await send(world, '1', chat_id, 'x');
      await world.drain();
    };
    const { cost: early } = await world.measure(sendAndDeliver);
    for (let index = 0; index < 40; index += 1) {
      world.clock.advance(1);
      await send(world, '1', chat_id, 'x');
    }
    await world.drain();
    const { cost: late } = await world.measure(sendAndDeliver);
    assert.deepEqual(late, early);
  });

  it('nor does any of a group', async () => {
    const members = ['1', '2', '3', '4'];
    const input = { title: 'Group', user_ids: members.slice(1) };
    const { chat_id: group } = await world.call<{ chat_id: string }>('1', 'createGroup', input);
    await world.drain();
    const round = async () => {
      const { message_number } = await send(world, '1', group, 'x');
      await world.drain();
      await world.call('2', 'markRead', { chat_id: group, message_number });
    };
    await round();
    const { cost: early } = await world.measure(round);
    for (let index = 0; index < 40; index += 1) {
      world.clock.advance(1);
      await send(world, '3', group, 'x');
    }
    await world.drain();
    const { cost: late } = await world.measure(round);
    assert.deepEqual(late, early);
  });
});
