import { randomBytes } from 'node:crypto';

import { getApps, initializeApp, deleteApp } from 'firebase-admin/app';
import { getAuth } from 'firebase-admin/auth';

import type { Context } from '../functions/src/context/context.ts';
import { connectContext } from '../functions/src/edges/context.ts';
import { openSession } from '../functions/src/modules/auth/open-session.ts';
import type { DirectChat, GroupChat } from '../functions/src/modules/chats/model.ts';
import type { ExternalEvent } from '../functions/src/modules/events/model.ts';
import type { Mail } from '../functions/src/modules/mail/model.ts';
import { decode } from '../functions/src/store/codec.ts';
import { restApp } from '../functions/src/wire/rest/app.ts';
import { scheduled } from '../functions/src/wire/scheduled.ts';
import { openClient, type Client } from './client.ts';
import { createdEvent, updatedEvent } from './events.ts';
import { fakeClock } from './fake-clock.ts';
import { firestoreAt } from './firestore-at.ts';
import { emulatorHosts, suiteProject } from './hosts.ts';
import { memoryLog } from './memory-log.ts';
import { startCountingProxy } from './operations/counting-proxy.ts';
import { fcmInbox } from './stand-ins/fcm/client.ts';
import { twilioInbox } from './stand-ins/twilio/client.ts';
import { startTwilioStandIn } from './stand-ins/twilio/server.ts';
import { waitingTasks } from './task-queue.ts';
import { worldConfig, type TwilioAccount } from './world/config.ts';
import { allFunctions, triggerOf, type CallableName, type Tasks } from './world/functions.ts';
import type { CallerClaims, Cost, Doc, World, WorldOptions } from './world/model.ts';
import { clearDocuments, freshProjectId, loadRules } from './world/project.ts';
import { callableRequest, restRequest } from './world/requests.ts';

export type { CallableName } from './world/functions.ts';
export type { CallerClaims, Cost, RestAnswer, World, WorldOptions } from './world/model.ts';
export { freshProjectId } from './world/project.ts';

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
  const account: TwilioAccount = {
    host: hosts.twilio ?? twilio?.host ?? '',
    account: `AC${randomBytes(16).toString('hex')}`,
  };
  const config = worldConfig(projectId, hosts, account, configured);
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
    sms: twilioInbox(account.host, account.account),
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
    rest: (method, path, options = {}) => restRequest(app, method, path, options),
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
