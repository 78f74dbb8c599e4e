import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import type { Firestore } from '@google-cloud/firestore';
import { getApps, initializeApp, deleteApp } from 'firebase-admin/app';
import { getAuth, type Auth } from 'firebase-admin/auth';

import { parseConfig, type RawConfig } from '../functions/src/config/config.ts';
import type { Context } from '../functions/src/context/context.ts';
import type { Schedule } from '../functions/src/context/schedule.ts';
import { connectContext } from '../functions/src/edges/context.ts';
import { systemRandom } from '../functions/src/kernel/random.ts';
import { openSession } from '../functions/src/modules/auth/open-session.ts';
import type { DirectChat, GroupChat } from '../functions/src/modules/chats/model.ts';
import type { ExternalEvent } from '../functions/src/modules/events/model.ts';
import type { Mail } from '../functions/src/modules/mail/model.ts';
import { decode } from '../functions/src/store/codec.ts';
import { defineFunctions } from '../functions/src/wire/functions.ts';
import { restApp } from '../functions/src/wire/rest/app.ts';
import { scheduled } from '../functions/src/wire/scheduled.ts';
import { defineTasks } from '../functions/src/wire/tasks.ts';
import { defineTriggers } from '../functions/src/wire/triggers.ts';
import { openClient, type Client } from './client.ts';
import { createdEvent, updatedEvent, type CreatedEvent, type DocumentEvent } from './events.ts';
import { fakeClock, type FakeClock } from './fake-clock.ts';
import { firestoreAt } from './firestore-at.ts';
import { emulatorHosts, suiteProject, type Hosts } from './hosts.ts';
import { memoryLog, type MemoryLog } from './memory-log.ts';
import type { Operations } from './operations/billing.ts';
import { startCountingProxy } from './operations/counting-proxy.ts';
import type { Crashes } from './operations/crashes.ts';
import { fcmInbox, type FcmInbox } from './stand-ins/fcm/client.ts';
import { twilioInbox, type TwilioInbox } from './stand-ins/twilio/client.ts';
import { startTwilioStandIn } from './stand-ins/twilio/server.ts';
import { waitingTasks, type WaitingTask, type WaitingTasks } from './task-queue.ts';

/** `uid` and `email` of an account with a password must be like no other test's. */
export interface NewAccount {
  displayName?: string;
  email?: string;
  password?: string;
  disabled?: boolean;
}

type Doc = Record<string, unknown>;
type Functions = ReturnType<typeof allFunctions>;
/** The names of the callables. */
export type CallableName = Exclude<keyof Functions, 'api' | keyof Triggers | keyof Tasks>;
type Triggers = ReturnType<typeof defineTriggers>;
type Tasks = ReturnType<typeof defineTasks>;

/** What a use case cost. */
export interface Cost extends Operations {
  /** Runs of triggers, tasks and schedules. */
  invocations: number;
}

/**
 * A Parley of one's own: the product's functions in this process over a project id that no other test
 * uses, in the real emulators. Nothing happens by itself: events are delivered by the test, as often
 * and in whatever order it likes.
 */
export interface World {
  projectId: string;
  hosts: Hosts;
  context: Context;
  clock: FakeClock;
  log: MemoryLog;
  auth: Auth;
  /** Direct access past rules and functions, for arranging and looking; not counted. */
  admin: Firestore;
  inbox: FcmInbox;
  /** What the world's own Twilio account sent. */
  sms: TwilioInbox;
  /** The mails to an address, the oldest first. */
  mails(to: string): Promise<Mail[]>;
  /** Makes a Firebase Auth account. */
  addAccount(uid: string, account?: NewAccount): Promise<void>;
  /** {@link addAccount}, signed in once, so that all its documents exist. */
  addUser(uid: string, account?: NewAccount): Promise<void>;
  /** Runs a callable as a signed-in user, or as nobody. */
  call<O>(uid: string | null, name: CallableName, input?: unknown): Promise<O>;
  /** {@link call} with a token of a certain session. */
  callAs<O>(caller: CallerClaims, name: CallableName, input?: unknown): Promise<O>;
  /** A REST request, in process; `token` goes into the Authorization header. */
  rest(method: string, path: string, options?: RestOptions): Promise<RestAnswer>;
  /** A REST `GET` of something that is no JSON. */
  restText(path: string): Promise<{ status: number; headers: Headers; text: string }>;
  /** The real client SDK, signed in through a session of the product. */
  client(uid: string): Promise<Client>;
  /** A client whose ID token has no `sid`, or that is not signed in. */
  clientWithoutSession(uid: string | null): Promise<Client>;
  /** The event of a message's creation; to be taken before anything updates the message. */
  messageEvent(chat_id: string, message_id: string): Promise<CreatedEvent>;
  /** The event of an entry's creation in a feed, or of one that is not listed. */
  notificationEvent(uid: string, id: string, place?: 'unlisted'): Promise<CreatedEvent>;
  /** One delivery of an event to the trigger of its document. */
  deliver(event: CreatedEvent): Promise<void>;
  /** Runs `act`, and answers the event of the change that it makes to a user's profile. */
  profileEvent(uid: string, act: () => Promise<unknown>): Promise<DocumentEvent>;
  /** One delivery of an event to the profile trigger. */
  deliverProfile(event: DocumentEvent): Promise<void>;
  /** What the functions have put off. */
  tasks: WaitingTasks;
  /** One run of a task; fails where its handler fails. */
  runTask(task: WaitingTask): Promise<void>;
  /**
   * Delivers the events of all messages that were never delivered, oldest first, then those of what was
   * notified, and runs the tasks that
   * wait, moving the clock on to when they are due, until nothing is left.
   */
  drain(): Promise<void>;
  /** One run of a schedule; fails where its handler fails. */
  runSchedule(schedule: Schedule): Promise<void>;
  /** How often the functions have written a document, failed attempts left out. */
  writesOf(path: string): number;
  /** What `act` costs an instance that has just heard of the active hours. */
  measure<T>(act: () => Promise<T>): Promise<{ result: T; cost: Cost }>;
  /** Lets writes of the functions fail, as if their process had died; `undefined` to stop that. */
  crash(crashes: Crashes | undefined): void;
  /** A document past the rules, times as `Instant`; `undefined` where there is none. */
  read(path: string): Promise<Doc | undefined>;
  /** {@link read} of a chat that must exist. */
  chat(chat_id: string): Promise<DirectChat>;
  /** {@link read} of a group that must exist. */
  group(chat_id: string): Promise<GroupChat>;
  /** {@link read} of a user's event document that must exist. */
  event(uid: string): Promise<ExternalEvent>;
  close(): Promise<void>;
}

/** What a test's ID token says of its owner. */
export interface CallerClaims {
  uid: string;
  sid?: string;
  admin?: boolean;
  must_change_password?: boolean;
  /** Whatever else the ID token says, or does not say where it is `undefined`. */
  claims?: Record<string, unknown>;
}

export interface RestOptions {
  body?: unknown;
  token?: string;
  headers?: Record<string, string>;
  ip?: string;
}

export interface RestAnswer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

/** Where a world is, when not in a project of its own and the suite's emulators. */
export interface WorldOptions {
  projectId?: string;
  hosts?: Hosts;
  /** What differs from the configuration that most tests have. */
  config?: Partial<RawConfig>;
  /** How long the check of one token at Google, Facebook or Firebase may take, in milliseconds. */
  outside_limit_ms?: number;
}

/** Opens a world; call it in `before` and close it in `after`. */
export async function openWorld({
  projectId = freshProjectId(),
  hosts = emulatorHosts(),
  config: configured = {},
  outside_limit_ms,
}: WorldOptions = {}): Promise<World> {
  await clearDocuments(hosts.firestore, projectId);
  await loadRules(hosts.firestore, projectId);
  const proxy = await startCountingProxy(hosts.firestore);
  const clock = fakeClock();
  const log = memoryLog();
  const twilio = hosts.twilio === undefined ? await startTwilioStandIn() : undefined;
  const twilioHost = hosts.twilio ?? twilio?.host ?? '';
  const twilioAccount = `AC${randomBytes(16).toString('hex')}`;
  const config = parseConfig({
    emulated: true,
    project_id: projectId,
    region: 'us-central1',
    WEB_API_KEY: 'emulator',
    JWT_KEYS: `emulator:${Buffer.alloc(32, 7).toString('base64')}`,
    HASH_KEY: Buffer.alloc(32, 9).toString('base64'),
    JWT_LEEWAY_SECONDS: 30,
    ACCESS_TOKEN_SECONDS: 900,
    REFRESH_TOKEN_DAYS: 300,
    TWILIO_ACCOUNT_SID: twilioAccount,
    TWILIO_AUTH_TOKEN: 'stand-in',
    TWILIO_FROM: '+15005550006',
    twilio_emulator_host: twilioHost,
    fcm_emulator_host: hosts.fcm,
    google_emulator_host: hosts.google,
    facebook_emulator_host: hosts.facebook,
    auth_emulator_host: hosts.auth,
    functions_emulator_host: hosts.functions,
    ...configured,
  });
  const counted = firestoreAt(proxy.host, projectId);
  const admin = firestoreAt(hosts.firestore, projectId);
  const tasks = waitingTasks();
  const context: Context = connectContext(config, log, {
    clock,
    firestore: counted,
    tasks,
    ...(outside_limit_ms !== undefined && { outside_limit_ms }),
  });
  const functions = allFunctions(() => context);
  const app = restApp(context);
  const adminApp = initializeApp({ projectId }, `admin-${projectId}`);
  const auth = getAuth(adminApp);
  const suiteAuth = getAuth(initializeApp({ projectId: suiteProject() }, `suite-${projectId}`));
  const clients: Client[] = [];
  const delivered = new Set<string>();
  let invocations = 0;

  const openAndKeep = async (token?: string): Promise<Client> => {
    const client = await openClient(hosts, projectId, token);
    clients.push(client);
    return client;
  };
  const sessionOf = async (uid: string) => {
    const account = await context.accounts.find(uid);
    if (account === undefined) throw new Error(`no account ${uid}`);
    const requester = { ip: '127.0.0.1', user_agent: 'testkit' };
    return openSession(context, account, requester, { checked_from: clock.now() });
  };

  const existing = async <T>(path: string): Promise<T> => {
    const data = await world.read(path);
    if (data === undefined) throw new Error(`no document ${path}`);
    return data as T;
  };

  const run = async <O>(
    caller: CallerClaims | null,
    name: CallableName,
    input: unknown,
  ): Promise<O> => {
    const request = callableRequest(caller, input, clock.now().seconds);
    const callable = functions[name] as { run(request: unknown): Promise<unknown> };
    return (await callable.run(request)) as O;
  };

  const deliverAll = async (): Promise<void> => {
    for (;;) {
      const created = await Promise.all(
        ['messages', 'notifications', 'unlisted-notifications'].map((id) =>
          admin.collectionGroup(id).orderBy('created').get(),
        ),
      );
      const docs = created.flatMap((each) => each.docs);
      const paths = docs.map((doc) => doc.ref.path).filter((path) => !delivered.has(path));
      if (paths.length === 0) return;
      for (const path of paths) {
        await world.deliver(await createdEvent(hosts.firestore, projectId, path));
      }
    }
  };

  const world: World = {
    projectId,
    hosts,
    context,
    clock,
    log,
    auth,
    admin,
    inbox: fcmInbox(hosts.fcm),
    sms: twilioInbox(twilioHost, twilioAccount),
    async mails(to) {
      const found = await admin.collection('mail').where('to', '==', to).get();
      // By the emulator's time: the world's own clock stands still.
      const order = found.docs.toSorted(
        (a, b) => a.createTime.toMillis() - b.createTime.toMillis(),
      );
      return order.map((doc) => decode(doc.data()) as Mail);
    },
    async addAccount(uid, account = {}) {
      const given = { uid, displayName: `User ${uid}`, ...account };
      await auth.createUser(given);
      // The Auth emulator takes every request by API key to mean the project it was started with.
      if (account.password !== undefined) await suiteAuth.createUser(given);
    },
    async addUser(uid, account) {
      await world.addAccount(uid, account);
      await sessionOf(uid);
    },
    call: (uid, name, input) => run(uid === null ? null : { uid }, name, input),
    callAs: (caller, name, input) => run(caller, name, input),
    async rest(method, path, { body, token, headers = {}, ip = '127.0.0.1' } = {}) {
      const sent = {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `JWT ${token}` }),
        ...headers,
      };
      const payload = typeof body === 'string' ? body : JSON.stringify(body);
      const response = await app.request(
        path,
        { method, headers: sent, ...(body !== undefined && { body: payload }) },
        { incoming: { headers: { ...sent, 'x-forwarded-for': ip } } },
      );
      return {
        status: response.status,
        headers: response.headers,
        body: (await response.json()) as RestAnswer['body'],
      };
    },
    async restText(path) {
      const response = await app.request(path, {}, { incoming: { headers: {} } });
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
    client: async (uid) => openAndKeep((await sessionOf(uid)).firebase_token),
    clientWithoutSession: async (uid) =>
      openAndKeep(uid === null ? undefined : await auth.createCustomToken(uid)),
    messageEvent: (chat_id, message_id) =>
      createdEvent(hosts.firestore, projectId, `chats/${chat_id}/messages/${message_id}`),
    notificationEvent: (uid, id, place) => {
      const feed = place === 'unlisted' ? 'unlisted-notifications' : 'notifications';
      return createdEvent(hosts.firestore, projectId, `users/${uid}/${feed}/${id}`);
    },
    async deliver(event) {
      invocations += 1;
      delivered.add(event.document);
      await functions[triggerOf(event.document)](event);
    },
    profileEvent: (uid, act) => updatedEvent(hosts.firestore, projectId, `users/${uid}`, act),
    async deliverProfile(event) {
      invocations += 1;
      await functions.onUserUpdated(event);
    },
    tasks,
    async runTask({ name, id, due, data }) {
      invocations += 1;
      const said = { queueName: name, id, scheduledTime: due.toRfc3339(), headers: {} };
      const request = { ...said, data, retryCount: 0, executionCount: 0 };
      await functions[name as keyof Tasks].run(request);
    },
    async drain() {
      await deliverAll();
      for (let task = tasks.take(); task !== undefined; task = tasks.take()) {
        if (task.due.compare(clock.now()) > 0) clock.set(task.due);
        try {
          await world.runTask(task);
        } catch (error) {
          tasks.again(task);
          throw error;
        }
        await deliverAll();
      }
    },
    async runSchedule(schedule) {
      invocations += 1;
      const run = scheduled(
        () => context,
        schedule.every,
        async () => schedule,
      );
      await run.run({ scheduleTime: clock.now().toRfc3339() });
    },
    writesOf: (path) => proxy.writesOf(projectId, path),
    async measure(act) {
      // As of most requests, which come within 30 s of another.
      await context.client_config.opensAt();
      const before = proxy.totals(projectId);
      const invocationsBefore = invocations;
      const result = await act();
      const after = proxy.totals(projectId);
      const cost: Cost = {
        reads: after.reads - before.reads,
        writes: after.writes - before.writes,
        deletes: after.deletes - before.deletes,
        invocations: invocations - invocationsBefore,
      };
      return { result, cost };
    },
    crash: (crashes) => proxy.crash(projectId, crashes),
    read: async (path) => decode((await admin.doc(path).get()).data()) as Doc | undefined,
    chat: (chat_id) => existing<DirectChat>(`chats/${chat_id}`),
    group: (chat_id) => existing<GroupChat>(`chats/${chat_id}`),
    event: (uid) => existing<ExternalEvent>(`users-external-event/${uid}`),
    async close() {
      await Promise.all(clients.map((client) => client.close()));
      await Promise.all([counted.terminate(), admin.terminate()]);
      proxy.stop();
      await twilio?.stop();
      const apps = getApps().filter((app) => app.name.endsWith(projectId));
      await Promise.all(apps.map(deleteApp));
    },
  };
  return world;
}

function triggerOf(path: string): Exclude<keyof Triggers, 'onUserUpdated'> {
  const collection = path.split('/').at(-2);
  if (collection === 'notifications') return 'onNotificationCreated';
  return collection === 'unlisted-notifications'
    ? 'onUnlistedNotificationCreated'
    : 'onMessageCreated';
}

/** A project id that nobody has used. */
export function freshProjectId(): string {
  return `demo-w-${systemRandom.id().toLowerCase()}`;
}

function allFunctions(context: () => Context) {
  return { ...defineFunctions(context), ...defineTriggers(context), ...defineTasks(context) };
}

/** What the emulator imported at its start is seen under every project id. */
async function clearDocuments(host: string, projectId: string): Promise<void> {
  const database = `projects/${projectId}/databases/(default)`;
  const url = `http://${host}/emulator/v1/${database}/documents`;
  const response = await fetch(url, { method: 'DELETE' });
  if (!response.ok) throw new Error(`The documents cannot be cleared: ${await response.text()}`);
}

async function loadRules(host: string, projectId: string): Promise<void> {
  const content = await readFile(new URL('../firestore.rules', import.meta.url), 'utf8');
  const response = await fetch(`http://${host}/emulator/v1/projects/${projectId}:securityRules`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ rules: { files: [{ name: 'firestore.rules', content }] } }),
  });
  if (!response.ok) throw new Error(`The rules do not load: ${await response.text()}`);
}

/** What the platform hands a callable for a verified ID token. */
function callableRequest(caller: CallerClaims | null, data: unknown, now: number) {
  const request = { data, acceptsStreaming: false, rawRequest: {} };
  if (caller === null) return request;
  const { uid, sid = 'test-session', admin = false, must_change_password = false, claims } = caller;
  const own = { uid, sub: uid, sid, admin, must_change_password, exp: now + 3600 };
  const token = { ...own, ...claims };
  return { ...request, auth: { uid, token, rawToken: '' } };
}
