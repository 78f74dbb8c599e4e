import assert from 'node:assert/strict';

import { openWorld, type Cost, type World } from '../testkit/world.ts';
import { openGroup } from './groups-helpers.ts';
import { openChat, send } from './helpers.ts';

/** Operations of what is done to messages and chats, as Firestore bills them, counted at the wire. */
describe('what an action costs', () => {
  let world: World;
  let chat_id: string;
  let others: string[];
  before(async () => {
    world = await openWorld();
    for (const uid of ['1', '2', '3', '4']) await world.addUser(uid);
    chat_id = await openChat(world, '1', '2');
    others = [await openChat(world, '1', '3'), await openChat(world, '1', '4')];
  });
  after(() => world.close());

  const costs = async (act: () => Promise<unknown>, expected: Partial<Cost>): Promise<void> => {
    const { cost } = await world.measure(act);
    assert.deepEqual(cost, { reads: 0, writes: 0, deletes: 0, invocations: 0, ...expected });
  };
  const sent = async () => {
    // Sending in bursts has its limit.
    world.clock.advance(1);
    return (await send(world, '1', chat_id, 'x')).message_id;
  };

  /** Every action once, in a chat of whatever length. */
  const all = async (): Promise<void> => {
    const earlier = await sent();
    const message_id = await sent();
    const on = { chat_id, message_id };
    await costs(() => world.call('1', 'editMessage', { ...on, text: 'y' }), {
      reads: 2,
      writes: 3,
    });
    await costs(() => world.call('1', 'editMessage', { ...on, text: 'y' }), { reads: 2 });
    const reaction = { ...on, emoji: '👍', on: true };
    // With telling the author.
    await costs(() => world.call('2', 'reactToMessage', reaction), { reads: 4, writes: 3 });
    await costs(() => world.call('2', 'reactToMessage', { ...reaction, emoji: '🎉' }), {
      ...{ reads: 2, writes: 1 },
    });
    const hide = { chat_id, for: 'me' };
    await costs(() => world.call('2', 'deleteMessage', { ...hide, message_id: earlier }), {
      ...{ reads: 2, writes: 1 },
    });
    await costs(() => world.call('2', 'deleteMessage', { ...hide, message_id }), {
      ...{ reads: 2, writes: 2 },
    });
    await costs(() => world.call('1', 'forwardMessage', { ...on, chat_ids: others }), {
      ...{ reads: 2 + others.length, writes: 2 * others.length },
    });
    await costs(() => world.call('1', 'deleteMessage', { ...on, for: 'everyone' }), {
      ...{ reads: 2, writes: 2 },
    });
    await costs(() => world.call('1', 'deleteMessage', { ...on, for: 'everyone' }), { reads: 2 });
    await costs(() => world.call('2', 'muteChat', { chat_id }), { reads: 2, writes: 1 });
    await costs(() => world.call('2', 'muteChat', { chat_id, until: null }), {
      ...{ reads: 2, writes: 1 },
    });
    await costs(() => world.call('2', 'markUnread', { chat_id }), { reads: 2, writes: 1 });
    const { total_messages_count: total } = await world.chat(chat_id);
    await costs(() => world.call('2', 'reportReceipts', { chat_id, read_number: total }), {
      ...{ reads: 1, writes: 2 },
    });
  };

  it('each its own, and the same after a long history', async () => {
    await all();
    for (let index = 0; index < 40; index += 1) await sent();
    await all();
  });

  it('fetchMessages: 1 read and 1 for each message of the page, wherever it is', async () => {
    for (let index = 0; index < 20; index += 1) await sent();
    const fetchPage = (input: object) => () =>
      world.call('1', 'fetchMessages', { chat_id, ...input });
    await costs(fetchPage({}), { reads: 1 + 15 });
    await costs(fetchPage({ before: 16 }), { reads: 1 + 15 });
    await costs(fetchPage({ before: 4, limit: 100 }), { reads: 1 + 3 });
    await costs(fetchPage({ before: 1 }), { reads: 1 });
    const time = world.clock.now().plusSeconds(1).toRfc3339();
    await costs(fetchPage({ before: time, limit: 2 }), { reads: 1 + 2 });
  });

  it('fetchMessages in a group that hides what was before: 1 read more', async () => {
    const group = await openGroup(world, '1', ['2'], { history: 'joined' });
    world.clock.advance(1);
    await send(world, '1', group, 'x');
    const fetchAll = () => world.call('2', 'fetchMessages', { chat_id: group });
    const CREATED = 1;
    await costs(fetchAll, { reads: 2 + CREATED + 1 });
  });

  it('listChats: 1 read and 1 for each chat of the page', async () => {
    await costs(() => world.call('1', 'listChats', { limit: 2 }), { reads: 1 + 2 });
    await costs(() => world.call('1', 'listChats', { type: 'direct' }), { reads: 1 + 3 });
  });

  it('the trigger of a message older than the latest edit: 1 read more', async () => {
    /** A query that finds nothing is billed as one read. */
    const NO_DEVICE = 1;
    await world.drain();
    const first = await sent();
    await world.call('1', 'editMessage', { chat_id, message_id: first, text: 'y' });
    await costs(() => world.drain(), { invocations: 1, reads: 3 + NO_DEVICE, writes: 1 });
    world.clock.advance(1);
    await sent();
    await costs(() => world.drain(), { invocations: 1, reads: 2 + NO_DEVICE, writes: 1 });
  });
});
