import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { newMessageId, openChat, send, writeDirectly } from './helpers.ts';

const refusal = async (call: Promise<unknown>): Promise<number> => {
  const error = await call.then(
    () => assert.fail('it was not refused'),
    (error: unknown) => error as { code: string; details: Record<string, unknown> },
  );
  assert.equal(error.code, 'resource-exhausted');
  assert.equal(error.details['reason'], 'RATE_LIMITED');
  return error.details['retry_after_seconds'] as number;
};

describe('the limit of sending, by user and chat', () => {
  let world: World;
  let chat_id: string;
  let low: string;
  let high: string;
  let pair = 0;
  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    pair += 2;
    [low, high] = [`${pair}`, `${pair + 1}`];
    await world.addUser(low);
    await world.addUser(high);
    chat_id = await openChat(world, low, high);
  });
  after(() => world.close());

  const sendMany = async (uid: string, count: number, id = chat_id): Promise<void> => {
    for (let index = 0; index < count; index += 1) await send(world, uid, id, `${index}`);
  };

  it('lets 60 pass at once, then one each third of a second, and tells how long to wait', async () => {
    await sendMany(low, 60);
    const wait = await refusal(send(world, low, chat_id, 'too many'));
    assert.equal(wait, 1);
    assert.equal((await world.chat(chat_id)).total_messages_count, 60, 'nothing is written');
    world.clock.advance(wait);
    await sendMany(low, 3);
    await refusal(send(world, low, chat_id, 'too many'));
  });

  it('never refuses 30 in 10 s', async () => {
    for (let round = 0; round < 4; round += 1) {
      await sendMany(low, 30);
      world.clock.advance(10);
    }
  });

  it("is each user's own, in each chat", async () => {
    await sendMany(low, 60);
    await send(world, high, chat_id, 'the other may');
    const third = `third-${pair}`;
    await world.addUser(third);
    await send(world, low, await openChat(world, low, third), 'and elsewhere');
    await refusal(send(world, low, chat_id, 'too many'));
  });

  it('holds for what is sent at the same instant', async () => {
    await sendMany(low, 55);
    const sent = await Promise.allSettled(
      Array.from({ length: 10 }, () => send(world, low, chat_id, 'x')),
    );
    assert.equal(sent.filter(({ status }) => status === 'fulfilled').length, 5);
    assert.equal((await world.chat(chat_id)).total_messages_count, 60);
  });

  it('counts a retransmission once', async () => {
    await sendMany(low, 58);
    const message_id = newMessageId();
    for (let time = 0; time < 5; time += 1) await send(world, low, chat_id, 'x', message_id);
    await send(world, low, chat_id, 'the 60th');
    await refusal(send(world, low, chat_id, 'too many'));
  });

  it('answers what was sent before, also where nothing more may be sent', async () => {
    const message_id = newMessageId();
    const first = await send(world, low, chat_id, 'x', message_id);
    await sendMany(low, 59);
    const again = () => send(world, low, chat_id, 'x', message_id);
    const { cost } = await world.measure(again);
    assert.deepEqual([cost.reads, cost.writes], [2, 0]);
    assert.deepEqual(await again(), { ...first, created: false });
    await refusal(send(world, low, chat_id, 'new'));
  });

  it('neither loses nor refuses a late burst of direct writes, nor counts it', async () => {
    const client = await world.client(low);
    await sendMany(low, 60);
    await refusal(send(world, low, chat_id, 'too many'));
    const before = (await world.chat(chat_id)).send_limits;
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => writeDirectly(client, low, chat_id, `${index}`)),
    );
    const written = await world.admin
      .collection(`chats/${chat_id}/messages`)
      .where('text', 'in', ['0', '9'])
      .get();
    for (const { id } of written.docs) await world.deliver(await world.messageEvent(chat_id, id));
    const chat = await world.chat(chat_id);
    assert.equal(chat.total_messages_count, 62);
    assert.deepEqual(chat.send_limits, before);
    world.clock.advance(1);
    await send(world, low, chat_id, 'and goes on');
  });

  it('leaves nothing of those who have not sent for a while', async () => {
    await sendMany(low, 10);
    await send(world, high, chat_id, 'x');
    assert.deepEqual(Object.keys((await world.chat(chat_id)).send_limits ?? {}), [low, high]);
    world.clock.advance(1);
    await send(world, high, chat_id, 'x');
    assert.deepEqual(Object.keys((await world.chat(chat_id)).send_limits ?? {}), [low, high]);
    world.clock.advance(3);
    await send(world, high, chat_id, 'x');
    assert.deepEqual(Object.keys((await world.chat(chat_id)).send_limits ?? {}), [high]);
  });

  it('costs nothing: 1 read and 2 writes, also where it forgets somebody', async () => {
    const { message_id } = await send(world, high, chat_id, 'x');
    await world.deliver(await world.messageEvent(chat_id, message_id));
    world.clock.advance(30);
    // Also asks for revoked sessions, as is due after 30 s.
    await world.call(low, 'markRead', { chat_id, message_number: 1 });
    const { cost } = await world.measure(() => send(world, low, chat_id, 'x'));
    assert.deepEqual(cost, { reads: 1, writes: 2, deletes: 0, invocations: 0 });
    assert.deepEqual(Object.keys((await world.chat(chat_id)).send_limits ?? {}), [low]);
  });
});

describe('the limit of sending of a deployment', () => {
  it('is what its param says', async () => {
    const world = await openWorld({ config: { SEND_MAX_PER_CHAT: 100 } });
    try {
      await world.addUser('1');
      await world.addUser('2');
      const chat_id = await openChat(world, '1', '2');
      for (let index = 0; index < 100; index += 1) await send(world, '1', chat_id, 'x');
      await refusal(send(world, '1', chat_id, 'x'));
    } finally {
      await world.close();
    }
  });
});

describe('the brake on new accounts that open many chats', () => {
  const MAX = 3;
  let world: World;
  before(async () => {
    world = await openWorld({ config: { NEW_ACCOUNT_MAX_CHATS: MAX } });
    for (const uid of ['new', 'old', 'a', 'b', 'c', 'd', 'e']) await world.addUser(uid);
    const created = world.clock.now().plusSeconds(-7 * 86_400);
    await world.admin.doc('users/old').update({ created: new Date(created.toMillis()) });
  });
  after(() => world.close());

  it('lets some pass at once, and the next after a while', async () => {
    for (const peer of ['a', 'b', 'c']) await openChat(world, 'new', peer);
    const { cost, result: wait } = await world.measure(() => refusal(openChat(world, 'new', 'd')));
    assert.equal(cost.writes, 0);
    assert.equal(wait, 86_400 / MAX);
    assert.equal(await openChat(world, 'new', 'a'), 'a_new', 'those that exist are not new');
    world.clock.advance(wait);
    await openChat(world, 'new', 'd');
    await refusal(openChat(world, 'new', 'e'));
  });

  it('does not keep others from writing to that account', async () => {
    await openChat(world, 'e', 'new');
  });

  it('is not for accounts older than a week', async () => {
    for (const peer of ['a', 'b', 'c', 'd', 'e']) await openChat(world, 'old', peer);
    assert.equal((await world.event('old')).new_chats_until, undefined);
  });

  it('holds for chats opened at the same instant', async () => {
    await world.addUser('fresh');
    const opened = await Promise.allSettled(
      ['a', 'b', 'c', 'd', 'e'].map((peer) => openChat(world, 'fresh', peer)),
    );
    assert.equal(opened.filter(({ status }) => status === 'fulfilled').length, MAX);
  });
});
