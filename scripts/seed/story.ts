import { doc } from 'firebase/firestore';
import { initializeApp } from 'firebase-admin/app';
import { getAuth } from 'firebase-admin/auth';

import type { Session } from '../../functions/src/modules/auth/model.ts';
import { openClient, type Client } from '../../testkit/client.ts';
import type { Hosts } from '../../testkit/hosts.ts';
import { waitForDocument } from '../../testkit/wait-for.ts';
import { SEED_ACCOUNTS, type SeedAccount } from './accounts.ts';
import { playWeekend } from './weekend.ts';

/** The message ids are fixed, so that a regenerated seed has the same documents. */
const HISTORY = [
  { from: '108', message_id: 'seed0000000000000001', text: 'Hello 109, this is Parley.' },
  { from: '109', message_id: 'seed0000000000000002', text: 'Hello 108! It arrived at once.' },
];

/**
 * Fills an empty suite: the accounts by the Admin SDK, as a deployment's own import would; everything
 * else through the product's functions, so that seeded documents are never shaped by hand.
 */
export async function playSeed(hosts: Hosts, projectId: string): Promise<void> {
  process.env['FIREBASE_AUTH_EMULATOR_HOST'] = hosts.auth;
  const auth = getAuth(initializeApp({ projectId }, 'seed'));
  const clients = new Map<string, Client>();
  for (const account of SEED_ACCOUNTS) {
    await auth.createUser({
      uid: account.uid,
      displayName: account.display_name,
      email: account.email,
      emailVerified: true,
      phoneNumber: account.phone,
      password: account.password,
    });
    if (account.is_admin) await auth.setCustomUserClaims(account.uid, { admin: true });
    clients.set(account.uid, await signIn(hosts, projectId, account));
  }
  const of = (uid: string): Client => {
    const client = clients.get(uid);
    if (client === undefined) throw new Error(`no seed account ${uid}`);
    return client;
  };
  await playConfig(of('admin'));
  await playHistory(of);
  await playWeekend(of);
  await Promise.all([...clients.values()].map((client) => client.close()));
}

async function signIn(hosts: Hosts, projectId: string, account: SeedAccount): Promise<Client> {
  const visitor = await openClient(hosts, projectId);
  const { email, password } = account;
  const session = await visitor.call<Session>('signInWithEmail', { email, password });
  await visitor.close();
  if (session.user.username !== account.username) {
    throw new Error(`${account.uid} was given the username ${session.user.username}`);
  }
  return openClient(hosts, projectId, session.firebase_token);
}

/** Active hours are off: whoever tries the emulators is up late. */
async function playConfig(admin: Client): Promise<void> {
  await admin.call('adminSetClientConfig', {
    theme: { mode: 'system', colors: { primary: '#3366ff', accent: '#ff9933' } },
    active_hours: { enabled: false, from: '08:00', to: '20:00', time_zone: 'UTC' },
    min_app_version: { ios: '1.0.0', android: '1.0.0', web: '1.0.0' },
    features: { groups: true, nearby: true },
  });
}

/** Both have read everything at the end: a newcomer's first message is the first unread one. */
async function playHistory(of: (uid: string) => Client): Promise<void> {
  const { chat_id } = await of('108').call<{ chat_id: string }>('createChat', { user_id: '109' });
  for (const [index, { from, message_id, text }] of HISTORY.entries()) {
    const reader = from === '108' ? '109' : '108';
    await of(from).call('sendMessage', { chat_id, message_id, type: 'TEXT', text });
    const event = doc(of(reader).firestore, `users-external-event/${reader}`);
    await waitForDocument(
      event,
      (data) => (data['unread'] as Record<string, number>)[chat_id] === 1,
    );
    await of(reader).call('markRead', { chat_id, message_number: index + 1 });
  }
}
