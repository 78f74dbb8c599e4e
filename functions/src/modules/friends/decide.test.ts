import assert from 'node:assert/strict';

import { Instant } from '../../kernel/instant.ts';
import { ParleyError } from '../../kernel/errors.ts';
import {
  areFriends,
  decideAnswer,
  decideAsking,
  decideCancelling,
  endedByBlock,
} from './decide.ts';
import type { FriendRequest, RequestState } from './model.ts';

const NOW = new Instant(1_767_225_600, 0);
const [HOUR, DAY] = [3600, 86_400];

/** A request in a state that it has had for so many seconds. */
function request(state: RequestState, age = 2 * DAY): FriendRequest {
  const then = NOW.plusSeconds(-age);
  return { from_user: 'a', to_user: 'b', state, told: then, created: then, modified: then };
}
const between = (own?: FriendRequest, theirs?: FriendRequest) => ({ own, theirs, is_taken: false });
const reasonOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    if (error instanceof ParleyError) return error.reason;
    throw error;
  }
  return undefined;
};

describe('asking for friendship', () => {
  const known = (state: 'PENDING' | 'ACCEPTED') => ({ what: 'nothing', state });
  const accept = { what: 'accept' };
  for (const [name, own, theirs, decided] of [
    ['for the first time tells the other', undefined, undefined, { what: 'ask', tells: true }],
    ['twice changes nothing', request('PENDING'), undefined, known('PENDING')],
    ['of a friend changes nothing', request('ACCEPTED'), undefined, known('ACCEPTED')],
    [
      'of a friend who had asked changes nothing',
      undefined,
      request('ACCEPTED'),
      known('ACCEPTED'),
    ],
    ['of one who has asked accepts', undefined, request('PENDING'), accept],
    [
      'of one who has asked after he declined',
      request('DECLINED', HOUR),
      request('PENDING'),
      accept,
    ],
    ['after a day anew', request('DECLINED', DAY), undefined, { what: 'ask', tells: true }],
    ['of one who was cancelled', undefined, request('CANCELLED'), { what: 'ask', tells: true }],
    ['of one who was declined', undefined, request('DECLINED'), { what: 'ask', tells: true }],
    [
      'on the day that he declined has to wait',
      request('DECLINED', HOUR),
      undefined,
      { what: 'wait', retry_after_seconds: DAY - HOUR },
    ],
    [
      'again after it was taken back does not tell him again within a day',
      request('CANCELLED', HOUR),
      undefined,
      { what: 'ask', tells: false },
    ],
  ] as const) {
    it(name, () => assert.deepEqual(decideAsking(between(own, theirs), NOW), decided));
  }
});

describe('answering a friend request', () => {
  for (const [state, accept, decided] of [
    ['PENDING', true, 'ACCEPTED'],
    ['PENDING', false, 'DECLINED'],
    ['ACCEPTED', true, undefined],
    ['DECLINED', false, undefined],
  ] as const) {
    it(`that is ${state}, by ${accept ? 'yes' : 'no'}`, () => {
      assert.equal(decideAnswer(request(state), accept, 'user_id'), decided);
    });
  }
  for (const [state, accept, reason] of [
    ['ACCEPTED', false, 'FRIEND_REQUEST_CLOSED'],
    ['DECLINED', true, 'FRIEND_REQUEST_CLOSED'],
    ['CANCELLED', true, 'FRIEND_REQUEST_CLOSED'],
    ['CANCELLED', false, 'FRIEND_REQUEST_CLOSED'],
    [undefined, true, 'FRIEND_REQUEST_NOT_FOUND'],
  ] as const) {
    it(`that is ${state ?? 'not there'}, by ${accept ? 'yes' : 'no'}, is refused`, () => {
      const known = state === undefined ? undefined : request(state);
      assert.equal(
        reasonOf(() => decideAnswer(known, accept, 'user_id')),
        reason,
      );
    });
  }
});

describe('taking back', () => {
  const live = request('PENDING');
  const friends = request('ACCEPTED');
  for (const [name, own, theirs, decided] of [
    ['what was asked', live, undefined, { cancels: live }],
    ['a friendship', friends, undefined, { cancels: friends }],
    ['a friendship that the other asked for', undefined, friends, { cancels: friends }],
    [
      'a friendship, not what was declined before',
      request('DECLINED'),
      friends,
      { cancels: friends },
    ],
    ['what was declined leaves it so', request('DECLINED'), undefined, { state: 'DECLINED' }],
    ['twice', request('CANCELLED'), undefined, { state: 'CANCELLED' }],
    ['a friendship twice', undefined, request('CANCELLED'), { state: 'CANCELLED' }],
  ] as const) {
    it(name, () => assert.deepEqual(decideCancelling(between(own, theirs), 'user_id'), decided));
  }
  for (const theirs of [undefined, request('PENDING'), request('DECLINED')]) {
    it(`what nobody has asked is refused (theirs ${theirs?.state ?? 'missing'})`, () => {
      assert.equal(
        reasonOf(() => decideCancelling(between(undefined, theirs), 'user_id')),
        'FRIEND_REQUEST_NOT_FOUND',
      );
    });
  }
});

describe('two users', () => {
  it('are friends by what either has accepted, and by nothing else', () => {
    assert.ok(areFriends(between(request('ACCEPTED'))));
    assert.ok(areFriends(between(undefined, request('ACCEPTED'))));
    for (const state of ['PENDING', 'DECLINED', 'CANCELLED'] as const) {
      assert.ok(!areFriends(between(request(state), request(state))), state);
    }
  });

  it('have by a block what waits between them ended, and nothing else', () => {
    const waits = request('PENDING');
    assert.deepEqual(endedByBlock(between(waits)), [[waits, 'CANCELLED']]);
    assert.deepEqual(endedByBlock(between(undefined, waits)), [[waits, 'DECLINED']]);
    for (const state of ['ACCEPTED', 'DECLINED', 'CANCELLED'] as const) {
      assert.deepEqual(endedByBlock(between(request(state), request(state))), [], state);
    }
  });
});
