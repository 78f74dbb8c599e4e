import { assertFails, assertSucceeds } from '@firebase/rules-unit-testing';
import {
  deleteDoc,
  deleteField,
  doc,
  serverTimestamp,
  setDoc,
  Timestamp,
  updateDoc,
} from 'firebase/firestore';

import { newMessageId } from '../helpers.ts';
import {
  arrange,
  FLAGS_UP,
  MESSAGE,
  openRulesWorld,
  UNREAD_ENTRY,
  WHO,
  type RulesWorld,
  type Who,
} from './world.ts';

describe('rules: writing', () => {
  let world: RulesWorld;
  before(async () => {
    world = await openRulesWorld();
    await arrange(world);
  });
  after(() => world.close());

  const decide = async (attempt: Promise<unknown>, allowed: boolean): Promise<void> => {
    await (allowed ? assertSucceeds(attempt) : assertFails(attempt));
  };
  const message = (uid: string, fields: object = {}) => ({
    from_user: uid,
    type: 'TEXT',
    text: 'hello',
    created: serverTimestamp(),
    ...fields,
  });
  const uidOf = (who: Who) => (who === 'without sid' ? 'low' : who);
  const newMessage = (who: Who, chat: string, id = newMessageId()) =>
    doc(world.as(who), `chats/${chat}/messages/${id}`);

  describe('a new message', () => {
    for (const who of WHO) {
      const allowed = who === 'low' || who === 'high';
      it(`${who} may ${allowed ? '' : 'not '}write one into low_high`, () =>
        decide(setDoc(newMessage(who, 'low_high'), message(uidOf(who))), allowed));
    }

    it('a disabled user may not, though he is a member', () =>
      decide(setDoc(newMessage('disabled', 'disabled_low'), message('disabled')), false));
    it('the other member of that chat may', () =>
      decide(setDoc(newMessage('low', 'disabled_low'), message('low')), true));
    it("not in another's name", () =>
      decide(setDoc(newMessage('low', 'low_high'), message('high')), false));
    it('not without a sender', () =>
      decide(setDoc(newMessage('low', 'low_high'), { type: 'TEXT', text: 'x' }), false));

    for (const [name, created] of [
      ['in the past', Timestamp.fromMillis(Date.now() - 60_000)],
      ['in the future', Timestamp.fromMillis(Date.now() + 60_000)],
      ['as text', '2026-01-01T00:00:00Z'],
    ] as const) {
      it(`not created ${name}`, () =>
        decide(setDoc(newMessage('low', 'low_high'), message('low', { created })), false));
    }

    for (const [name, id] of [
      ['19 characters', 'A'.repeat(19)],
      ['21 characters', 'A'.repeat(21)],
      ['a dash', `${'A'.repeat(19)}-`],
      ['a line end', `${'A'.repeat(20)}\n`],
    ] as const) {
      it(`not under an id with ${name}`, () =>
        decide(setDoc(newMessage('low', 'low_high', id), message('low')), false));
    }

    it('not over an existing one, even the own one', async () => {
      await decide(setDoc(newMessage('low', 'low_high', MESSAGE), message('low')), false);
      await decide(updateDoc(newMessage('low', 'low_high', MESSAGE), { text: 'y' }), false);
    });
    // What only the callables may do to a message, even to one's own.
    for (const change of [
      { text: 'changed' },
      { edited: true },
      { edits: 0 },
      { deleted: true },
      { deleted_by: 'low' },
      { hidden_for: ['low'] },
      { reactions: { '👍': ['low'] } },
      { 'reactions.👍': ['low'] },
      { action: 'DELETE' },
      { action_params: { from_user: 'high' } },
      { message_number: 2 },
    ]) {
      it(`never changed in ${Object.keys(change)[0]}, by nobody`, async () => {
        for (const who of WHO) {
          await decide(updateDoc(newMessage(who, 'low_high', MESSAGE), change), false);
        }
      });
    }
    it('never to be deleted', () =>
      decide(deleteDoc(newMessage('low', 'low_high', MESSAGE)), false));
  });

  describe("one's own event flags", () => {
    const flags = ['notify_new_message', 'notify_friend_request', 'notify_notification'] as const;
    beforeEach(() => world.put('users-external-event/low', FLAGS_UP));
    const lower = (who: Who, change: object) =>
      updateDoc(doc(world.as(who), 'users-external-event/low'), change);

    for (const flag of flags) {
      for (const who of WHO) {
        const allowed = who === 'low';
        it(`${who} may ${allowed ? '' : 'not '}lower ${flag}`, () =>
          decide(lower(who, { [flag]: false }), allowed));
      }
      for (const [name, value] of [
        ['true', true],
        ['0', 0],
        ['null', null],
        ['text', 'false'],
        ['nothing', deleteField()],
      ] as const) {
        it(`not even the owner may set ${flag} to ${name}`, async () => {
          await world.put('users-external-event/low', { ...FLAGS_UP, [flag]: false });
          await decide(lower('low', { [flag]: value }), false);
        });
      }
    }

    it('all at once may be lowered', () =>
      decide(lower('low', Object.fromEntries(flags.map((flag) => [flag, false]))), true));
    for (const change of [
      { unread: {} },
      { 'unread.low_high': 0 },
      { modified: serverTimestamp() },
      { extra: false },
      { push_claims: {} },
      { muted: {} },
      { 'muted.low_high': new Date(0) },
      { marked_unread: { low_high: true } },
      { read: { low_high: 1 } },
    ]) {
      const [field] = Object.keys(change);
      it(`nothing else: ${field}`, async () => {
        await decide(lower('low', change), false);
        await decide(lower('low', { notify_new_message: false, ...change }), false);
      });
    }
    it('the document may be neither created nor deleted', async () => {
      const own = doc(world.as('stranger'), 'users-external-event/stranger');
      await decide(deleteDoc(own), false);
      const missing = doc(world.as('low'), 'users-external-event/nobody');
      await decide(setDoc(missing, { notify_new_message: false }), false);
    });
  });

  describe("an entry of one's own feed", () => {
    const path = 'users/low/notifications/n';
    const put = (read: unknown) => world.put(path, { ...UNREAD_ENTRY, read });
    beforeEach(() => put(false));
    const change = (who: Who, fields: object) => updateDoc(doc(world.as(who), path), fields);

    for (const who of WHO) {
      const allowed = who === 'low';
      it(`${who} may ${allowed ? '' : 'not '}mark it as read`, () =>
        decide(change(who, { read: true }), allowed));
    }
    it('may be marked twice', async () => {
      await decide(change('low', { read: true }), true);
      await decide(change('low', { read: true }), true);
    });
    for (const [name, value] of [
      ['false', false],
      ['1', 1],
      ['null', null],
      ['text', 'true'],
      ['nothing', deleteField()],
    ] as const) {
      it(`not to be set to ${name}, once it is read`, async () => {
        await put(true);
        await decide(change('low', { read: value }), false);
      });
    }
    for (const fields of [
      { title: 'y' },
      { type: 'OTHER' },
      { created: serverTimestamp() },
      { expires_at: Timestamp.fromMillis(4_000_000_000_000) },
      { actor: 'high' },
      { extra: true },
    ]) {
      it(`nothing else: ${Object.keys(fields)[0]}`, async () => {
        await decide(change('low', fields), false);
        await decide(change('low', { read: true, ...fields }), false);
      });
    }
    it('may be neither made, nor replaced, nor deleted', async () => {
      const own = (id: string) => doc(world.as('low'), `users/low/notifications/${id}`);
      await decide(setDoc(own('new'), { ...UNREAD_ENTRY, read: true }), false);
      await decide(setDoc(own('none'), { read: true }, { merge: true }), false);
      await decide(setDoc(own('n'), { read: true }), false);
      await decide(deleteDoc(own('n')), false);
    });
  });

  describe('nothing else', () => {
    const PLACES: [path: string, fields: object][] = [
      ['users/low', { username: 'king' }],
      ['users/low', { is_active: true }],
      ['users/low/private/account', { email: 'x@example.com' }],
      ['users/low/devices/d', { token: 'x' }],
      ['users/low/devices/new', { token: 'x' }],
      ['users/low/notifications/other', { read: true }],
      ['users/high/notifications/other', { read: true }],
      ['usernames/mine', { uid: 'low' }],
      ['chats/low_high', { total_messages_count: 0 }],
      ['chats/low_high', { read_number_user1: 1 }],
      ['chats/low_high', { members: ['low', 'high', 'stranger'] }],
      ['chats/low_high', { last_message: null }],
      ['chats/low_high', { last_change: new Date(0) }],
      [`chats/low_high/messages/${MESSAGE}/edits/1`, { text: 'other' }],
      [`chats/low_high/messages/${MESSAGE}/edits/2`, { text: 'new' }],
      ['chats/low_new', { members: ['low', 'new'] }],
      ['chats/low_high/members/low', { joined_number: 0 }],
      ['chats/low_high/members/stranger', { joined_number: 0 }],
      ['users/low/blocks/blocked', { created: null }],
      ['users/low/blocks/high', { created: null }],
      ['presence/low', { state: 'online' }],
      ['presence/stranger', { state: 'online' }],
      ['chats/low_high/typing/low', { expires_at: null }],
      ['chats/low_high/typing/high', { expires_at: null }],
      ['reports/r', { reporter: 'high' }],
      ['reports/new', { reporter: 'low' }],
      ['sessions/s', { uid: 'low' }],
      ['device-tokens/t', { uid: 'low' }],
      ['anything/else', { a: 1 }],
    ];
    for (const [path, fields] of PLACES) {
      it(`nobody may write ${Object.keys(fields)[0]} of ${path}, nor delete it`, async () => {
        for (const who of WHO) {
          const ref = doc(world.as(who), path);
          await decide(setDoc(ref, fields, { merge: true }), false);
          await decide(deleteDoc(ref), false);
        }
      });
    }
  });
});
