import assert from 'node:assert/strict';

import { finishDeletions } from '../../functions/src/modules/deletion/finish-deletions.ts';
import {
  startStorageStandIn,
  type StorageStandIn,
} from '../../testkit/stand-ins/storage/server.ts';
import { openWorld, type World } from '../../testkit/world.ts';
import { refuses, send } from '../helpers.ts';
import { allDocuments, collectionsWith, type Searchable } from './documents.ts';
import { judge, marksOf, meet, PEERS, register, talk, type Person, type Talks } from './life.ts';

/** Where the bare uid may stay, and why. */
const STAYS: Record<string, string> = {
  'chats/{}': 'who was the other of a direct chat; of groups, who made it',
  'chats/{}/members/{}': 'of a direct chat: since when',
  'chats/{}/messages/{}': 'whose a tombstone is, who was added to a group, who reacted',
  'reports/{}': 'who reported whom',
  'revocations/{}': 'that his tokens are void, until none can be left',
  'users/{}/blocks/{}': 'whom another has blocked',
  'users-external-event/{}': 'the same, and the ids of chats',
  'users/{}/notifications/{}': 'the id of the chat in which others did something',
  'audit/{}': 'whom an admin has done something to',
  'deletions/{}': 'that he is being deleted, for an hour',
};

describe('nothing is left of a user who has deleted his account', function () {
  this.timeout(60_000);
  let world: World;
  let storage: StorageStandIn;
  let person: Person;
  let talks: Talks;
  let before_it: Searchable[];
  const marks = marksOf(`${Date.now()}`);
  before(async () => {
    storage = await startStorageStandIn();
    world = await openWorld({
      config: { storage_bucket: storage.bucket, storage_emulator_host: storage.host },
    });
    for (const uid of [...PEERS, 'boss']) await world.addUser(uid);
    await world.auth.setCustomUserClaims('boss', { admin: true });
    person = await register(world, marks);
    for (const name of ['jpg', 'pdf'])
      storage.files.add(`users/${person.uid}/${marks.file}.${name}`);
    storage.files.add('users/peer/photo.jpg');
    await meet(world, person, marks);
    talks = await talk(world, person, marks);
    await judge(world, talks);
    // Whose task has not run yet.
    const contacts = [{ phones: ['+12025550197'] }];
    await world.callAs(person, 'uploadContacts', { contacts });
    before_it = await allDocuments(world.admin);
    await world.callAs(person, 'deleteAccount');
  });
  after(async () => {
    await world.close();
    await storage.stop();
  });

  it('though all of it was there', () => {
    for (const [name, mark] of Object.entries<string>({ ...marks })) {
      // Of which only a hash is kept.
      if (name === 'former_username') continue;
      assert.notDeepEqual(collectionsWith(before_it, mark), [], name);
    }
    const marked = Object.values<string>({ ...marks }).flatMap((mark) =>
      collectionsWith(before_it, mark),
    );
    for (const collection of [
      ...['users/{}', 'users/{}/private/{}', 'users/{}/contacts/{}', 'users/{}/devices/{}'],
      ...['users/{}/notifications/{}', 'usernames/{}', 'user-search/{}', 'sessions/{}', 'mail/{}'],
      ...['email-codes/{}', 'phone-challenges/{}', 'chats/{}', 'chats/{}/messages/{}'],
      ...['chats/{}/messages/{}/edits/{}', 'reports/{}'],
    ]) {
      assert.ok(marked.includes(collection), collection);
    }
    const mails = before_it.filter(({ collection }) => collection === 'mail/{}');
    assert.ok(before_it.some(({ collection }) => collection === 'contact-uploads/{}/chunks/{}'));
    assert.ok(
      mails.some(({ text }) => text.includes(marks.username)),
      'a mail to another',
    );
    const of_his = collectionsWith(before_it, person.uid);
    for (const collection of [
      ...['reach/{}', 'locations/{}', 'presence/{}', 'friend-requests/{}', 'held-usernames/{}'],
      ...['contact-uploads/{}', 'awaited/{}'],
      ...['chats/{}/typing/{}', 'device-tokens/{}', 'users/{}/blocks/{}', 'audit/{}'],
    ]) {
      assert.ok(of_his.includes(collection), collection);
    }
  });

  it('of what others find him by, when it is answered', async () => {
    const [documents, account] = await Promise.all([
      allDocuments(world.admin),
      world.context.accounts.find(person.uid),
    ]);
    assert.equal(account, undefined);
    for (const collection of ['user-search/{}', 'reach/{}', 'locations/{}', 'presence/{}']) {
      assert.ok(!collectionsWith(documents, person.uid).includes(collection), collection);
    }
  });

  const nothingLeft = async () => {
    const documents = await allDocuments(world.admin);
    for (const [name, mark] of Object.entries<string>({ ...marks })) {
      const paths = documents.filter(({ text }) => text.includes(mark)).map(({ path }) => path);
      assert.deepEqual(paths, [], name);
    }
    const places = collectionsWith(documents, person.uid);
    assert.deepEqual(
      places.filter((collection) => !(collection in STAYS)),
      [],
    );
    const found = documents.map(({ collection }) => collection);
    for (const gone of ['contact-uploads/{}', 'contact-uploads/{}/chunks/{}', 'awaited/{}']) {
      assert.ok(!found.includes(gone), gone);
    }
    return places;
  };

  it('in any document once the task has run, but for his bare uid', async () => {
    await world.drain();
    await nothingLeft();
    assert.deepEqual([...storage.files], ['users/peer/photo.jpg']);
  });

  it('of the deletion itself, an hour later', async () => {
    world.clock.advance(2 * 3600);
    await world.runSchedule(finishDeletions);
    await world.drain();
    const places = await nothingLeft();
    assert.ok(!places.includes('deletions/{}'));
  });

  it('and others go on', async () => {
    const { direct, owned, joined } = talks;
    const { chats } = await world.call<{ chats: { chat_id: string }[] }>('peer', 'listChats', {});
    assert.deepEqual(
      chats.map(({ chat_id }) => chat_id).toSorted(),
      [direct, owned, joined].toSorted(),
    );
    for (const chat_id of [direct, owned, joined]) {
      const page = await world.call<{ messages: { text?: string }[] }>('peer', 'fetchMessages', {
        ...{ chat_id, limit: 100 },
      });
      assert.ok(page.messages.length > 0);
    }
    assert.equal((await world.group(owned)).roles['friend'], 'owner');
    await send(world, 'friend', owned, 'still here');
    await refuses(send(world, 'peer', direct, 'x'), 'failed-precondition', 'CHAT_INACTIVE', [
      'chat_id',
    ]);
    const { contacts } = await world.call<{ contacts: unknown[] }>('peer', 'listContacts', {});
    assert.deepEqual(contacts, []);
    const { users } = await world.call<{ users: unknown[] }>('peer', 'findUsers', {
      query: marks.display_name,
    });
    assert.deepEqual(users, []);
    await world.call('third', 'sendFriendRequest', { user_id: 'peer' });
    const lookup = world.call('peer', 'getUser', { user_id: person.uid });
    await refuses(lookup, 'not-found', 'USER_NOT_FOUND', ['user_id']);
    const reports = await world.callAs<{ reports: unknown[] }>(
      { uid: 'boss', admin: true },
      'adminListReports',
      {},
    );
    assert.equal(reports.reports.length, 4);
  });

  it('and the name cannot be taken by another for a while, nor the address be kept from anybody', async () => {
    const register = (username: string) =>
      world.call(null, 'registerWithEmail', {
        ...{ email: marks.email, password: 'correct horse battery', username },
      });
    await refuses(register(marks.username), 'already-exists', 'USERNAME_TAKEN', ['username']);
    await refuses(register(marks.former_username), 'already-exists', 'USERNAME_TAKEN', [
      'username',
    ]);
    await register(`new${marks.username}`.slice(0, 30));
  });
});
