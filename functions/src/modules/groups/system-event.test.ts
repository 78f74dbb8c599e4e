import assert from 'node:assert/strict';

import { wordsOf, type SystemEvent } from './system-event.ts';

const NAMES = { a: 'ann', b: 'bob', c: 'cid', d: 'dan', e: 'eve' };

const CASES: [SystemEvent, string][] = [
  [{ event: 'GROUP_CREATED', title: 'T', user_ids: ['b'] }, 'ann created the group “T”'],
  [{ event: 'GROUP_RENAMED', title: 'T' }, 'ann named the group “T”'],
  [{ event: 'GROUP_PHOTO_CHANGED', photo_url: 'x' }, "ann changed the group's picture"],
  [{ event: 'GROUP_PHOTO_CHANGED', photo_url: null }, "ann removed the group's picture"],
  [{ event: 'GROUP_POSTING_CHANGED', posting: 'all' }, 'ann lets all members send messages'],
  [{ event: 'GROUP_POSTING_CHANGED', posting: 'admins' }, 'ann lets only admins send messages'],
  [{ event: 'GROUP_HISTORY_CHANGED', history: 'all' }, 'ann lets new members see earlier messages'],
  [
    { event: 'GROUP_HISTORY_CHANGED', history: 'joined' },
    'ann hides earlier messages from new members',
  ],
  [{ event: 'MEMBERS_ADDED', user_ids: ['b'] }, 'ann added bob'],
  [{ event: 'MEMBERS_ADDED', user_ids: ['b', 'c'] }, 'ann added bob and cid'],
  [{ event: 'MEMBERS_ADDED', user_ids: ['b', 'c', 'd', 'e'] }, 'ann added bob, cid, dan and eve'],
  [
    { event: 'MEMBERS_ADDED', user_ids: ['b', 'c', 'd', 'e', 'f'] },
    'ann added bob, cid, dan and 2 others',
  ],
  [{ event: 'MEMBER_REMOVED', user_id: 'b' }, 'ann removed bob'],
  [{ event: 'MEMBER_REMOVED', user_id: 'gone' }, 'ann removed somebody'],
  [{ event: 'MEMBER_LEFT' }, 'ann left'],
  [{ event: 'MEMBER_LEFT', new_owner: 'b' }, 'ann left, bob is the owner now'],
  [{ event: 'ROLE_CHANGED', user_id: 'b', role: 'owner' }, 'ann made bob the owner'],
  [{ event: 'ROLE_CHANGED', user_id: 'b', role: 'admin' }, 'ann made bob an admin'],
  [{ event: 'ROLE_CHANGED', user_id: 'b', role: 'member' }, 'ann made bob a member'],
];

describe('what a SYSTEM message says in English', () => {
  for (const [event, words] of CASES) {
    it(words, () => assert.equal(wordsOf(event, 'a', NAMES), words));
  }
});
