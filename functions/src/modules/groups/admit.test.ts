import assert from 'node:assert/strict';

import { Instant } from '../../kernel/instant.ts';
import { newExternalEvent, type ExternalEvent } from '../events/model.ts';
import type { UserProfile } from '../users/model.ts';
import { admit, type Candidate } from './admit.ts';
import { MAX_MEMBERS } from './fields.ts';

const now = new Instant(0, 0);
const candidate = (
  uid: string,
  event: Partial<ExternalEvent> | undefined = {},
  is_active = true,
): Candidate => ({
  uid,
  profile: { username: `name_${uid}`, is_active } as UserProfile,
  event: event && { ...newExternalEvent(now), ...event },
});
const adder = (event: Partial<ExternalEvent> = {}) => ({
  uid: 'me',
  event: { ...newExternalEvent(now), ...event },
});
const reasonsFor = (candidates: Candidate[], members = ['me'], by = adder()) =>
  Object.fromEntries(
    admit(by, members, candidates).skipped.map((one) => [one.user_id, one.reason]),
  );

describe('who may join a group', () => {
  it('whoever exists, is active, and has no block with the one who adds', () => {
    const { newcomers, skipped } = admit(
      adder(),
      ['me'],
      [candidate('a'), candidate('b', { receipts_off: true, blocked_users: { other: true } })],
    );
    assert.deepEqual(newcomers, [
      { uid: 'a', username: 'name_a', receipts_off: false },
      { uid: 'b', username: 'name_b', receipts_off: true },
    ]);
    assert.deepEqual(skipped, []);
  });

  it('nobody who blocks or is blocked, is disabled or missing: all for one reason', () => {
    const reasons = reasonsFor(
      [
        candidate('blocks', { blocked_users: { me: true } }),
        candidate('blocked'),
        candidate('disabled', {}, false),
        candidate('disabled since', { disabled: true }),
        { uid: 'missing', profile: undefined, event: undefined },
        { ...candidate('half'), event: undefined },
      ],
      ['me'],
      adder({ blocked_users: { blocked: true } }),
    );
    assert.deepEqual(new Set(Object.values(reasons)), new Set(['NOT_AVAILABLE']));
    assert.deepEqual(Object.keys(reasons), [
      ...['blocks', 'blocked', 'disabled', 'disabled since', 'missing', 'half'],
    ]);
  });

  it('nobody twice', () => {
    assert.deepEqual(reasonsFor([candidate('a'), candidate('a'), candidate('me')]), {
      a: 'ALREADY_MEMBER',
      me: 'ALREADY_MEMBER',
    });
  });

  it('as many as there is room for, in their order', () => {
    const members = Array.from({ length: MAX_MEMBERS - 1 }, (_, index) => `m${index}`);
    const asked = [candidate('gone', {}, false), candidate('a'), candidate('b'), candidate('m1')];
    assert.deepEqual(reasonsFor(asked, members), {
      gone: 'NOT_AVAILABLE',
      b: 'GROUP_FULL',
      m1: 'ALREADY_MEMBER',
    });
  });

  it('nobody for what an object has by nature', () => {
    const { newcomers } = admit(adder(), ['me'], [candidate('constructor'), candidate('toString')]);
    assert.equal(newcomers.length, 2);
  });
});
