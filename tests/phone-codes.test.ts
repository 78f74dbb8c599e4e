import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { refuses } from './helpers.ts';
import { phoneHelpers, wrongFor } from './phone-helpers.ts';

describe('a code for a phone is refused', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());
  // Each test has its own day, so that the limits of one do not reach the next.
  beforeEach(() => world.clock.advance(2 * 86_400));

  const { verify, challenge } = phoneHelpers(() => world);

  const expired = (call: Promise<unknown>) => refuses(call, 'unauthenticated', 'OTP_EXPIRED');
  const invalid = (call: Promise<unknown>) => refuses(call, 'unauthenticated', 'OTP_INVALID');

  it('after 5 minutes, and not before', async () => {
    const [early, late] = [await challenge(), await challenge()];
    world.clock.advance(299);
    await verify(early.challenge_id, early.code);
    world.clock.advance(1);
    await expired(verify(late.challenge_id, late.code));
  });

  it('the second time', async () => {
    const { challenge_id, code } = await challenge();
    await verify(challenge_id, code);
    await expired(verify(challenge_id, code));
    assert.equal((await world.read(`phone-challenges/${challenge_id}`))?.['state'], 'USED');
  });

  it('when it is right and comes ten times at once, but for one', async () => {
    const { challenge_id, code } = await challenge();
    const answers = await Promise.allSettled(
      Array.from({ length: 10 }, () => verify(challenge_id, code)),
    );
    const [session, ...others] = answers.filter(({ status }) => status === 'fulfilled');
    assert.ok(session?.status === 'fulfilled' && others.length === 0);
    const { id } = session.value.user;
    const { sessions } = (await world.read(`sessions/${id}`)) as { sessions: object };
    assert.equal(Object.keys(sessions).length, 1);
    for (const answer of answers.filter(({ status }) => status === 'rejected')) {
      await expired(Promise.reject((answer as PromiseRejectedResult).reason as Error));
    }
  });

  it('after 5 wrong ones', async () => {
    const { challenge_id, code } = await challenge();
    for (let count = 0; count < 5; count += 1) {
      await invalid(verify(challenge_id, wrongFor(code)));
    }
    await expired(verify(challenge_id, code));
  });

  it('but not after 4', async () => {
    const { challenge_id, code } = await challenge();
    for (let count = 0; count < 4; count += 1) {
      await invalid(verify(challenge_id, wrongFor(code)));
    }
    await verify(challenge_id, code);
  });

  it('and of 20 wrong ones at once only 5 are looked at', async () => {
    const { challenge_id, code } = await challenge();
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () => verify(challenge_id, wrongFor(code))),
    );
    const reasons = answers.map(
      (answer) =>
        ((answer as PromiseRejectedResult).reason as { details: { reason: string } }).details
          .reason,
    );
    assert.equal(reasons.filter((reason) => reason === 'OTP_INVALID').length, 5);
    assert.equal(reasons.filter((reason) => reason === 'OTP_EXPIRED').length, 15);
    assert.equal((await world.read(`phone-challenges/${challenge_id}`))?.['tries'], 5);
    await expired(verify(challenge_id, code));
  });

  it('on another challenge, and on one that was made up', async () => {
    const [mine, other] = [await challenge(), await challenge()];
    if (mine.code !== other.code) await invalid(verify(other.challenge_id, mine.code));
    await expired(verify('A'.repeat(20), mine.code));
    await verify(mine.challenge_id, mine.code);
  });

  it('by its fields when it cannot be one', async () => {
    const challenge_id = 'A'.repeat(20);
    const cases: [object, string[]][] = [
      [{}, ['challenge_id', 'code']],
      [{ challenge_id }, ['code']],
      [{ challenge_id, code: '12345' }, ['code']],
      [{ challenge_id, code: '1234567' }, ['code']],
      [{ challenge_id, code: '12345a' }, ['code']],
      [{ challenge_id, code: 123456 }, ['code']],
      [{ challenge_id, code: '١٢٣٤٥٦' }, ['code']],
      [{ challenge_id: 'a/b', code: '123456' }, ['challenge_id']],
      [{ challenge_id: ['x'], code: '123456' }, ['challenge_id']],
      [{ challenge_id, code: '123456', phone: '+12025550100' }, ['phone']],
    ];
    for (const [input, fields] of cases) {
      const { cost } = await world.measure(() =>
        refuses(
          world.call(null, 'verifyPhoneAuth', input),
          'invalid-argument',
          'FIELDS_INVALID',
          fields,
        ),
      );
      assert.deepEqual(cost, { reads: 0, writes: 0, deletes: 0, invocations: 0 });
    }
  });
});
