import assert from 'node:assert/strict';

import type { ExternalEvent } from '../functions/src/modules/events/model.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { beforeNextCommit, newPair, openChat, send } from './helpers.ts';

const ROUNDS = 8;

/** What happens at the same moment as a block. Whichever comes first, the state is one of the two. */
describe('a block and something else at once', () => {
  let world: World;
  let low: string;
  let high: string;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  const addPair = async (): Promise<void> => {
    ({ low, high } = await newPair(world));
  };
  beforeEach(addPair);

  const block = (by: string, user_id: string) => world.call(by, 'blockUser', { user_id });
  const unblock = (by: string, user_id: string) => world.call(by, 'unblockUser', { user_id });
  const reasonOf = (outcome: PromiseSettledResult<unknown>): string | undefined =>
    outcome.status === 'fulfilled'
      ? undefined
      : (outcome.reason as { details: { reason: string } }).details.reason;

  /** The three places that know of a block agree. */
  const assertConsistent = async (chat_id: string): Promise<void> => {
    const chat = await world.read(`chats/${chat_id}`);
    for (const [by, other] of [
      [low, high],
      [high, low],
    ] as const) {
      const written = (await world.read(`users/${by}/blocks/${other}`)) !== undefined;
      const { blocked_users = {} }: Partial<ExternalEvent> = await world.event(by);
      assert.equal(blocked_users[other] === true, written, 'event document and block');
      if (chat === undefined) continue;
      assert.equal((chat['blocked_by'] as string[]).includes(by), written, 'chat and block');
    }
  };

  it('a chat opened by the one who is blocked, decided before the block and committed after', async () => {
    beforeNextCommit(world, () => block(low, high));
    const [opened] = await Promise.allSettled([openChat(world, high, low)]);
    assert.equal(reasonOf(opened), 'USER_BLOCKED');
    assert.equal(await world.read(`chats/${low}_${high}`), undefined);
  });

  it('a chat opened by the one who blocks, decided before the block and committed after', async () => {
    beforeNextCommit(world, () => block(low, high));
    const [opened] = await Promise.allSettled([openChat(world, low, high)]);
    assert.equal(reasonOf(opened), 'USER_BLOCKED');
  });

  for (const by of ['low', 'high'] as const) {
    it(`a block decided before ${by} opened the chat, and committed after: the chat has it`, async () => {
      const [opener, peer] = by === 'low' ? [low, high] : [high, low];
      // The clock stands still: that something was written must not depend on the time.
      beforeNextCommit(world, () => openChat(world, opener, peer));
      await block(low, high);
      assert.deepEqual((await world.chat(`${low}_${high}`)).blocked_by, [low]);
      await assertConsistent(`${low}_${high}`);
    });
  }

  it('a message decided before the block and committed after is refused', async () => {
    const chat_id = await openChat(world, low, high);
    beforeNextCommit(world, () => block(high, low));
    const [sent] = await Promise.allSettled([send(world, low, chat_id, 'x')]);
    assert.equal(reasonOf(sent), 'USER_BLOCKED');
    assert.equal((await world.chat(chat_id)).total_messages_count, 0);
  });

  it('a block decided before a message and committed after keeps both', async () => {
    const chat_id = await openChat(world, low, high);
    beforeNextCommit(world, () => send(world, low, chat_id, 'x'));
    await block(high, low);
    const chat = await world.chat(chat_id);
    assert.equal(chat.total_messages_count, 1);
    assert.deepEqual(chat.blocked_by, [high]);
  });

  it(`messages: those sent are numbered, the others refused; ${ROUNDS} times`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await addPair();
      const chat_id = await openChat(world, low, high);
      const [, ...sent] = await Promise.allSettled([
        block(high, low),
        ...Array.from({ length: 5 }, (_, index) => send(world, low, chat_id, `${index}`)),
      ]);
      await world.drain();
      const refused = sent.map(reasonOf).filter((reason) => reason !== undefined);
      assert.deepEqual(
        new Set(refused).size <= 1 && (refused[0] ?? 'USER_BLOCKED'),
        'USER_BLOCKED',
      );
      const chat = await world.chat(chat_id);
      assert.equal(chat.total_messages_count, sent.length - refused.length);
      assert.equal((await world.event(high)).unread[chat_id] ?? 0, chat.total_messages_count);
      await assertConsistent(chat_id);
    }
  });

  it(`the opening of their chat: none, or one that is blocked; ${ROUNDS} times`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await addPair();
      const [, opened] = await Promise.allSettled([
        block(low, high),
        openChat(world, round % 2 ? low : high, round % 2 ? high : low),
      ]);
      const chat_id = `${low}_${high}`;
      const chat = await world.read(`chats/${chat_id}`);
      if (opened.status === 'fulfilled') assert.deepEqual(chat?.['blocked_by'], [low]);
      else {
        assert.equal(reasonOf(opened), 'USER_BLOCKED');
        assert.equal(chat, undefined);
      }
      await assertConsistent(chat_id);
    }
  });

  it('two blocks of each other both stand', async () => {
    const chat_id = await openChat(world, low, high);
    await Promise.all([block(low, high), block(high, low), block(low, high)]);
    assert.deepEqual((await world.chat(chat_id)).blocked_by.toSorted(), [low, high]);
    await assertConsistent(chat_id);
  });

  it('the lifting of it by the one who is blocked lifts nothing', async () => {
    const chat_id = await openChat(world, low, high);
    await Promise.all([block(low, high), unblock(high, low), unblock(high, low)]);
    assert.deepEqual((await world.chat(chat_id)).blocked_by, [low]);
    await assertConsistent(chat_id);
  });

  it('blocks and liftings of both, in any order: the three places agree', async () => {
    const chat_id = await openChat(world, low, high);
    await Promise.all(
      Array.from({ length: 12 }, (_, index) => {
        const [by, other] = index % 2 ? [low, high] : [high, low];
        return index % 3 ? block(by, other) : unblock(by, other);
      }),
    );
    await assertConsistent(chat_id);
  });
});
