import { assertFails, assertSucceeds } from '@firebase/rules-unit-testing';
import {
  collection,
  deleteDoc,
  doc,
  getDoc,
  getDocs,
  limit,
  orderBy,
  query,
  serverTimestamp,
  setDoc,
  where,
} from 'firebase/firestore';

import { newMessageId } from '../helpers.ts';
import { arrange, MESSAGE, openRulesWorld, WHO, type RulesWorld, type Who } from './world.ts';

const GROUP = 'AAAAAAAAAAAAAAAAgrp1';
const CHANNEL = 'AAAAAAAAAAAAAAAAgrp2';
const HIDING = 'AAAAAAAAAAAAAAAAgrp3';
const LEFT = 'AAAAAAAAAAAAAAAAgrp4';

/** The members of all groups but the last: its owner, a member, and one who is disabled. */
const MEMBERS: Who[] = ['low', 'high', 'disabled'];
const OLD = 'AAAAAAAAAAAAAAAAAAA0';

/** The rules for groups: `admin` is the product's admin, who is in none of them. */
describe('rules: groups', () => {
  let world: RulesWorld;
  const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));
  before(async () => {
    world = await openRulesWorld();
    await arrange(world);
    const group = {
      type: 'group',
      title: 'G',
      members: MEMBERS,
      roles: { low: 'owner', high: 'member', disabled: 'member' },
      usernames: {},
      posting: 'all',
      history: 'all',
      active: true,
      total_messages_count: 2,
    };
    for (const [id, fields] of [
      [GROUP, {}],
      [CHANNEL, { posting: 'admins' }],
      [HIDING, { history: 'joined' }],
      // `high` and `disabled` were members and are none any more.
      [LEFT, { members: ['low'], roles: { low: 'owner' } }],
    ] as const) {
      await world.put(`chats/${id}`, { ...group, ...fields });
      for (const uid of id === LEFT ? ['low'] : MEMBERS) {
        const joined = uid === 'high' ? at(10) : at(0);
        await world.put(`chats/${id}/members/${uid}`, { joined, joined_number: 0, read_number: 0 });
      }
      const message = { from_user: 'low', type: 'TEXT', text: 'x' };
      await world.put(`chats/${id}/messages/${OLD}`, {
        ...message,
        created: at(5),
        message_number: 1,
      });
      await world.put(`chats/${id}/messages/${MESSAGE}`, {
        ...message,
        created: at(15),
        message_number: 2,
      });
    }
  });
  after(() => world.close());

  const decide = async (attempt: Promise<unknown>, allowed: boolean): Promise<void> => {
    await (allowed ? assertSucceeds(attempt) : assertFails(attempt));
  };

  const READERS: [path: string, readers: Who[]][] = [
    [`chats/${GROUP}`, MEMBERS],
    [`chats/${GROUP}/members/high`, MEMBERS],
    [`chats/${GROUP}/messages/${OLD}`, MEMBERS],
    [`chats/${CHANNEL}/messages/${OLD}`, MEMBERS],
    [`chats/${HIDING}/messages/${OLD}`, ['low', 'disabled']],
    [`chats/${HIDING}/messages/${MESSAGE}`, MEMBERS],
    [`chats/${LEFT}`, ['low']],
    [`chats/${LEFT}/members/low`, ['low']],
    [`chats/${LEFT}/members/high`, ['low']],
    [`chats/${LEFT}/messages/${OLD}`, ['low']],
  ];
  for (const [path, readers] of READERS) {
    for (const who of WHO) {
      const allowed = readers.includes(who);
      it(`${who} may ${allowed ? '' : 'not '}get ${path}`, () =>
        decide(getDoc(doc(world.as(who), path)), allowed));
    }
  }

  for (const [id, readers] of [
    [GROUP, MEMBERS],
    [LEFT, ['low']],
  ] as const) {
    for (const who of WHO) {
      const allowed = readers.some((reader) => reader === who);
      it(`${who} may ${allowed ? '' : 'not '}list members and messages of ${id}`, async () => {
        const of = (name: string) => collection(world.as(who), `chats/${id}/${name}`);
        await decide(getDocs(of('members')), allowed);
        await decide(getDocs(query(of('messages'), orderBy('created'), limit(15))), allowed);
      });
    }
  }

  it('a hidden history is listed from one’s joining on, by nobody without saying so', async () => {
    const of = (who: Who) => collection(world.as(who), `chats/${HIDING}/messages`);
    await decide(getDocs(query(of('high'), where('created', '>', at(10)))), true);
    await decide(getDocs(query(of('high'), where('created', '>', at(9)))), false);
    await decide(getDocs(query(of('high'), orderBy('created'))), false);
    await decide(getDocs(query(of('low'), where('created', '>', at(0)))), true);
    await decide(getDocs(query(of('stranger'), where('created', '>', at(10)))), false);
    await decide(getDocs(query(of('admin'), where('created', '>', at(10)))), false);
  });

  const SENDERS: [id: string, senders: Who[]][] = [
    [GROUP, ['low', 'high']],
    [CHANNEL, ['low']],
    [HIDING, ['low', 'high']],
    [LEFT, ['low']],
  ];
  for (const [id, senders] of SENDERS) {
    for (const who of WHO) {
      const allowed = senders.includes(who);
      it(`${who} may ${allowed ? '' : 'not '}write a message into ${id}`, () => {
        const ref = doc(world.as(who), `chats/${id}/messages/${newMessageId()}`);
        const from_user = who === 'without sid' ? 'low' : who;
        const message = { from_user, type: 'TEXT', text: 'x', created: serverTimestamp() };
        return decide(setDoc(ref, message), allowed);
      });
    }
  }

  const PLACES: [path: string, fields: object][] = [
    [`chats/${GROUP}`, { members: ['low', 'high', 'disabled', 'stranger'] }],
    [`chats/${GROUP}`, { roles: { high: 'owner' } }],
    [`chats/${GROUP}`, { title: 'Mine' }],
    [`chats/${GROUP}`, { photo_url: 'https://example.com' }],
    [`chats/${CHANNEL}`, { posting: 'all' }],
    [`chats/${HIDING}`, { history: 'all' }],
    [`chats/${GROUP}`, { adding: {} }],
    ['chats/AAAAAAAAAAAAAAAAgrp9', { type: 'group', members: ['low'] }],
    [`chats/${GROUP}/members/high`, { read_number: 2 }],
    [`chats/${HIDING}/members/high`, { joined: at(0) }],
    [`chats/${GROUP}/members/stranger`, { joined: at(0) }],
    [`chats/${LEFT}/members/high`, { joined: at(0) }],
  ];
  for (const [path, fields] of PLACES) {
    it(`nobody may write ${Object.keys(fields)[0]} of ${path}, nor delete it`, async () => {
      for (const who of WHO) {
        const ref = doc(world.as(who), path);
        await decide(setDoc(ref, fields, { merge: true }), false);
        await decide(deleteDoc(ref), false);
      }
    });
  }
});
