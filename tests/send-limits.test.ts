import assert from 'node:assert/strict';

import { numberDirectWrite } from '../functions/src/modules/messages/number-direct-write.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { openGroup } from './groups-helpers.ts';
import {
  newChat,
  newMessageId,
  openChat,
  refusedByLimit as refusal,
  send,
  writeDirectly,
} from './helpers.ts';
import { MINUTE, openPushScene, type PushScene } from './push-helpers.ts';

/** As if a user had sent so many just now; sending them would make a group busy. */
async function arrangeSent(world: World, chat_id: string, uid: string, count: number) {
  const full_at = new Date(world.clock.now().toMillis() + count * 333);
  await world.admin
    .doc(`chats/${chat_id}`)
    .set({ send_limits: { [uid]: full_at } }, { merge: true });
}

describe('the limit of sending, by user and chat', () => {
  let world: World;
  let chat_id: string;
  let low: string;
  let high: string;
  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    ({ chat_id, low, high } = await newChat(world));
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
    const third = `third-${low}`;
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

  it('neither loses nor refuses direct writes beyond it, and lets the sender go on at once', async () => {
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

  it('counts edits, but not one that changes nothing', async () => {
    const { message_id } = await send(world, low, chat_id, 'x');
    const edit = (text: string) => world.call(low, 'editMessage', { chat_id, message_id, text });
    for (let index = 0; index < 59; index += 1) await edit(`${index}`);
    await refusal(edit('too many'));
    await edit('58');
    await refusal(send(world, low, chat_id, 'too many'));
    world.clock.advance(1);
    await edit('and goes on');
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

describe('the limit of sending, for direct writes', () => {
  let world: World;
  let scene: PushScene;
  let scenes = 0;
  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    scenes += 1;
    scene = await openPushScene(world, scenes);
    await scene.register(scene.high, 'phone');
  });
  after(() => world.close());

  const write = async (index: number): Promise<string> => {
    const message_id = newMessageId();
    const created = new Date(world.clock.now().toMillis());
    const message = { from_user: scene.low, type: 'TEXT', text: `${index}`, created };
    await world.admin.doc(`chats/${scene.chat_id}/messages/${message_id}`).create(message);
    return message_id;
  };
  const deliver = async (message_id: string) => {
    const event = await world.messageEvent(scene.chat_id, message_id);
    const { cost } = await world.measure(() => world.deliver(event));
    return cost;
  };

  it('counts what is written as what is sent', async () => {
    for (let index = 0; index < 30; index += 1) await deliver(await write(index));
    for (let index = 0; index < 30; index += 1) await send(world, scene.low, scene.chat_id, 'x');
    await refusal(send(world, scene.low, scene.chat_id, 'too many'));
  });

  it('pushes 60 of a burst, and numbers and counts all of it at the same cost', async () => {
    const written: string[] = [];
    for (let index = 0; index < 62; index += 1) written.push(await write(index));
    const costs = [];
    for (const message_id of written) costs.push(await deliver(message_id));
    assert.equal(await scene.count(), 60);
    assert.deepEqual(costs.at(60), { ...costs.at(59), reads: (costs.at(59)?.reads ?? 0) - 1 });
    assert.equal((await world.chat(scene.chat_id)).total_messages_count, 62);
    assert.equal((await world.event(scene.high)).unread[scene.chat_id], 62);
    const last = written.at(-1);
    assert.ok(last);
    const message = await world.read(`chats/${scene.chat_id}/messages/${last}`);
    assert.deepEqual([message?.['message_number'], message?.['push_held']], [62, true]);
    await deliver(last);
    assert.equal(await scene.count(), 60, 'nor is it pushed with another event');

    // What follows is pushed, and what was held back is not, also by the second attempt.
    await scene.after(MINUTE);
    assert.equal(await scene.count(), 120);
    await deliver(await write(63));
    assert.equal(await scene.count(), 121);
  });

  it('holds back also what a group was numbered for by a run that died', async () => {
    const third = `third-${scene.low}`;
    await world.addUser(third);
    const user_ids = [scene.high, third];
    const chat_id = await openGroup(world, scene.low, user_ids);
    await arrangeSent(world, chat_id, scene.low, 60);
    const message_id = newMessageId();
    const client = await world.client(scene.low);
    await writeDirectly(client, scene.low, chat_id, 'held back', message_id);
    assert.equal(await numberDirectWrite(world.context, chat_id, message_id), 2);
    await world.deliver(await world.messageEvent(chat_id, message_id));
    assert.equal(await scene.count(), 0);
    const { unread, notify_new_message } = await world.event(scene.high);
    assert.deepEqual([unread[chat_id], notify_new_message], [1, true]);
  });
});

describe('the limit of sending, for what groups are told', () => {
  it('counts settings and roles, each message one, and costs nothing', async () => {
    const world = await openWorld();
    try {
      for (const uid of ['own', 'mem']) await world.addUser(uid);
      const chat_id = await openGroup(world, 'own', ['mem']);
      const rename = (title: string) => world.call('own', 'updateGroup', { chat_id, title });
      const renamed = await Promise.allSettled(
        Array.from({ length: 8 }, (_, index) => rename(`${index}`)),
      );
      assert.ok(renamed.every(({ status }) => status === 'fulfilled'));
      await arrangeSent(world, chat_id, 'own', 58);
      const both = { chat_id, posting: 'admins', history: 'joined' };
      const { cost } = await world.measure(() => world.call('own', 'updateGroup', both));
      assert.deepEqual(cost, { reads: 2, writes: 5, deletes: 0, invocations: 0 });
      await refusal(rename('too many'));
      await refusal(world.call('own', 'setRole', { chat_id, user_id: 'mem', role: 'admin' }));
      await world.call('own', 'updateGroup', both);
      assert.equal((await world.group(chat_id)).roles['mem'], 'member');
      world.clock.advance(1);
      await world.call('own', 'setRole', { chat_id, user_id: 'mem', role: 'admin' });
    } finally {
      await world.close();
    }
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
