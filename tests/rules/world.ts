import { readFile } from 'node:fs/promises';

import { initializeTestEnvironment, type TokenOptions } from '@firebase/rules-unit-testing';
import { deleteDoc, doc, setDoc, setLogLevel, Timestamp, type Firestore } from 'firebase/firestore';

import { Instant } from '../../functions/src/kernel/instant.ts';
import { systemRandom } from '../../functions/src/kernel/random.ts';
import { emulatorHosts, splitHost } from '../../testkit/hosts.ts';
import { EVERYBODY, PEOPLE, type Person } from './matrix/people.ts';

setLogLevel('silent');

/** The rules alone, in a project of their own. */
export interface RulesWorld {
  projectId: string;
  /** The real client SDK of somebody. */
  as(person: Person): Firestore;
  /** {@link as} with an ID token that says this. */
  withToken(uid: string, token: TokenOptions): Firestore;
  /** Arranges a document past the rules. */
  put(path: string, fields: object): Promise<void>;
  /** Takes one away past the rules. */
  remove(path: string): Promise<void>;
  close(): Promise<void>;
}

export async function openRulesWorld(): Promise<RulesWorld> {
  const { hostname, port } = splitHost(emulatorHosts().firestore);
  const rules = await readFile(new URL('../../firestore.rules', import.meta.url), 'utf8');
  const projectId = `demo-r-${systemRandom.id().toLowerCase()}`;
  const env = await initializeTestEnvironment({
    projectId,
    firestore: { host: hostname, port, rules },
  });
  await env.clearFirestore();
  const contexts = new Map<Person, Firestore>();
  const withToken = (uid: string, token: TokenOptions): Firestore =>
    env.authenticatedContext(uid, token).firestore() as never;
  const connect = (person: Person): Firestore => {
    const { uid, token } = PEOPLE[person];
    if (token === undefined) return env.unauthenticatedContext().firestore() as never;
    return withToken(uid, token);
  };
  return {
    projectId,
    withToken,
    as(person) {
      const firestore = contexts.get(person) ?? connect(person);
      contexts.set(person, firestore);
      return firestore;
    },
    put: (path, fields) =>
      env.withSecurityRulesDisabled(async (context) => {
        await setDoc(doc(context.firestore() as never, path), forClient(fields));
      }),
    remove: (path) =>
      env.withSecurityRulesDisabled((context) =>
        deleteDoc(doc(context.firestore() as never, path)),
      ),
    close: () => env.cleanup(),
  };
}

/** Whether the rules allow it; fails where something else goes wrong. */
export async function isAllowed(attempt: Promise<unknown>): Promise<boolean> {
  try {
    await attempt;
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== 'permission-denied') throw error;
    return false;
  }
}

/** Who of everybody is allowed what. */
export async function whoMay(
  attempt: (person: Person) => Promise<unknown>,
  people: Person[] = EVERYBODY,
): Promise<Person[]> {
  const outcomes = await Promise.all(people.map((person) => isAllowed(attempt(person))));
  return people.filter((_, index) => outcomes[index]);
}

/** Fields with our `Instant` as the client SDK's `Timestamp`. */
export function forClient(fields: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, convert(value)]));
}

function convert(value: unknown): unknown {
  if (value instanceof Instant) return new Timestamp(value.seconds, value.nanoseconds);
  if (Array.isArray(value)) return value.map(convert);
  if (value === null || typeof value !== 'object') return value;
  return Object.getPrototypeOf(value) === Object.prototype ? forClient(value) : value;
}
