import { assertFails, assertSucceeds } from '@firebase/rules-unit-testing';
import {
  collection,
  collectionGroup,
  doc,
  getDoc,
  getDocs,
  query,
  where,
  orderBy,
  limit,
} from 'firebase/firestore';

import { arrange, MESSAGE, openRulesWorld, WHO, type RulesWorld, type Who } from './world.ts';

/** Every place that exists so far, and everybody who may read it; all others may not. */
const GETS: [path: string, readers: Who[]][] = [
  ['users/low', ['low', 'high', 'stranger', 'disabled', 'admin']],
  ['users/low/private/account', ['low']],
  ['users/low/private/other', []],
  ['users/low/devices/d', ['low']],
  ['users/low/blocks/blocked', ['low']],
  ['users/low/notifications/n', ['low']],
  ['users/low/notifications/none', ['low']],
  ['users-external-event/low', ['low']],
  ['presence/low', ['low', 'high', 'stranger', 'disabled', 'admin']],
  // `low` has blocked `blocked`, and `blocker` has blocked `low`.
  ['presence/blocked', ['high', 'stranger', 'disabled', 'admin']],
  ['presence/blocker', ['high', 'stranger', 'disabled', 'admin']],
  ['presence/nobody', ['low', 'high', 'stranger', 'disabled', 'admin']],
  ['usernames/low', []],
  ['chats/low_high', ['low', 'high']],
  ['chats/low_high/members/high', ['low', 'high']],
  [`chats/low_high/messages/${MESSAGE}`, ['low', 'high']],
  ['chats/low_high/typing/low', ['low', 'high']],
  ['chats/blocked_low/typing/blocked', []],
  ['chats/blocked_low/typing/low', []],
  ['chats/group/typing/low', ['low', 'high']],
  [`chats/low_high/messages/${MESSAGE}/edits/1`, []],
  ['chats/none', []],
  ['chats/none/messages/AAAAAAAAAAAAAAAAAAA1', []],
  ['sessions/s', []],
  ['reports/r', []],
  ['device-tokens/t', []],
  ['anything/else', []],
];

describe('rules: reading', () => {
  let world: RulesWorld;
  before(async () => {
    world = await openRulesWorld();
    await arrange(world);
  });
  after(() => world.close());

  for (const [path, readers] of GETS) {
    for (const who of WHO) {
      const allowed = readers.includes(who);
      it(`${who} may ${allowed ? '' : 'not '}get ${path}`, async () => {
        const read = getDoc(doc(world.as(who), path));
        await (allowed ? assertSucceeds(read) : assertFails(read));
      });
    }
  }

  const LISTS: [name: string, make: (who: Who) => ReturnType<typeof query>, readers: Who[]][] = [
    [
      'the messages of low_high',
      (who) =>
        query(collection(world.as(who), 'chats/low_high/messages'), orderBy('created'), limit(15)),
      ['low', 'high'],
    ],
    [
      'the members of low_high',
      (who) => query(collection(world.as(who), 'chats/low_high/members')),
      ['low', 'high'],
    ],
    [
      "low's chats",
      (who) => query(collection(world.as(who), 'chats'), where('members', 'array-contains', 'low')),
      ['low'],
    ],
    [
      'the former texts of a message',
      (who) => query(collection(world.as(who), `chats/low_high/messages/${MESSAGE}/edits`)),
      [],
    ],
    ['all chats', (who) => query(collection(world.as(who), 'chats')), []],
    ['all users', (who) => query(collection(world.as(who), 'users')), []],
    ["low's devices", (who) => query(collection(world.as(who), 'users/low/devices')), ['low']],
    [
      "low's feed",
      (who) => query(collection(world.as(who), 'users/low/notifications'), orderBy('created')),
      ['low'],
    ],
    [
      'all feeds',
      (who) => query(collectionGroup(world.as(who), 'notifications'), orderBy('created')),
      [],
    ],
    ['all event documents', (who) => query(collection(world.as(who), 'users-external-event')), []],
    ["low's blocks", (who) => query(collection(world.as(who), 'users/low/blocks')), ['low']],
    ['all presence', (who) => query(collection(world.as(who), 'presence')), []],
    ['all reports', (who) => query(collection(world.as(who), 'reports')), []],
    [
      'who is typing in low_high',
      (who) => query(collection(world.as(who), 'chats/low_high/typing')),
      ['low', 'high'],
    ],
    [
      'who is typing in a group of low and high',
      (who) => query(collection(world.as(who), 'chats/group/typing')),
      ['low', 'high'],
    ],
    [
      'who is typing in a chat with a block',
      (who) => query(collection(world.as(who), 'chats/blocked_low/typing')),
      [],
    ],
    ['all sessions', (who) => query(collection(world.as(who), 'sessions')), []],
    ['all usernames', (who) => query(collection(world.as(who), 'usernames')), []],
  ];
  for (const [name, make, readers] of LISTS) {
    for (const who of WHO) {
      const allowed = readers.includes(who);
      it(`${who} may ${allowed ? '' : 'not '}list ${name}`, async () => {
        const read = getDocs(make(who));
        await (allowed ? assertSucceeds(read) : assertFails(read));
      });
    }
  }
});
