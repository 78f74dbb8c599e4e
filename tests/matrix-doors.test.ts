import assert from 'node:assert/strict';

import { encodeFields } from '../functions/src/store/codec.ts';
import { openWorld, type CallableName, type World } from '../testkit/world.ts';
import { newMessageId } from './helpers.ts';
import { CHATS, memberOf, NEW, OLD, type ChatRow } from './rules/matrix/chats.ts';
import { EVERYBODY, except, PEOPLE, UIDS, type Person } from './rules/matrix/people.ts';
import { at } from './rules/matrix/place.ts';

/** Whose token opens no endpoint. Of these, Firestore lets the disabled read until it ends. */
const REFUSED: Partial<Record<Person, string>> = {
  disabled: 'USER_DISABLED',
  'who must change his password': 'PASSWORD_CHANGE_REQUIRED',
  'without sid': 'SESSION_REQUIRED',
  'signed out': 'SESSION_REQUIRED',
};

/** The table of chats that the rules' matrix is run against, by callable. */
describe('callables decide as the matrix of rules does', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
    for (const uid of UIDS) await world.addUser(uid);
    await world.auth.updateUser('disabled', { disabled: true });
    const batch = world.admin.batch();
    const put = (path: string, fields: object) => {
      batch.set(world.admin.doc(path), encodeFields(fields));
    };
    for (const { id, chat } of CHATS) {
      if (chat === undefined) continue;
      put(`chats/${id}`, chat);
      for (const uid of chat.members) put(`chats/${id}/members/${uid}`, memberOf(uid));
      const message = { from_user: 'owner', type: 'TEXT', text: 'x' };
      const old = { ...message, created: at(5), message_number: 1 };
      put(`chats/${id}/messages/${OLD}`, old);
      put(`chats/${id}/messages/${NEW}`, { ...message, created: at(15), message_number: 2 });
    }
    await batch.commit();
  });
  after(() => world.close());

  const call = async <O>(person: Person, name: CallableName, input: object): Promise<O> => {
    const { uid, token } = PEOPLE[person];
    if (token === undefined) return world.call(null, name, input);
    const claims = { sid: undefined, ...token };
    return world.callAs({ uid, ...token, claims }, name, input);
  };
  /** What each is answered; the reason where he is refused. */
  const answers = async <O>(name: CallableName, input: () => object) => {
    const found = new Map<Person, O | string>();
    for (const person of EVERYBODY) {
      const answer = call<O>(person, name, input());
      found.set(person, await answer.catch((error: unknown) => reasonOf(error)));
    }
    return found;
  };
  const refusalOf = (person: Person, { chat, read, reason }: ChatRow): string | undefined => {
    if (REFUSED[person] !== undefined) return REFUSED[person];
    if (chat === undefined) return 'CHAT_NOT_FOUND';
    return read.includes(person) ? reason : 'CHAT_NOT_MEMBER';
  };

  for (const row of CHATS) {
    const { id, read, read_old, send } = row;
    it(`who may read ${id}, and how far back`, async () => {
      const found = await answers<{ messages: { message_id: string }[] }>('fetchMessages', () => ({
        chat_id: id,
      }));
      for (const [person, answer] of found) {
        const seen = typeof answer === 'string' ? [] : answer.messages.map((m) => m.message_id);
        const may = (readers: Person[]) => except(readers, 'disabled').includes(person);
        assert.equal(seen.includes(NEW), may(read), `${person}: new messages`);
        assert.equal(seen.includes(OLD), may(read_old), `${person}: old messages`);
        if (!may(read)) assert.equal(answer, refusalOf(person, row), person);
      }
    });

    it(`who may send to ${id}`, async () => {
      const found = await answers<object>('sendMessage', () => ({
        chat_id: id,
        message_id: newMessageId(),
        type: 'TEXT',
        text: 'x',
      }));
      for (const [person, answer] of found) {
        if (send.includes(person)) assert.equal(typeof answer, 'object', person);
        else assert.equal(answer, refusalOf(person, row), person);
      }
    });
  }

  it('who finds which chats in his list', async () => {
    const found = await answers<{ chats: { chat_id: string }[] }>('listChats', () => ({}));
    for (const [person, answer] of found) {
      if (REFUSED[person] !== undefined) {
        assert.equal(answer, REFUSED[person], person);
        continue;
      }
      assert.ok(typeof answer === 'object', person);
      const own = CHATS.filter(({ read }) => read.includes(person)).map(({ id }) => id);
      assert.deepEqual(answer.chats.map(({ chat_id }) => chat_id).toSorted(), own.toSorted());
    }
  });
});

function reasonOf(error: unknown): string {
  const reason = (error as { details?: { reason?: string } }).details?.reason;
  assert.ok(reason, String(error));
  return reason;
}
