import assert from 'node:assert/strict';

import type { CreatedEvent } from '../testkit/events.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { feedOf } from './friend-helpers.ts';
import { refuses } from './helpers.ts';

describe('what a new entry of the feed sends by mail', () => {
  let world: World;
  let uid: string;
  let asker: string;
  let index = 0;
  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    index += 1;
    [uid, asker] = [`u${index}`, `asker${index}`];
    await world.addUser(uid);
    await world.addUser(asker, { displayName: `Asker ${index}` });
    const device = { device_id: 'phone', token: token(), platform: 'ios' };
    await world.call(uid, 'registerDevice', device);
    await world.call(uid, 'listSessions');
  });
  after(() => world.close());

  const want = (input: object) => world.call(uid, 'updateSettings', input);
  /** Asks for friendship; answers the event of what is told of it. */
  const ask = async (): Promise<CreatedEvent> => {
    await world.call(asker, 'sendFriendRequest', { user_id: uid });
    const [entry] = await feedOf(world, uid);
    assert.ok(entry);
    return world.notificationEvent(uid, entry.id);
  };
  const token = () => `phone-${uid}-${world.projectId}`;
  const count = async () => (await world.inbox.pushes({ token: token(), answered: 'OK' })).length;
  const breakDown = () =>
    world.inbox.behave(token(), { answer: 'UNAVAILABLE', retry_after_seconds: 61 });

  let email: string;
  const open = async (emailVerified: boolean) => {
    await world.auth.updateUser(uid, { email, emailVerified });
    await want({ notifications: { FRIEND_REQUEST: { mail: true, push: false } } });
  };
  const prove = async () => {
    await open(true);
    await world.context.accounts.recordEmail(uid, email);
  };
  beforeEach(() => {
    email = `${uid}@example.com`;
  });

  it('goes nowhere once it is over, and neither does its push', async () => {
    await prove();
    await want({ notifications: { FRIEND_REQUEST: { mail: true, push: true } } });
    const event = await ask();
    await world.call(asker, 'cancelFriendRequest', { user_id: uid });
    await world.deliver(event);
    assert.deepEqual([await world.mails(email), await count()], [[], 0]);
  });

  it('goes once to an address that is proven, with the text escaped', async () => {
    await prove();
    const event = await ask();
    await Promise.all([world.deliver(event), world.deliver(event)]);
    const [mail, ...others] = await world.mails(email);
    assert.deepEqual(others, []);
    assert.equal(mail?.message.subject, 'Friend request');
    assert.match(mail?.message.text ?? '', /asker_\d+ wants to be your friend/);
    assert.equal(await count(), 0, 'no push was wanted');
  });

  it('does not go to one that nobody has proven to us, whatever Firebase says', async () => {
    for (const verified of [false, true]) {
      await open(verified);
    }
    await world.deliver(await ask());
    assert.deepEqual(await world.mails(email), []);
  });

  it('goes once beside a push that has to be tried again', async () => {
    await prove();
    await want({ notifications: { FRIEND_REQUEST: { push: true } } });
    await breakDown();
    const event = await ask();
    await assert.rejects(world.deliver(event));
    await world.inbox.forgive(token());
    await world.deliver(event);
    assert.deepEqual([await count(), (await world.mails(email)).length], [1, 1]);
  });

  it('does not go to one who is shut out', async () => {
    await prove();
    const event = await ask();
    await world.auth.updateUser(uid, { disabled: true });
    await world.deliver(event);
    assert.deepEqual(await world.mails(email), []);
  });

  it('costs 2 reads and 2 writes', async () => {
    await prove();
    const event = await ask();
    const { cost } = await world.measure(() => world.deliver(event));
    assert.deepEqual([cost.reads, cost.writes], [2, 2]);
  });

  it('is refused as a setting where it is none', () =>
    refuses(
      want({ notifications: { FRIEND_REQUEST: { mail: 'yes' } } }),
      'invalid-argument',
      'FIELDS_INVALID',
      ['notifications.FRIEND_REQUEST.mail'],
    ));
});
