import assert from 'node:assert/strict';

import { doc, serverTimestamp, setDoc } from 'firebase/firestore';

import { systemRandom } from '../functions/src/kernel/random.ts';
import { openSession } from '../functions/src/modules/auth/open-session.ts';
import type { Mail } from '../functions/src/modules/mail/model.ts';
import type { SentMessage } from '../functions/src/modules/messages/send-message.ts';
import { encodeFields } from '../functions/src/store/codec.ts';
import type { Tx } from '../functions/src/store/transaction.ts';
import type { Client } from '../testkit/client.ts';
import type { World } from '../testkit/world.ts';

/** A fresh message id, as a client chooses it. */
export const newMessageId = (): string => systemRandom.id();

/** Sends a text by callable. */
export function send(
  world: World,
  uid: string,
  chat_id: string,
  text: string,
  message_id = newMessageId(),
): Promise<SentMessage> {
  return world.call(uid, 'sendMessage', { chat_id, message_id, type: 'TEXT', text });
}

/** Writes a text as the SDK of an app does, past the callable; answers its id. */
export async function writeDirectly(
  client: Client,
  uid: string,
  chat_id: string,
  text: string,
  message_id = newMessageId(),
): Promise<string> {
  await setDoc(doc(client.firestore, `chats/${chat_id}/messages/${message_id}`), {
    from_user: uid,
    type: 'TEXT',
    text,
    created: serverTimestamp(),
  });
  return message_id;
}

/** Runs `act` once, when the next transaction has decided and before it commits. */
export function beforeNextCommit(world: World, act: () => Promise<unknown>): void {
  const { db } = world.context;
  const transact = (body: (tx: Tx) => Promise<unknown>) => {
    let done = false;
    return db.transact(async (tx) => {
      const result = await body(tx);
      if (!done) {
        done = true;
        world.context.db = db;
        await act();
      }
      return result;
    });
  };
  world.context.db = new Proxy(db, {
    get: (target, key) =>
      key === 'transact' ? transact : (Reflect.get(target, key, target) as unknown),
  });
}

/** Asserts that a call fails with this reason (and, when given, names exactly these fields). */
export async function refuses(
  call: Promise<unknown>,
  code: string,
  reason: string,
  fields?: string[],
): Promise<void> {
  await assert.rejects(call, (error: unknown) => {
    const { code: actual, details } = error as {
      code?: string;
      details?: { reason?: string; fields?: { field: string }[] };
    };
    assert.equal(actual?.replace('functions/', ''), code, String(error));
    assert.equal(details?.reason, reason);
    if (fields) {
      const named = details?.fields?.map(({ field }) => field) ?? [];
      assert.deepEqual(named.toSorted(), fields.toSorted());
    }
    return true;
  });
}

/** Asserts that a call is beyond a limit; answers for how many seconds. */
export async function refusedByLimit(call: Promise<unknown>): Promise<number> {
  const error = await call.then(
    () => assert.fail('it was not refused'),
    (error: unknown) => error as { code: string; details: Record<string, unknown> },
  );
  assert.equal(error.code, 'resource-exhausted');
  assert.equal(error.details['reason'], 'RATE_LIMITED');
  return error.details['retry_after_seconds'] as number;
}

/** A token of a user's new session, as REST takes it. */
export async function tokenOf(world: World, uid: string): Promise<string> {
  const account = await world.context.accounts.find(uid);
  assert.ok(account);
  const requester = { ip: '127.0.0.1', user_agent: 'tests' };
  const proof = { checked_from: world.clock.now() };
  return (await openSession(world.context, account, requester, proof)).token;
}

/** Opens a direct chat and answers its id. */
export async function openChat(world: World, a: string, b: string): Promise<string> {
  const { chat_id } = await world.call<{ chat_id: string }>(a, 'createChat', { user_id: b });
  return chat_id;
}

/** The bare code that a mail holds. */
export function codeIn(mail: Mail | undefined): string {
  const code = /^[\w-]{63}$/m.exec(mail?.message.text ?? '')?.[0];
  assert.ok(code, 'a mail with a code');
  return code;
}

/** Arranges a group past the functions: all its documents, for members who exist. The first owns it. */
export async function arrangeGroup(
  world: World,
  chat_id: string,
  members: readonly string[],
): Promise<void> {
  const now = world.clock.now();
  const roles = members.map((uid, index) => [uid, index === 0 ? 'owner' : 'member']);
  const batch = world.admin.batch();
  batch.set(
    world.admin.doc(`chats/${chat_id}`),
    encodeFields({
      type: 'group',
      title: 'Group',
      photo_url: null,
      posting: 'all',
      history: 'all',
      roles: Object.fromEntries(roles) as object,
      members,
      usernames: Object.fromEntries(members.map((uid) => [uid, `user_${uid}`])),
      total_messages_count: 0,
      last_message: null,
      last_message_timestamp: null,
      started: false,
      active: true,
      created: now,
      modified: now,
    }),
  );
  const member = { joined: now, joined_number: 0, read_number: 0, delivered_number: 0 };
  for (const uid of members) {
    batch.set(world.admin.doc(`chats/${chat_id}/members/${uid}`), encodeFields(member));
    const event = { read: { [chat_id]: 0 }, unread: { [chat_id]: 0 } };
    batch.set(world.admin.doc(`users-external-event/${uid}`), event, { merge: true });
  }
  await batch.commit();
}

const pairs = new WeakMap<World, number>();

/** Two new users, `low` and `high` of the chat that they may open. */
export async function newPair(world: World): Promise<{ low: string; high: string }> {
  const first = (pairs.get(world) ?? 0) + 2;
  pairs.set(world, first);
  const [low, high] = [`${first}`, `${first + 1}`];
  await Promise.all([world.addUser(low), world.addUser(high)]);
  return { low, high };
}

/** Two new users with a direct chat. */
export async function newChat(
  world: World,
): Promise<{ chat_id: string; low: string; high: string }> {
  const { low, high } = await newPair(world);
  return { chat_id: await openChat(world, low, high), low, high };
}
