import assert from 'node:assert/strict';

import { doc, serverTimestamp, setDoc } from 'firebase/firestore';

import type { Client } from '../testkit/client.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { BLOCK_CASES } from './cases/blocks.ts';
import { MESSAGE_CASES, SENDER_CASES } from './cases/messages.ts';
import { newMessageId, openChat, refuses } from './helpers.ts';

describe('rules and callable decide alike', () => {
  let world: World;
  let chat_id: string;
  const clients = new Map<string, Client>();

  before(async () => {
    world = await openWorld();
    for (const uid of ['high', 'low', 'stranger']) {
      await world.addUser(uid);
      clients.set(uid, await world.client(uid));
    }
    chat_id = await openChat(world, 'low', 'high');
  });
  // Each case sends a message or two, and a user may not send without end to one chat.
  beforeEach(() => world.clock.advance(1));
  after(() => world.close());

  const defined = (fields: object) =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

  const write = async (uid: string, id: string, fields: object): Promise<boolean> => {
    const client = clients.get(uid);
    assert.ok(client);
    const ref = doc(client.firestore, `chats/${id}/messages/${newMessageId()}`);
    try {
      await setDoc(ref, defined({ from_user: uid, created: serverTimestamp(), ...fields }));
      return true;
    } catch (error) {
      assert.equal((error as { code?: string }).code, 'permission-denied');
      return false;
    }
  };
  const call = (uid: string, id: string, fields: object) =>
    world.call(uid, 'sendMessage', defined({ chat_id: id, message_id: newMessageId(), ...fields }));

  describe('on what a message holds', () => {
    for (const { name, fields, allowed, field } of MESSAGE_CASES) {
      it(`${name}: ${allowed ? 'allowed' : 'refused'}`, async () => {
        const message = { type: 'TEXT', text: 'hello', ...fields };
        assert.equal(await write('low', chat_id, message), allowed, 'by the rules');
        if (allowed) await call('low', chat_id, message);
        else {
          assert.ok(field);
          const sent = call('low', chat_id, message);
          await refuses(sent, 'invalid-argument', 'FIELDS_INVALID', [field]);
        }
      });
    }
  });

  describe('on who may send', () => {
    for (const { name, sender, chat, missingChat, allowed, reason } of SENDER_CASES) {
      it(`${name}: ${allowed ? 'allowed' : 'refused'}`, async () => {
        const id = missingChat ? 'no_chat' : chat_id;
        const ref = world.admin.doc(`chats/${chat_id}`);
        await ref.update({ active: true, blocked_by: [], ...chat });
        const before = (await ref.get()).data();
        const message = { type: 'TEXT', text: 'hello' };
        assert.equal(await write(sender, id, message), allowed, 'by the rules');
        if (allowed) await call(sender, id, message);
        else {
          await assert.rejects(call(sender, id, message), (error: { details?: object }) => {
            assert.deepEqual((error.details as { reason: string }).reason, reason);
            return true;
          });
          assert.deepEqual((await ref.get()).data(), before, 'nothing is written');
        }
      });
    }
  });

  describe('on who may send after blocks', () => {
    beforeEach(async () => {
      await world.admin.doc(`chats/${chat_id}`).update({ active: true, blocked_by: [] });
      for (const uid of ['low', 'high']) {
        const event = world.admin.doc(`users-external-event/${uid}`);
        await event.update({ blocked_users: {} });
      }
    });
    const otherOf = (uid: string) => (uid === 'low' ? 'high' : 'low');
    for (const { name, steps, allowed } of BLOCK_CASES) {
      it(`${name}: ${allowed ? 'allowed' : 'refused'}`, async () => {
        for (const [by, what] of steps) await world.call(by, what, { user_id: otherOf(by) });
        for (const sender of ['low', 'high']) {
          const message = { type: 'TEXT', text: 'hello' };
          assert.equal(await write(sender, chat_id, message), allowed, 'by the rules');
          const sent = call(sender, chat_id, message);
          await (allowed ? sent : refuses(sent, 'permission-denied', 'USER_BLOCKED', ['chat_id']));
        }
      });
    }
  });
});
