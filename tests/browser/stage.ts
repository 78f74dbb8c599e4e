import { getAuth } from 'firebase-admin/auth';
import { initializeApp } from 'firebase-admin/app';

import { systemRandom } from '../../functions/src/kernel/random.ts';
import type { Session } from '../../functions/src/modules/auth/model.ts';
import { openClient, type Client } from '../../testkit/client.ts';
import { emulatorHosts, suiteProject } from '../../testkit/hosts.ts';

/** A user that the page can sign in with one click. */
export interface StagedUser {
  uid: string;
  username: string;
  display_name: string;
  email: string;
  password: string;
}

/** Two users of their own, so that a story can be told again, and what each does behind the page. */
export interface Pair {
  left: StagedUser;
  right: StagedUser;
  chat_id: string;
  /** Calls a function as one of them. */
  as: (user: StagedUser) => Promise<Client>;
  /** Takes away the account of one of them, so that his tokens are void. */
  remove: (user: StagedUser) => Promise<void>;
  close: () => Promise<void>;
}

/**
 * Makes two users who have a chat with each other.
 *
 * @param called their names; others than in any other test, where none are given
 */
export async function arrangePair(
  name: string,
  called?: readonly [left: string, right: string],
): Promise<Pair> {
  const projectId = suiteProject();
  const hosts = emulatorHosts();
  const run = systemRandom.id().slice(0, 6).toLowerCase();
  const auth = getAuth(initializeApp({ projectId }, `browser-${name}-${run}`));
  const base = 1_000_000 + Math.floor(Math.random() * 800_000) * 10;
  const make = async (uid: string, display_name: string): Promise<StagedUser> => {
    const email = `${uid}@example.com`;
    const password = `browser-${uid}`;
    await auth.createUser({ uid, displayName: display_name, email, password });
    return { uid, username: uid, display_name, email, password };
  };
  const [leftName, rightName] = called ?? [`Ann ${run}`, `Ben ${run}`];
  const left = await make(`${base + 8}`, leftName);
  const right = await make(`${base + 9}`, rightName);

  const clients = new Map<string, Client>();
  const as = async ({ uid, email, password }: StagedUser): Promise<Client> => {
    const known = clients.get(uid);
    if (known !== undefined) return known;
    const visitor = await openClient(hosts, projectId);
    const session = await visitor.call<Session>('signInWithEmail', { email, password });
    await visitor.close();
    const client = await openClient(hosts, projectId, session.firebase_token);
    clients.set(uid, client);
    return client;
  };
  await as(right);
  const first = await as(left);
  const { chat_id } = await first.call<{ chat_id: string }>('createChat', { user_id: right.uid });
  const close = async (): Promise<void> => {
    for (const client of clients.values()) await client.close();
  };
  const remove = ({ uid }: StagedUser): Promise<void> => auth.deleteUser(uid);
  return { left, right, chat_id, as, remove, close };
}
