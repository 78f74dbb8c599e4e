import assert from 'node:assert/strict';

import type { Instant } from '../../functions/src/kernel/instant.ts';
import type { Chat, ChatMember } from '../../functions/src/modules/chats/model.ts';
import type { Message } from '../../functions/src/modules/messages/model.ts';
import type { ExternalEvent } from '../../functions/src/modules/events/model.ts';
import { decode } from '../../functions/src/store/codec.ts';
import type { World } from '../../testkit/world.ts';
import { assertFeed } from './feed-oracle.ts';
import { PEOPLE, type ChatName, type Person } from './history.ts';
import type { Log } from './log.ts';
import type { Stage } from './stage.ts';

type Stored = Message & { id: string; message_number: number; created: Instant };

interface Shown {
  chat: Chat;
  messages: Stored[];
  members: Map<string, ChatMember>;
}

/** Asserts that at rest every number, flag, preview, unread count and badge is what the log implies. */
export async function assertAtRest(world: World, stage: Stage, log: Log): Promise<void> {
  const shown = {
    direct: await show(world, stage.chat.direct),
    group: await show(world, stage.chat.group),
  };
  for (const name of ['direct', 'group'] as const) {
    assertMessages(shown[name], name, stage, log);
    assertPreview(shown[name]);
  }
  assertMembers(shown.group, stage, log);
  const standing = (['direct', 'group'] as const).flatMap((name) =>
    shown[name].messages.map((message) => ({ chat_id: stage.chat[name], id: message.id, message })),
  );
  for (const who of PEOPLE) {
    const unread = {
      direct: await assertReceipts(world, shown.direct, 'direct', who, stage, log),
      group: await assertReceipts(world, shown.group, 'group', who, stage, log),
    };
    const event = await world.event(stage.uid[who]);
    const badge = Object.values(event.unread).reduce((sum, count) => sum + count, 0);
    assert.equal(badge, unread.direct + unread.group, `badge of ${who}`);
    assertFlag(event, badge, who, log);
    await assertBlocks(world, who, stage, log);
    await assertPushes(world, shown, who, stage, log);
    await assertFeed(world, standing, who, stage, log);
  }
}

/**
 * The flag has fallen where all is read, and is up where something is unread that nobody has looked at.
 * In between it is an edge: it falls with one chat that is read to its end, though another may not be;
 * and who leaves a group takes it with him.
 */
function assertFlag(event: ExternalEvent, badge: number, who: Person, log: Log): void {
  const { notify_new_message: flag } = event;
  if (badge === 0 && !log.been_out.has(who)) assert.equal(flag, false, `flag of ${who}`);
  const looked = log.read.direct[who] > 0 || log.read.group[who] > 0;
  if (badge > 0 && !looked && !log.been_out.has(who)) assert.equal(flag, true, `flag of ${who}`);
}

async function show(world: World, chat_id: string): Promise<Shown> {
  const found = await world.admin.collection(`chats/${chat_id}/messages`).get();
  const messages = found.docs.map((doc) => {
    const message = decode(doc.data()) as Stored;
    return { ...message, id: doc.id };
  });
  const members = await world.admin.collection(`chats/${chat_id}/members`).get();
  return {
    chat: (await world.read(`chats/${chat_id}`)) as unknown as Chat,
    messages: messages.toSorted((a, b) => a.message_number - b.message_number),
    members: new Map(members.docs.map((doc) => [doc.id, decode(doc.data()) as ChatMember])),
  };
}

/** Every message once, numbered without gaps, holding what was last granted. */
function assertMessages({ chat, messages }: Shown, name: ChatName, stage: Stage, log: Log): void {
  const numbers = messages.map(({ message_number }) => message_number);
  assert.deepEqual(
    numbers,
    messages.map((_, index) => index + 1),
    `numbers of the ${name} chat`,
  );
  assert.equal(chat.total_messages_count, messages.length);
  const sent = log.sent.filter((one) => one.chat === name);
  const people = messages.filter(({ type }) => type !== 'SYSTEM');
  assert.deepEqual(people.map(({ id }) => id).toSorted(), sent.map((s) => s.message_id).toSorted());

  for (const { message_id, who, text } of sent) {
    const message = messages.find(({ id }) => id === message_id);
    assert.ok(message);
    assert.equal(message.from_user, stage.uid[who]);
    const hidden = [...(log.hidden.get(message_id) ?? [])].map((person) => stage.uid[person]);
    assert.deepEqual((message.hidden_for ?? []).toSorted(), hidden.toSorted());
    if (log.deleted.has(message_id)) {
      assert.equal(message.deleted, true);
      assert.equal(message.text, undefined, 'nothing is left of a deleted message');
      assert.deepEqual(message.reactions ?? {}, {});
      continue;
    }
    const texts = log.edits.get(message_id) ?? [text];
    assert.ok(texts.includes(message.text ?? ''), 'the text is one of those it was given');
    const reactions = Object.entries(message.reactions ?? {}).flatMap(([emoji, uids]) =>
      uids.map((uid) => `${emoji}${uid.slice(-1)}`),
    );
    assert.deepEqual(reactions.toSorted(), [...(log.reactions.get(message_id) ?? [])].toSorted());
  }
}

/** The preview is the message that clients show last, as it stands. */
function assertPreview({ chat, messages }: Shown): void {
  const latest = messages
    .toSorted((a, b) => a.created.compare(b.created) || a.message_number - b.message_number)
    .at(-1);
  const { last_message } = chat;
  assert.equal(last_message?.message_id, latest?.id, 'preview');
  assert.equal(last_message?.text ?? undefined, latest?.text, "the preview's text");
  assert.equal(last_message?.message_number, latest?.message_number);
  assert.equal(last_message?.deleted ?? false, latest?.deleted ?? false);
  assert.deepEqual(last_message?.hidden_for ?? [], latest?.hidden_for ?? []);
  assert.deepEqual(chat.last_message_timestamp ?? undefined, latest?.created);
}

/** Who is in the group is the same in all of its documents. */
function assertMembers({ chat, members }: Shown, stage: Stage, log: Log): void {
  assert.ok(chat.type === 'group');
  const uids = [...log.members].map((person) => stage.uid[person]).toSorted();
  assert.deepEqual(chat.members.toSorted(), uids);
  assert.deepEqual(Object.keys(chat.roles).toSorted(), uids);
  assert.deepEqual([...members.keys()].toSorted(), uids);
  assert.equal(chat.active, uids.length > 0);
  const owners = Object.values(chat.roles).filter((role) => role === 'owner');
  assert.equal(owners.length, uids.length > 0 ? 1 : 0, 'one owner');
}

/** @returns the unread count that this chat adds to the badge */
async function assertReceipts(
  world: World,
  { chat, messages, members }: Shown,
  name: ChatName,
  who: Person,
  stage: Stage,
  log: Log,
): Promise<number> {
  const [uid, chat_id] = [stage.uid[who], stage.chat[name]];
  const event = await world.event(uid);
  if (!chat.members.includes(uid)) {
    for (const field of ['unread', 'read', 'muted', 'marked_unread', 'push_claims'] as const) {
      assert.equal(event[field]?.[chat_id], undefined, `${field} of ${who}, who is not in ${name}`);
    }
    return 0;
  }
  const total = messages.length;
  const { shown, delivered, is_hidden } = receipts(chat, uid, members, log);
  const truly = event.read?.[chat_id];
  const read = Math.max(shown, truly ?? 0);
  assert.ok(0 <= read && read <= delivered && delivered <= total, `receipts of ${who}`);
  if (!is_hidden) {
    assert.equal(truly, chat.type === 'group' ? shown : undefined, `what ${name} shows of ${who}`);
  }
  const is_off =
    chat.type === 'group' ? members.get(uid)?.receipts_off : chat.receipts_off_by?.includes(uid);
  assert.equal(is_off ?? false, event.receipts_off ?? false, `${name} has the setting of ${who}`);
  // Whoever joins has read everything, the message that tells of it included.
  const joined = name === 'group' ? (members.get(uid)?.joined_number ?? 0) + 1 : 0;
  const said = Math.max(log.read[name][who], joined);
  assert.ok(read >= said, `${who} read up to ${said}, but ${name} says ${read}`);
  const beyond = messages.filter(({ message_number: n }) => n > said && n <= read);
  assert.ok(
    beyond.every(({ from_user }) => from_user === uid),
    `${who} is said to have read what he never saw`,
  );
  assert.equal(event.unread[chat_id] ?? 0, total - read, `unread of ${who} in ${name}`);
  return total - read;
}

/** What the others are shown; where reading is hidden, it may lag behind. */
function receipts(
  chat: Chat,
  uid: string,
  members: Map<string, ChatMember>,
  log: Log,
): { shown: number; delivered: number; is_hidden: boolean } {
  if (chat.type === 'group') {
    const { read_number = 0, delivered_number = 0, receipts_off = false } = members.get(uid) ?? {};
    return { shown: read_number, delivered: delivered_number, is_hidden: receipts_off };
  }
  const side = chat.user1 === uid ? 1 : 2;
  const shown = chat[`read_number_user${side}`];
  assert.equal(chat[`last_msg_read_by_user${side}`], shown === chat.total_messages_count);
  const flag = chat[`notify_new_message_to_user${side}`];
  if (shown === chat.total_messages_count) assert.equal(flag, false);
  // Where reading was hidden at times, the flag fell with what had arrived.
  else if (!log.receipts_switched) assert.equal(flag, true);
  const is_hidden = (chat.receipts_off_by ?? []).length > 0;
  return { shown, delivered: chat[`delivered_number_user${side}`], is_hidden };
}

async function assertBlocks(world: World, who: Person, stage: Stage, log: Log): Promise<void> {
  const uid = stage.uid[who];
  const blocked = PEOPLE.filter((whom) => log.blocks.has(`${who}>${whom}`)).map(
    (p) => stage.uid[p],
  );
  const documents = await world.admin.collection(`users/${uid}/blocks`).get();
  assert.deepEqual(documents.docs.map(({ id }) => id).toSorted(), blocked.toSorted());
  const { blocked_users = {} } = await world.event(uid);
  assert.deepEqual(Object.keys(blocked_users).toSorted(), blocked.toSorted());
  if (who !== 'A' && who !== 'B') return;
  const peer = who === 'A' ? 'B' : 'A';
  const { blocked_by } = await world.chat(stage.chat.direct);
  assert.equal(blocked_by.includes(uid), log.blocks.has(`${who}>${peer}`));
}

/**
 * Nobody is pushed a message of his own, one of a group twice, or one of a direct chat more than three
 * times; and what is unread was pushed.
 */
async function assertPushes(
  world: World,
  shown: Record<ChatName, Shown>,
  who: Person,
  stage: Stage,
  log: Log,
): Promise<void> {
  const pushes = await world.inbox.pushes({ token: stage.token[who] });
  const ids = pushes
    .map(({ message }) => message['data'] as { type: string; message_id: string })
    .filter(({ type }) => type === 'NEW_MESSAGE')
    .map(({ message_id }) => message_id);
  const uid = stage.uid[who];
  const event = await world.event(uid);
  for (const name of ['direct', 'group'] as const) {
    const { chat, messages } = shown[name];
    const attempts = name === 'group' ? 1 : 3;
    for (const { id } of messages) {
      const count = ids.filter((pushed) => pushed === id).length;
      assert.ok(count <= attempts, `${who} was pushed a message of ${name} ${count} times`);
    }
    const own = messages.filter(({ from_user, type }) => from_user === uid || type === 'SYSTEM');
    assert.ok(!own.some(({ id }) => ids.includes(id)), `${who} was pushed what is not for him`);
    const quiet = log.quieted.has(who) || (name === 'group' && log.been_out.has(who));
    if (log.pushes_may_be_lost || quiet || !chat.members.includes(uid)) continue;
    const told = receipts(chat, uid, shown[name].members, log).shown;
    const read = Math.max(told, event.read?.[stage.chat[name]] ?? 0);
    const missing = messages.filter(
      ({ id, from_user, type, message_number, deleted }) =>
        message_number > read &&
        from_user !== uid &&
        type !== 'SYSTEM' &&
        deleted !== true &&
        !ids.includes(id),
    );
    assert.deepEqual(
      missing.map(({ id }) => id),
      [],
      `${who} was never pushed what he has not read`,
    );
  }
}
