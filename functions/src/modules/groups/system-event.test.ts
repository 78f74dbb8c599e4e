import assert from 'node:assert/strict';

import { withoutQuotes, wordsOf, type SystemEvent } from './system-event.ts';

const CASES: [SystemEvent, string][] = [
  [{ event: 'GROUP_CREATED', title: 'T', user_ids: ['b'] }, 'The group “T” was created'],
  [{ event: 'GROUP_CREATED', user_ids: ['b'] }, 'The group was created'],
  [{ event: 'GROUP_RENAMED', title: 'T' }, 'The group is called “T” now'],
  [{ event: 'GROUP_RENAMED' }, 'The group was given another name'],
  [{ event: 'GROUP_PHOTO_CHANGED', photo_url: 'x' }, "The group's picture was changed"],
  [{ event: 'GROUP_PHOTO_CHANGED', photo_url: null }, "The group's picture was removed"],
  [{ event: 'GROUP_PHOTO_CHANGED' }, "The group's picture was changed"],
  [{ event: 'GROUP_POSTING_CHANGED', posting: 'all' }, 'All members may send messages now'],
  [{ event: 'GROUP_POSTING_CHANGED', posting: 'admins' }, 'Only admins may send messages now'],
  [
    { event: 'GROUP_HISTORY_CHANGED', history: 'all' },
    'New members see earlier messages from now on',
  ],
  [
    { event: 'GROUP_HISTORY_CHANGED', history: 'joined' },
    'New members see no earlier messages from now on',
  ],
  [{ event: 'MEMBERS_ADDED', user_ids: ['b'] }, 'A member was added'],
  [{ event: 'MEMBERS_ADDED', user_ids: ['b', 'c'] }, '2 members were added'],
  [{ event: 'MEMBER_REMOVED', user_id: 'b' }, 'A member was removed'],
  [{ event: 'MEMBER_LEFT' }, 'A member left'],
  [
    { event: 'MEMBER_LEFT', new_owner: 'b' },
    'The owner left, and another member owns the group now',
  ],
  [{ event: 'ROLE_CHANGED', user_id: 'b', role: 'owner' }, 'The group has a new owner'],
  [{ event: 'ROLE_CHANGED', user_id: 'b', role: 'admin' }, 'A member is an admin now'],
  [{ event: 'ROLE_CHANGED', user_id: 'b', role: 'member' }, 'An admin is one no longer'],
];

describe('what a SYSTEM message says in English', () => {
  for (const [event, words] of CASES) {
    it(words, () => assert.equal(wordsOf(event), words));
  }

  it('loses what its actor gave, and nothing else', () => {
    const quoting: [SystemEvent, SystemEvent][] = [
      [
        { event: 'GROUP_CREATED', title: 'T', user_ids: ['b'] },
        { event: 'GROUP_CREATED', user_ids: ['b'] },
      ],
      [{ event: 'GROUP_RENAMED', title: 'T' }, { event: 'GROUP_RENAMED' }],
      [{ event: 'GROUP_PHOTO_CHANGED', photo_url: 'x' }, { event: 'GROUP_PHOTO_CHANGED' }],
    ];
    for (const [event, rest] of quoting) {
      assert.deepEqual(withoutQuotes(event), rest);
      assert.equal(withoutQuotes(rest), undefined, 'once');
    }
    const had = new Set(quoting.map(([event]) => event.event));
    const others = CASES.map(([event]) => event).filter(({ event }) => !had.has(event));
    for (const event of others) assert.equal(withoutQuotes(event), undefined);
  });
});
