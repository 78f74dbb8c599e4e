import { readFile } from 'node:fs/promises';

import { initializeTestEnvironment, type RulesTestEnvironment } from '@firebase/rules-unit-testing';
import { doc, setDoc, setLogLevel, type Firestore } from 'firebase/firestore';

import { systemRandom } from '../../functions/src/kernel/random.ts';
import { emulatorHosts, splitHost } from '../../testkit/hosts.ts';

setLogLevel('silent');

/** Who asks. `low` and `high` are the members of chat `low_high`. */
export const WHO = [
  'low',
  'high',
  'stranger',
  'disabled',
  'admin',
  'without sid',
  'signed out',
] as const;
export type Who = (typeof WHO)[number];

/** The rules alone, over documents of every kind that exist so far. */
export interface RulesWorld {
  as(who: Who): Firestore;
  /** Arranges a document past the rules. */
  put(path: string, data: object): Promise<void>;
  close(): Promise<void>;
}

export async function openRulesWorld(): Promise<RulesWorld> {
  const { hostname, port } = splitHost(emulatorHosts().firestore);
  const rules = await readFile(new URL('../../firestore.rules', import.meta.url), 'utf8');
  const env: RulesTestEnvironment = await initializeTestEnvironment({
    projectId: `demo-r-${systemRandom.id().toLowerCase()}`,
    firestore: { host: hostname, port, rules },
  });
  await env.clearFirestore();
  const contexts = new Map<Who, Firestore>();
  const connect = (who: Who): Firestore => {
    if (who === 'signed out') return env.unauthenticatedContext().firestore() as never;
    // `without sid` has the uid of a member: only the claim is missing.
    const uid = who === 'without sid' ? 'low' : who;
    const claims = who === 'without sid' ? {} : { sid: 'session', admin: who === 'admin' };
    return env.authenticatedContext(uid, claims).firestore() as never;
  };
  return {
    as(who) {
      const firestore = contexts.get(who) ?? connect(who);
      contexts.set(who, firestore);
      return firestore;
    },
    put: (path, data) =>
      env.withSecurityRulesDisabled(async (context) => {
        await setDoc(doc(context.firestore() as never, path), data);
      }),
    close: () => env.cleanup(),
  };
}

/** Puts one document of every kind that exists so far. */
export async function arrange(world: RulesWorld): Promise<void> {
  const now = new Date();
  for (const uid of ['low', 'high', 'stranger', 'disabled', 'admin']) {
    await world.put(`users/${uid}`, { username: uid, is_active: uid !== 'disabled' });
    await world.put(`users/${uid}/private/account`, { email: `${uid}@example.com` });
    await world.put(`users/${uid}/devices/d`, { token: uid });
    await world.put(`users/${uid}/notifications/n`, UNREAD_ENTRY);
    await world.put(`users-external-event/${uid}`, FLAGS_UP);
    await world.put(`usernames/${uid}`, { uid });
  }
  for (const chat of [
    { id: 'low_high', members: ['low', 'high'] },
    { id: 'disabled_low', members: ['disabled', 'low'] },
  ]) {
    const fields = { members: chat.members, active: true, blocked_by: [], created: now };
    await world.put(`chats/${chat.id}`, { type: 'direct', total_messages_count: 1, ...fields });
    for (const uid of chat.members) {
      await world.put(`chats/${chat.id}/members/${uid}`, { joined: now, joined_number: 0 });
    }
    const message = { from_user: chat.members[0], type: 'TEXT', text: 'x', created: now };
    const path = `chats/${chat.id}/messages/${MESSAGE}`;
    await world.put(path, { ...message, message_number: 1 });
    await world.put(`${path}/edits/1`, { text: 'former', replaced: now });
  }
  await world.put('users/low/blocks/blocked', { created: now });
  await world.put('users/blocker/blocks/low', { created: now });
  const expires_at = new Date(now.getTime() + 60_000);
  for (const uid of ['low', 'blocked', 'blocker']) {
    await world.put(`presence/${uid}`, { state: 'online', last_seen: now, expires_at });
  }
  const blocked = { type: 'direct', members: ['blocked', 'low'], blocked_by: ['low'] };
  await world.put('chats/blocked_low', { ...blocked, active: true });
  const group = { type: 'group', members: ['low', 'high'], posting: 'all', history: 'all' };
  await world.put('chats/group', { ...group, active: true });
  for (const [chat_id, uid] of [
    ['low_high', 'low'],
    ['blocked_low', 'low'],
    ['blocked_low', 'blocked'],
    ['group', 'low'],
  ]) {
    await world.put(`chats/${chat_id}/typing/${uid}`, { expires_at });
  }
  await world.put('reports/r', { reporter: 'low', reported: 'blocked' });
  await world.put('sessions/s', { uid: 'low' });
  await world.put('device-tokens/t', { uid: 'low', device_id: 'd' });
}

export const MESSAGE = 'AAAAAAAAAAAAAAAAAAA1';
export const FLAGS_UP = {
  notify_new_message: true,
  notify_friend_request: true,
  notify_notification: true,
  unread: { low_high: 1 },
  modified: new Date(0),
};
export const UNREAD_ENTRY = {
  type: 'SESSION_REUSED',
  title: 'A session was ended',
  body: 'x',
  actor: null,
  read: false,
  created: new Date(0),
};
