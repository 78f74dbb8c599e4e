import {
  and,
  collection,
  doc,
  documentId,
  endBefore,
  limit,
  or,
  orderBy,
  query,
  Timestamp,
  where,
  type Firestore,
  type Query,
} from 'firebase/firestore';

import { CHATS, DIRECT } from './chats.ts';
import { NOBODY, OWNER, SIGNED_IN, type Person } from './people.ts';
import { at } from './place.ts';

/** A query as `uid`'s app makes it, or an attacker's with it. */
export interface Listing {
  name: string;
  make: (firestore: Firestore, uid: string) => Query;
  by: Person[];
}

const chats = (firestore: Firestore) => collection(firestore, 'chats');
const mine = (uid: string) => where('members', 'array-contains', uid);
const newest = orderBy('last_message_timestamp', 'desc');
const moment = (seconds: number) => new Timestamp(at(seconds).seconds, 0);

/** Of the other chats the matrix tries the plain list. */
const LISTED = [DIRECT, 'group', 'hidden-history'];

const OF_CHATS: Listing[] = [
  {
    name: "one's own chats, newest first",
    make: (f, uid) => query(chats(f), mine(uid), newest, limit(20)),
    by: SIGNED_IN,
  },
  {
    name: "one's own groups",
    make: (f, uid) => query(chats(f), mine(uid), where('type', '==', 'group'), newest),
    by: SIGNED_IN,
  },
  { name: "the owner's chats", make: (f) => query(chats(f), mine('owner'), newest), by: OWNER },
  { name: 'all chats', make: (f) => chats(f), by: NOBODY },
  { name: 'the newest chats', make: (f) => query(chats(f), newest, limit(1)), by: NOBODY },
  { name: 'all groups', make: (f) => query(chats(f), where('type', '==', 'group')), by: NOBODY },
  {
    name: 'chats by id, of two pairs',
    make: (f) => query(chats(f), where(documentId(), 'in', [DIRECT, 'blocked_owner'])),
    by: OWNER,
  },
  {
    name: 'chats by id, which may not exist',
    make: (f) => query(chats(f), where(documentId(), 'in', [DIRECT, 'none'])),
    by: NOBODY,
  },
  {
    name: 'chats by a range of ids',
    make: (f) => query(chats(f), where(documentId(), '>', 'a'), where(documentId(), '<', 'n')),
    by: NOBODY,
  },
  {
    name: 'chats of oneself or of the owner',
    make: (f, uid) => query(chats(f), where('members', 'array-contains-any', [uid, 'owner', 'x'])),
    by: NOBODY,
  },
  {
    name: "one's own chats or any group",
    make: (f, uid) => query(chats(f), or(mine(uid), where('type', '==', 'group'))),
    by: NOBODY,
  },
  {
    name: "one's own groups or the owner's direct chats",
    make: (f, uid) =>
      query(
        chats(f),
        or(
          and(mine(uid), where('type', '==', 'group')),
          and(mine('owner'), where('type', '==', 'direct')),
        ),
      ),
    by: OWNER,
  },
  {
    name: 'chats by who is in them, past `members`',
    make: (f, uid) => query(chats(f), where('user2', '==', uid)),
    by: NOBODY,
  },
  {
    name: 'chats by role',
    make: (f, uid) => query(chats(f), where(`roles.${uid}`, '==', 'member')),
    by: NOBODY,
  },
  {
    name: 'chats that wait for a push',
    make: (f) => query(chats(f), where('push_retry_at', '==', null)),
    by: NOBODY,
  },
];

const OF_MESSAGES = CHATS.filter(({ id }) => LISTED.includes(id)).flatMap(
  ({ id, read, read_old }): Listing[] => {
    const messages = (f: Firestore) => collection(f, `chats/${id}/messages`);
    // Where the past is hidden, a list must say that it does not want it.
    const past = read_old.length === read.length ? read : NOBODY;
    return [
      {
        name: `the newest messages of ${id}`,
        make: (f) => query(messages(f), orderBy('created', 'desc'), limit(15)),
        by: past,
      },
      {
        name: `the page before of ${id}`,
        make: (f) =>
          query(
            messages(f),
            orderBy('created', 'desc'),
            orderBy('message_number', 'desc'),
            limit(15),
          ),
        by: past,
      },
      {
        name: `messages of ${id} by number`,
        make: (f) => query(messages(f), orderBy('message_number'), endBefore(9), limit(15)),
        by: past,
      },
      {
        name: `one text of ${id}`,
        make: (f) => query(messages(f), where('text', '==', 'x'), limit(1)),
        by: past,
      },
      {
        name: `messages of ${id} since the newcomer joined`,
        make: (f) =>
          query(messages(f), where('created', '>', moment(10)), orderBy('created'), limit(15)),
        by: read,
      },
      {
        name: `messages of ${id} from the moment that he joined`,
        make: (f) => query(messages(f), where('created', '>=', moment(10)), orderBy('created')),
        by: past === read ? read : read_old,
      },
      {
        name: `messages of ${id} since all others joined`,
        make: (f) => query(messages(f), where('created', '>', moment(0)), orderBy('created')),
        by: past === read ? read : read_old,
      },
    ];
  },
);

const OF_USERS: Listing[] = [
  {
    name: "the owner's feed, newest first",
    make: (f) =>
      query(collection(f, 'users/owner/notifications'), orderBy('created', 'desc'), limit(20)),
    by: OWNER,
  },
  {
    name: 'what is unread of it',
    make: (f) => query(collection(f, 'users/owner/notifications'), where('read', '==', false)),
    by: OWNER,
  },
  {
    name: "the owner's contact book",
    make: (f) =>
      query(collection(f, 'users/owner/contacts'), orderBy('created', 'desc'), limit(20)),
    by: OWNER,
  },
  ...(['from_user', 'to_user'] as const).flatMap((side): Listing[] => [
    {
      name: `friend requests whose ${side} is oneself`,
      make: (f, uid) => query(collection(f, 'friend-requests'), where(side, '==', uid), limit(20)),
      by: SIGNED_IN,
    },
    {
      name: `friend requests whose ${side} is the owner`,
      make: (f) => query(collection(f, 'friend-requests'), where(side, '==', 'owner'), limit(20)),
      by: OWNER,
    },
  ]),
  {
    name: 'friend requests that wait',
    make: (f) => query(collection(f, 'friend-requests'), where('state', '==', 'PENDING')),
    by: NOBODY,
  },
  ...['users', 'presence'].map((name): Listing => ({
    name: `one of ${name} by a query`,
    make: (f, uid) => query(collection(f, name), where(documentId(), '==', uid)),
    by: NOBODY,
  })),
  {
    name: 'users by name',
    make: (f) => query(collection(f, 'users'), where('username', '==', 'owner'), limit(1)),
    by: NOBODY,
  },
  {
    name: 'the active users',
    make: (f) => query(collection(f, 'users'), where('is_active', '==', true)),
    by: NOBODY,
  },
  {
    name: 'who has blocked whom',
    make: (f) =>
      query(collection(f, 'users-external-event'), where('blocked_users.owner', '==', true)),
    by: NOBODY,
  },
  {
    name: 'the devices of the member',
    make: (f) => collection(doc(f, 'users/member'), 'devices'),
    by: ['member'],
  },
  {
    name: "one's own uploads of address books",
    make: (f, uid) => query(collection(f, 'contact-uploads'), where('uid', '==', uid)),
    by: SIGNED_IN,
  },
  {
    name: "the owner's uploads of address books",
    make: (f) => query(collection(f, 'contact-uploads'), where('uid', '==', 'owner')),
    by: OWNER,
  },
  {
    name: 'the uploads that stand still',
    make: (f) => query(collection(f, 'contact-uploads'), orderBy('due_at')),
    by: NOBODY,
  },
  {
    name: "one's own sessions",
    make: (f, uid) => query(collection(f, 'sessions'), where(documentId(), '==', uid)),
    by: NOBODY,
  },
  {
    name: 'the open reports',
    make: (f) => query(collection(f, 'reports'), where('state', '==', 'OPEN')),
    by: NOBODY,
  },
  {
    name: 'what an admin did',
    make: (f) => query(collection(f, 'audit'), where('actor', '==', 'admin')),
    by: NOBODY,
  },
  {
    name: 'all configurations',
    make: (f) => collection(f, 'config'),
    by: NOBODY,
  },
  {
    name: "one's own reports",
    make: (f, uid) => query(collection(f, 'reports'), where('reporter', '==', uid)),
    by: NOBODY,
  },
];

/** What apps list, and beside it what nobody may. */
export const LISTINGS: Listing[] = [...OF_CHATS, ...OF_MESSAGES, ...OF_USERS];
