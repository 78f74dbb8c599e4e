import assert from 'node:assert/strict';

import {
  claimPush,
  claimPushes,
  earlierAttempt,
  MAX_OPEN,
  releasePush,
  supersede,
  type PushClaims,
} from './push-claims.ts';

/** Claims numbers one after another; answers those that were granted, and the claims at the end. */
function claimAll(numbers: number[], read = 0, start?: PushClaims) {
  let claims = start;
  const granted = numbers.filter((number) => {
    const claim = claimPush(claims, number, read);
    if (claim.granted) claims = claim.claims;
    return claim.granted;
  });
  return { granted, claims };
}

describe('push claims', () => {
  it('grant each number once, in order', () => {
    const { granted, claims } = claimAll([1, 1, 2, 2, 3, 1]);
    assert.deepEqual(granted, [1, 2, 3]);
    assert.deepEqual(claims, { through: 3, open: [] });
  });

  it('grant each number once, in any order', () => {
    const { granted, claims } = claimAll([3, 1, 3, 2, 1, 2]);
    assert.deepEqual(granted, [3, 1, 2]);
    assert.deepEqual(claims, { through: 3, open: [] });
  });

  it('grant nothing that has been read, and forget it', () => {
    const { claims } = claimAll([5]);
    assert.equal(claims?.open.length, 4);
    assert.deepEqual(claimPush(claims, 2, 3), { granted: false });
    const after = claimPush(claims, 4, 3);
    assert.deepEqual(after, { granted: true, claims: { through: 5, open: [] }, devices: [] });
  });

  it('grant a batch at once, without what was granted or read, with the devices that were missed', () => {
    const before = releasePush({ through: 4, open: [{ number: 2, devices: [] }] }, 3, ['d']);
    assert.deepEqual(claimPushes(before, [1, 2, 3, 4, 5, 6], 1), {
      claims: { through: 6, open: [] },
      granted: [
        { number: 2, devices: [] },
        { number: 3, devices: ['d'] },
        { number: 5, devices: [] },
        { number: 6, devices: [] },
      ],
    });
    assert.equal(claimPushes({ through: 6, open: [] }, [5, 6], 1), undefined);
    assert.equal(claimPushes(undefined, [5, 6], 6), undefined);
  });

  it('start at what has been read when there are none', () => {
    const claim = claimPush(undefined, 1001, 1000);
    assert.deepEqual(claim, { granted: true, claims: { through: 1001, open: [] }, devices: [] });
  });

  it('are bounded, whatever was skipped', () => {
    const { granted, claims } = claimAll([1_000_000]);
    assert.deepEqual(granted, [1_000_000]);
    assert.equal(claims?.open.length, MAX_OPEN);
    assert.equal(claimPush(claims, 1_000_000 - MAX_OPEN - 1, 0).granted, false);
    assert.equal(claimPush(claims, 1_000_000 - MAX_OPEN, 0).granted, true);
    const later = claimAll([1_001_000], 0, claims).claims;
    assert.equal(later?.open.length, MAX_OPEN);
  });

  it('that are released are granted once more, for the devices that are left', () => {
    const { claims } = claimAll([1, 2]);
    const released = releasePush(claims, 1, ['tablet']);
    const again = claimPush(released, 1, 0);
    assert.deepEqual(again, {
      granted: true,
      claims: { through: 2, open: [] },
      devices: ['tablet'],
    });
    assert.equal(claimPush(again.granted ? again.claims : undefined, 1, 0).granted, false);
  });

  it('that are released twice name the devices of the last attempt only', () => {
    const twice = releasePush(releasePush(undefined, 3, ['a', 'b']), 3, ['b']);
    assert.deepEqual(twice, { through: 3, open: [{ number: 3, devices: ['b'] }] });
  });

  it('tell a later attempt what became of the one before', () => {
    const { claims } = claimAll([1, 3]);
    const states = [1, 2, 3, 4].map((number) => earlierAttempt(claims, number).state);
    assert.deepEqual(states, ['made', 'to come', 'made', 'to come']);
    assert.deepEqual(earlierAttempt(undefined, 1), { state: 'to come' });
    const missed = earlierAttempt(releasePush(claims, 1, ['tablet']), 1);
    assert.deepEqual(missed, { state: 'missed', devices: ['tablet'] });
  });

  it('that a later attempt supersedes are not granted any more, and those still to come are', () => {
    const claims = releasePush(claimAll([1, 3]).claims, 1, ['tablet']);
    const after = supersede(claims, [1, 2, 3]);
    assert.deepEqual(after, { through: 3, open: [{ number: 2, devices: [] }] });
    assert.equal(claimPush(after, 1, 0).granted, false);
    assert.equal(claimPush(after, 2, 0).granted, true);
    assert.equal(supersede(after, [1, 2, 3]), undefined, 'nothing is to be written');
    assert.equal(supersede(undefined, [1]), undefined);
  });
});
