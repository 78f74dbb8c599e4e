import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { newMessageId, openChat, refuses, send, writeDirectly } from './helpers.ts';

interface Edit {
  number: number;
  text: string | null;
  replaced: string;
}
interface Reported {
  id: string;
  reporter: string;
  reported: string;
  reason: string;
  text: string | null;
  chat_id: string | null;
  messages: {
    message_id: string;
    text?: string;
    created: string;
    hidden_for?: string[];
    former?: Edit[];
  }[];
  created: string;
}
interface Page {
  reports: Reported[];
  next_cursor: string | null;
}

describe('a report', () => {
  let world: World;
  let chat_id: string;
  const boss = { uid: 'boss', admin: true };
  beforeEach(async () => {
    world = await openWorld();
    for (const uid of ['1', '2', '3', 'boss']) await world.addUser(uid);
    await world.auth.setCustomUserClaims('boss', { admin: true });
    chat_id = await openChat(world, '1', '2');
  });
  afterEach(() => world.close());

  const report = (uid: string, input: object) =>
    world.call(uid, 'reportUser', { reason: 'HARASSMENT', ...input });
  const list = (input: object = {}) => world.callAs<Page>(boss, 'adminListReports', input);

  it('reaches the admins, with copies of its messages, the oldest first', async () => {
    const { message_id: first, created_at } = await send(world, '2', chat_id, 'first');
    const second = await writeDirectly(await world.client('2'), '2', chat_id, 'second');
    await world.drain();
    const text = 'He goes on\n\tand on.';
    const message_ids = [second, first];
    assert.deepEqual(await report('1', { user_id: '2', text, chat_id, message_ids }), {});
    const { reports, next_cursor } = await list();
    assert.equal(next_cursor, null);
    const [{ id, messages, ...rest } = assert.fail('no report'), ...more] = reports;
    assert.deepEqual(more, []);
    assert.match(id, /^[A-Za-z0-9]{20}$/);
    assert.deepEqual(rest, {
      reporter: '1',
      reported: '2',
      reason: 'HARASSMENT',
      text,
      chat_id,
      created: world.clock.now().toRfc3339(),
      ...{ state: 'OPEN', handled_by: null, handled_at: null, note: null },
    });
    assert.deepEqual(
      messages.map((message) => [message.message_id, message.text]),
      [
        [first, 'first'],
        [second, 'second'],
      ],
    );
    assert.equal(messages[0]?.created, created_at);
  });

  it('keeps what was said then, and not who has hidden it for himself', async () => {
    const { message_id } = await send(world, '2', chat_id, 'said');
    const message = world.admin.doc(`chats/${chat_id}/messages/${message_id}`);
    await message.update({ hidden_for: ['1'] });
    await report('1', { user_id: '2', chat_id, message_ids: [message_id] });
    await message.update({ text: 'never said' });
    const [copy] = (await list()).reports[0]?.messages ?? [];
    assert.equal(copy?.text, 'said');
    assert.equal(copy?.hidden_for, undefined);
  });

  it('holds what its messages said before they were edited', async () => {
    const { message_id } = await send(world, '2', chat_id, 'abuse');
    const { message_id: other } = await send(world, '2', chat_id, 'as it was');
    const edit = (text: string) => world.call('2', 'editMessage', { chat_id, message_id, text });
    await edit('less');
    const replaced = world.clock.now().toRfc3339();
    world.clock.advance(1);
    await edit('harmless');
    const edited_again = world.clock.now().toRfc3339();
    // Before it, so that it does not ask for revoked sessions.
    await report('1', { user_id: '2' });
    const input = { user_id: '2', chat_id, message_ids: [message_id, other] };
    const { cost } = await world.measure(() => report('1', input));
    assert.deepEqual(cost, { reads: 8, writes: 2, deletes: 0, invocations: 0 });
    const [copy, untouched] =
      (await list()).reports.find(({ chat_id }) => chat_id !== null)?.messages ?? [];
    assert.equal(copy?.text, 'harmless');
    assert.deepEqual(copy.former, [
      { number: 1, text: 'abuse', replaced },
      { number: 2, text: 'less', replaced: edited_again },
    ]);
    assert.equal(untouched?.former, undefined);
  });

  it('of much that was edited holds what each message said first, and 20 former texts at most', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 7; index += 1) {
      const { message_id } = await send(world, '2', chat_id, `first of ${index}`);
      for (const text of ['b', 'c', 'd']) {
        await world.call('2', 'editMessage', { chat_id, message_id, text });
      }
      ids.push(message_id);
    }
    await report('1', { user_id: '2', chat_id, message_ids: ids });
    const messages = (await list()).reports[0]?.messages ?? [];
    assert.deepEqual(
      messages.map(({ former }) => former?.map(({ text }) => text)),
      ids.map((_, index) => [`first of ${index}`, 'c']),
    );
  });

  it('sent again is one report, also at once; another text is another', async () => {
    const { message_id } = await send(world, '2', chat_id, 'x');
    const input = { user_id: '2', chat_id, message_ids: [message_id] };
    await Promise.all([report('1', input), report('1', input), report('1', input)]);
    world.clock.advance(60);
    await report('1', input);
    assert.equal((await list()).reports.length, 1);
    await report('1', { ...input, text: 'Still.' });
    assert.equal((await list()).reports.length, 2);
  });

  it('needs no chat and no messages, and neither blocks nor tells', async () => {
    await report('1', { user_id: '3', reason: 'SPAM' });
    assert.equal((await list()).reports[0]?.chat_id, null);
    assert.equal((await world.event('1')).blocked_users, undefined);
    assert.equal((await world.event('3')).notify_notification, false);
    await openChat(world, '3', '1');
  });

  it('takes messages only of a chat that one is in, and that are there', async () => {
    const { message_id } = await send(world, '2', chat_id, 'private');
    const others = { user_id: '2', chat_id, message_ids: [message_id] };
    await refuses(report('3', others), 'permission-denied', 'CHAT_NOT_MEMBER', ['chat_id']);
    const missing = { user_id: '2', chat_id, message_ids: [message_id, newMessageId()] };
    await refuses(report('1', missing), 'not-found', 'MESSAGE_NOT_FOUND', ['message_ids']);
    const nowhere = { user_id: '2', chat_id: '1_99', message_ids: [message_id] };
    await refuses(report('1', nowhere), 'not-found', 'CHAT_NOT_FOUND', ['chat_id']);
    assert.deepEqual((await list()).reports, []);
  });

  it('takes of a group that hides what was before one joined only what came after', async () => {
    const before = newMessageId();
    const after = newMessageId();
    const group = world.admin.doc('chats/group');
    await group.set({ type: 'group', members: ['1', '2'], history: 'joined' });
    await group
      .collection('members')
      .doc('1')
      .set({ joined: new Date(2000), joined_number: 1 });
    for (const [message_id, created] of [
      [before, new Date(1000)],
      [after, new Date(3000)],
    ] as const) {
      const message = { from_user: '2', type: 'TEXT', text: 'x', created };
      await group.collection('messages').doc(message_id).set(message);
    }
    const input = { user_id: '2', chat_id: 'group' };
    const seen = report('1', { ...input, message_ids: [before] });
    await refuses(seen, 'not-found', 'MESSAGE_NOT_FOUND', ['message_ids']);
    await report('1', { ...input, message_ids: [after] });
    assert.equal((await list()).reports[0]?.messages.length, 1);
  });

  it('of oneself and of nobody is refused', async () => {
    await refuses(report('1', { user_id: '1' }), 'invalid-argument', 'USER_IS_SELF', ['user_id']);
    await refuses(report('1', { user_id: '9' }), 'not-found', 'USER_NOT_FOUND', ['user_id']);
  });

  it('is one of at most 20 in an hour', async () => {
    for (let index = 0; index < 20; index += 1) {
      await report('1', { user_id: '2', text: `${index}` });
    }
    const one_more = report('1', { user_id: '2', text: 'x' });
    await refuses(one_more, 'resource-exhausted', 'RATE_LIMITED');
    await report('3', { user_id: '2' });
  });

  it('is listed page by page, the newest first, to admins alone', async () => {
    for (const text of ['a', 'b', 'c']) {
      await report('1', { user_id: '2', text });
      world.clock.advance(1);
    }
    const { result: first, cost } = await world.measure(() => list({ limit: 2 }));
    assert.deepEqual(
      first.reports.map(({ text }) => text),
      ['c', 'b'],
    );
    assert.deepEqual(cost, { reads: 2, writes: 0, deletes: 0, invocations: 0 });
    const second = await list({ limit: 2, cursor: first.next_cursor });
    assert.deepEqual(
      second.reports.map(({ text }) => text),
      ['a'],
    );
    assert.equal(second.next_cursor, null);
    const unknown = list({ cursor: 'A'.repeat(20) });
    await refuses(unknown, 'invalid-argument', 'FIELDS_INVALID', ['cursor']);
    const code = 'permission-denied';
    await refuses(world.call('1', 'adminListReports', {}), code, 'ADMIN_ONLY');
    const claimed = world.callAs({ uid: '1', admin: true }, 'adminListReports', {});
    await refuses(claimed, code, 'ADMIN_ONLY');
  });
});

describe('what a message said before its edits', () => {
  let world: World;
  let chat_id: string;
  let message_id: string;
  const boss = { uid: 'boss', admin: true };
  before(async () => {
    world = await openWorld();
    for (const uid of ['1', '2', 'boss']) await world.addUser(uid);
    await world.auth.setCustomUserClaims('boss', { admin: true });
    chat_id = await openChat(world, '1', '2');
    ({ message_id } = await send(world, '1', chat_id, 'one'));
    for (const text of ['two', 'three', 'four']) {
      await world.call('1', 'editMessage', { chat_id, message_id, text });
    }
  });
  after(() => world.close());

  interface Edits {
    from_user: string;
    text: string | null;
    edits: Edit[];
    next_after: number | null;
  }
  const listEdits = (input: object = {}) =>
    world.callAs<Edits>(boss, 'adminListEdits', { chat_id, message_id, ...input });
  const textsOf = ({ edits }: Edits) => edits.map(({ number, text }) => [number, text]);

  it('is listed to admins, the oldest first, page by page', async () => {
    const { from_user, text, edits, next_after } = await listEdits();
    assert.deepEqual([from_user, text, next_after], ['1', 'four', null]);
    assert.deepEqual(
      edits.map((edit) => edit.text),
      ['one', 'two', 'three'],
    );
    const first = await listEdits({ limit: 2 });
    assert.deepEqual(
      [textsOf(first), first.next_after],
      [
        [
          [1, 'one'],
          [2, 'two'],
        ],
        2,
      ],
    );
    const second = await listEdits({ limit: 2, after: 2 });
    assert.deepEqual([textsOf(second), second.next_after], [[[3, 'three']], null]);
    assert.deepEqual((await listEdits({ after: 3 })).edits, []);
  });

  it('is read with an audit entry, for 2 reads, 1 for each edit, and 1 write', async () => {
    world.clock.advance(1);
    const { cost } = await world.measure(() => listEdits({ reason: 'was reported' }));
    assert.deepEqual(cost, { reads: 5, writes: 1, deletes: 0, invocations: 0 });
    const { entries } = await world.callAs<{ entries: object[] }>(boss, 'adminListAudit', {
      limit: 1,
    });
    const { id: _id, ...entry } = entries[0] as { id: string };
    assert.deepEqual(entry, {
      actor: 'boss',
      action: 'READ_EDITS',
      target: '1',
      message: { chat_id, message_id },
      reason: 'was reported',
      created: world.clock.now().toRfc3339(),
    });
  });

  it('is still there when the message is deleted for everyone', async () => {
    const { message_id: other } = await send(world, '1', chat_id, 'said');
    await world.call('1', 'editMessage', { chat_id, message_id: other, text: 'unsaid' });
    await world.call('1', 'deleteMessage', { chat_id, message_id: other, for: 'everyone' });
    const { text, edits } = await listEdits({ message_id: other });
    assert.equal(text, null);
    assert.deepEqual(
      edits.map((edit) => edit.text),
      ['said'],
    );
  });

  it('of a message that is not there, and with bad fields, is refused', async () => {
    const missing = listEdits({ message_id: newMessageId() });
    await refuses(missing, 'not-found', 'MESSAGE_NOT_FOUND', ['message_id']);
    for (const [field, value] of [
      ['after', -1],
      ['limit', 101],
      ['reason', ''],
    ] as const) {
      const call = listEdits({ [field]: value });
      await refuses(call, 'invalid-argument', 'FIELDS_INVALID', [field]);
    }
  });
});
