import assert from 'node:assert/strict';

import type { Auth, Endpoint } from '../functions/src/context/endpoint.ts';
import { Instant } from '../functions/src/kernel/instant.ts';
import { renewActiveHours } from '../functions/src/modules/client-config/renew-active-hours.ts';
import type { ClientConfig } from '../functions/src/modules/client-config/model.ts';
import { ENDPOINTS } from '../functions/src/wire/endpoints.ts';
import type { Client } from '../testkit/client.ts';
import { rulesReads } from '../testkit/operations/rules-reads.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { activeHoursCases } from './cases/active-hours.ts';
import { openChat, refuses, send, tokenOf, writeDirectly } from './helpers.ts';

/**
 * What a user may do at any hour: read, sign in, look after himself, his devices and his contacts, which
 * carries no words of his to anybody, and keep others away.
 * Everything else that a session is good for says or changes something for others, and says so in its
 * endpoint; a new one has to be in either.
 */
const AT_ANY_HOUR = [
  ...['listSessions', 'revokeSessions', 'setPassword', 'registerDevice', 'unregisterDevice'],
  ...['requestEmailVerification', 'confirmEmailVerification', 'updateSettings', 'setPresence'],
  ...['fetchMessages', 'listChats', 'muteChat', 'markUnread', 'markDelivered', 'markRead'],
  ...['reportReceipts', 'blockUser', 'unblockUser', 'reportUser', 'deleteMessage'],
  ...['leaveGroup', 'removeMember', 'getProfile', 'getUser', 'viewUser', 'findUsers'],
  ...['addContact', 'removeContact', 'listContacts', 'blockStatus', 'cancelFriendRequest'],
  ...['listFriendRequests', 'listNotifications', 'markNotificationsRead'],
  ...['clearLocation', 'findNearbyUsers', 'uploadContacts', 'getContactsUpload'],
  'cancelContactsUpload',
  // One's own data, and leaving.
  ...['exportAccount', 'deleteAccount'],
];

describe('active hours', () => {
  let world: World;
  let chat_id: string;
  let client: Client;
  const boss = { uid: 'boss', admin: true };
  beforeEach(async () => {
    world = await openWorld();
    for (const uid of ['1', '2', 'boss']) await world.addUser(uid);
    await world.auth.setCustomUserClaims('boss', { admin: true });
    chat_id = await openChat(world, '1', '2');
    client = await world.client('1');
  });
  afterEach(() => world.close());

  const set = (active_hours: object) =>
    world.callAs<ClientConfig>(boss, 'adminSetClientConfig', { active_hours });
  const windows = async () =>
    ((await world.read('config/client')) as unknown as ClientConfig).active_hours?.windows ?? {};
  const day = { enabled: true, from: '08:00', to: '20:00', time_zone: 'Europe/Berlin' };
  const now = (text: string) => world.clock.set(Instant.fromRfc3339(text));
  const opening = (attempt: Promise<unknown>) =>
    attempt.then(
      () => null,
      ({ details }: { details: { reason: string; opens_at: string } }) => {
        assert.equal(details.reason, 'OUTSIDE_ACTIVE_HOURS');
        return details.opens_at;
      },
    );
  /** Hours that were over two hours ago. */
  const closed = () => activeHoursCases(world.clock.now())[1]?.hours ?? {};
  const sending = () => opening(send(world, '1', chat_id, 'x'));

  it('hold for callables and for rules alike', async () => {
    for (const { name, hours, open } of activeHoursCases(world.clock.now())) {
      world.clock.advance(31);
      await set(hours);
      const written = await writeDirectly(client, '1', chat_id, 'x').then(
        () => true,
        ({ code }: { code: string }) => {
          assert.equal(code, 'permission-denied');
          return false;
        },
      );
      assert.equal(written, open, `${name}: by the rules`);
      assert.equal((await sending()) === null, open, `${name}: by the callable`);
    }
  });

  it('are told with when they begin, by REST as well, and nothing is written', async () => {
    await set(day);
    now('2040-11-23T19:00:00Z');
    const before = await world.chat(chat_id);
    assert.equal(await sending(), '2040-11-24T07:00:00.000Z');
    const token = await tokenOf(world, '1');
    const message = { message_id: 'A'.repeat(20), type: 'TEXT', text: 'x' };
    const { status, body } = await world.rest('POST', `/chats/${chat_id}/messages`, {
      token,
      body: message,
    });
    assert.deepEqual(
      [status, body],
      [
        400,
        {
          error: {
            status: 'FAILED_PRECONDITION',
            reason: 'OUTSIDE_ACTIVE_HOURS',
            message: 'Closed at this time of day. Try again later.',
            opens_at: '2040-11-24T07:00:00.000Z',
          },
        },
      ],
    );
    assert.deepEqual(await world.chat(chat_id), before);
  });

  it('begin and end to the second, in summer and winter', async () => {
    await set(day);
    for (const [moment, opens] of [
      ['2040-03-24T06:59:59Z', '2040-03-24T07:00:00.000Z'],
      ['2040-03-24T07:00:00Z', null],
      ['2040-03-24T18:59:59Z', null],
      ['2040-03-24T19:00:00Z', '2040-03-25T06:00:00.000Z'],
      ['2040-03-25T06:00:00Z', null],
    ] as const) {
      now(moment);
      assert.equal(await sending(), opens, moment);
    }
  });

  it('may last over midnight, on some days', async () => {
    await set({ ...day, from: '22:00', to: '06:00', days: ['fri'] });
    for (const [moment, opens] of [
      ['2040-11-23T20:59:00Z', '2040-11-23T21:00:00.000Z'],
      ['2040-11-23T21:00:00Z', null],
      ['2040-11-24T04:59:00Z', null],
      ['2040-11-24T05:00:00Z', '2040-11-30T21:00:00.000Z'],
    ] as const) {
      now(moment);
      assert.equal(await sending(), opens, moment);
    }
  });

  it('do not hold for admins, by neither door', async () => {
    await world.auth.setCustomUserClaims('1', { admin: true });
    const admin = await world.client('1');
    await set(closed());
    world.clock.advance(31);
    const message = { chat_id, message_id: 'A'.repeat(20), type: 'TEXT', text: 'x' };
    await world.callAs({ uid: '1', admin: true }, 'sendMessage', message);
    await writeDirectly(admin, '1', chat_id, 'x');
    assert.notEqual(await sending(), null, 'without the claim');
  });

  it('are heard of by an instance within 30 s, for 1 read', async () => {
    await sending();
    await set({ ...day, enabled: false });
    await set(closed());
    assert.equal(await sending(), null, 'not yet');
    world.clock.advance(31);
    assert.notEqual(await sending(), null, 'by now');
    const { cost } = await world.measure(sending);
    assert.deepEqual(cost, { reads: 0, writes: 0, deletes: 0, invocations: 0 });
    const [HOURS, REVOCATIONS] = [1, 1];
    const anew = await world.measure(async () => {
      world.clock.advance(31);
      await sending();
    });
    assert.deepEqual(anew.cost.reads, HOURS + REVOCATIONS);
  });

  it('cost a direct write 1 read of the rules, whether there are any or not', async () => {
    const write = () => writeDirectly(client, '1', chat_id, 'x');
    const reads = () => rulesReads(world.hosts.firestore, world.projectId, write);
    const [CHAT, SENDER, CONFIG] = [1, 1, 1];
    assert.equal(await reads(), CHAT + SENDER + CONFIG);
    await set({ ...day, from: '00:00', to: '24:00' });
    assert.equal(await reads(), CHAT + SENDER + CONFIG);
  });

  it('are renewed for the rules as they pass: 1 read, and 1 write at each end', async () => {
    now('2040-11-23T12:00:00Z');
    await set(day);
    const spanned = async () => {
      const found = Object.values(await windows()).flat();
      return [found.length, found[0]?.from.toRfc3339(), found.at(-1)?.to.toRfc3339()];
    };
    assert.deepEqual(await spanned(), [8, '2040-11-23T07:00:00.000Z', '2040-11-30T19:00:00.000Z']);
    const run = async () => (await world.measure(() => world.runSchedule(renewActiveHours))).cost;
    const idle = { reads: 1, writes: 0, deletes: 0, invocations: 1 };
    assert.deepEqual(await run(), idle);
    now('2040-11-23T19:30:00Z');
    assert.deepEqual(await run(), { ...idle, writes: 1 });
    assert.deepEqual(await run(), idle);
    now('2040-11-25T00:30:00Z');
    await run();
    assert.deepEqual(await spanned(), [8, '2040-11-25T07:00:00.000Z', '2040-12-02T19:00:00.000Z']);
    await set({ enabled: false });
    assert.deepEqual(await windows(), {});
    assert.deepEqual(await run(), idle);
  });

  it('without a configuration: the schedule writes none', async () => {
    await world.runSchedule(renewActiveHours);
    assert.equal(await world.read('config/client'), undefined);
  });

  it('are kept by every endpoint that says or changes something for others', async () => {
    const undecided: string[] = [];
    for (const [name, load] of Object.entries(ENDPOINTS)) {
      const { auth, active_hours_only = false } = (await load()) as Endpoint<
        unknown,
        unknown,
        Auth
      >;
      const of_users = auth === 'session';
      if (!of_users) assert.equal(active_hours_only, false, name);
      else if (active_hours_only === AT_ANY_HOUR.includes(name)) undecided.push(name);
    }
    assert.deepEqual(undecided, []);
    const unknown = AT_ANY_HOUR.filter((name) => !Object.hasOwn(ENDPOINTS, name));
    assert.deepEqual(unknown, []);
  });

  it('leave reading open, and keeping others away', async () => {
    const { message_id } = await send(world, '1', chat_id, 'x');
    await set(closed());
    world.clock.advance(31);
    const target = { chat_id, message_id };
    await world.call('2', 'fetchMessages', { chat_id });
    await world.call('2', 'markRead', { chat_id, message_number: 1 });
    await world.call('1', 'deleteMessage', { ...target, for: 'everyone' });
    await world.call('2', 'blockUser', { user_id: '1' });
    for (const [name, input] of [
      ['createChat', { user_id: 'boss' }],
      ['createGroup', { title: 'G', user_ids: ['2'] }],
      ['editMessage', { ...target, text: 'y' }],
      ['reactToMessage', { ...target, emoji: '👍', on: true }],
    ] as const) {
      const code = 'failed-precondition';
      await refuses(world.call('1', name, input), code, 'OUTSIDE_ACTIVE_HOURS');
    }
  });
});
