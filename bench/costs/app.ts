import { isDeepStrictEqual } from 'node:util';

import type { Firestore as Admin } from '@google-cloud/firestore';
import {
  collection,
  doc,
  limit,
  onSnapshot,
  orderBy,
  query,
  where,
  type DocumentSnapshot,
  type Firestore,
  type Query,
} from 'firebase/firestore';

import type { World } from '../../testkit/world.ts';

/** As many messages as an app shows at first, and as many chats. */
const [PAGE, CHATS] = [15, 30];
const DEADLINE_MS = 20_000;

/**
 * An app in the foreground that shows a chat: it listens to the chat's newest messages and to who is
 * typing there, to its user's chats and event document and, in a direct chat, to the other's presence.
 */
export interface App {
  /** Resolves once every listener shows what is there. */
  upToDate(): Promise<void>;
  /** Documents that its listeners were sent, as Firestore bills them, while `act` ran. */
  reads(act: () => Promise<unknown>): Promise<number>;
  stop(): void;
}

/** What is listened to, by the client and for looking whether the client has it all. */
interface Listened {
  client: (db: Firestore, next: (docs: DocumentSnapshot[]) => void) => () => void;
  truth: (db: Admin) => Promise<View>;
}
/** Documents by path. */
type View = Record<string, unknown>;

/** Opens the app of a user who exists, and resolves once all it shows is there. */
export async function openApp(
  world: World,
  uid: string,
  chat_id: string,
  peer?: string,
): Promise<App> {
  const { firestore } = await world.client(uid);
  const listened = [
    messagesOf(chat_id),
    typingIn(chat_id),
    chatsOf(uid),
    one(`users-external-event/${uid}`),
    ...(peer === undefined ? [] : [one(`presence/${peer}`)]),
  ];
  let count = 0;
  // Unlike what is empty there, what has not come yet is no view at all.
  const views: (View | undefined)[] = listened.map(() => undefined);
  let wake: () => void = () => undefined;
  const stops = listened.map(({ client }, index) =>
    client(firestore, (docs) => {
      const view = viewOf(docs.filter((each) => each.exists()));
      const changed = (path: string) => !isDeepStrictEqual(view[path], views[index]?.[path]);
      const sent = docs.filter(({ ref }) => changed(ref.path));
      count += sent.length;
      views[index] = view;
      wake();
    }),
  );

  const upToDate = async (): Promise<void> => {
    const truth = await Promise.all(listened.map((each) => each.truth(world.admin)));
    const deadline = AbortSignal.timeout(DEADLINE_MS);
    await new Promise<void>((resolve, reject) => {
      wake = () => {
        if (isDeepStrictEqual(views, truth)) resolve();
      };
      deadline.addEventListener('abort', () => reject(new Error(`${uid}'s app lags behind`)));
      wake();
    });
    wake = () => undefined;
  };
  await upToDate();
  return {
    upToDate,
    async reads(act) {
      const before = count;
      await act();
      await upToDate();
      return count - before;
    },
    stop: () => stops.forEach((stop) => stop()),
  };
}

function messagesOf(chat_id: string): Listened {
  const path = `chats/${chat_id}/messages`;
  return {
    client: (db, next) =>
      listen(query(collection(db, path), orderBy('created', 'desc'), limit(PAGE)), next),
    truth: async (db) =>
      viewOf((await db.collection(path).orderBy('created', 'desc').limit(PAGE).get()).docs),
  };
}

function typingIn(chat_id: string): Listened {
  const path = `chats/${chat_id}/typing`;
  return {
    client: (db, next) => listen(query(collection(db, path)), next),
    truth: async (db) => viewOf((await db.collection(path).get()).docs),
  };
}

function chatsOf(uid: string): Listened {
  const [member, order] = [
    ['members', 'array-contains', uid],
    ['modified', 'desc'],
  ] as const;
  return {
    client: (db, next) =>
      listen(
        query(collection(db, 'chats'), where(...member), orderBy(...order), limit(CHATS)),
        next,
      ),
    truth: async (db) =>
      viewOf(
        (
          await db
            .collection('chats')
            .where(...member)
            .orderBy(...order)
            .limit(CHATS)
            .get()
        ).docs,
      ),
  };
}

function one(path: string): Listened {
  return {
    client: (db, next) => onSnapshot(doc(db, path), (snapshot) => next([snapshot])),
    truth: async (db) => viewOf([await db.doc(path).get()].filter(({ exists }) => exists)),
  };
}

function listen(what: Query, next: (docs: DocumentSnapshot[]) => void): () => void {
  return onSnapshot(what, ({ docs }) => next(docs));
}

function viewOf(docs: { ref: { path: string }; data(): unknown }[]): View {
  return Object.fromEntries(docs.map((each) => [each.ref.path, plain(each.data())]));
}

/** Two SDKs' values of the same document, alike: maps in any order, times as text. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if ('seconds' in value && 'nanoseconds' in value) {
    return `${String(value.seconds)}.${String(value.nanoseconds)}`;
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}
