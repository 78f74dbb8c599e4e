import assert from 'node:assert/strict';

import { LIMITS } from '../functions/src/config/limits.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { refuses } from './helpers.ts';
import { errorOf, phoneHelpers } from './phone-helpers.ts';

const DAY = 86_400;

describe('sending codes to phones', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());
  // Each test has its own day, so that the limits of one do not reach the next.
  beforeEach(() => world.clock.advance(2 * DAY));

  const { newPhone, start, verify, post, challenge } = phoneHelpers(() => world);

  describe('a number is refused', () => {
    it('when it is none, by its field, and nothing is sent', async () => {
      const numbers: unknown[] = [
        undefined,
        '',
        7,
        'ada',
        '12025550100',
        '0612345678',
        '+1202555',
        '+1202555010012',
        '+999123456789',
        '+12025550100 ext. 5',
        'call +12025550100 now',
        '+'.repeat(33),
      ];
      for (const phone of numbers) {
        const call = world.call(null, 'startPhoneAuth', { phone });
        await refuses(call, 'invalid-argument', 'FIELDS_INVALID', ['phone']);
      }
      const channel = start(newPhone(), { channel: 'pigeon' });
      await refuses(channel, 'invalid-argument', 'FIELDS_INVALID', ['channel']);
    });

    it('when its country is not among the allowed ones', async () => {
      const { phone: settings } = world.context.config;
      settings.countries = ['US', 'DE'];
      try {
        await start(newPhone());
        await start('+491511234567');
        for (const phone of ['+14165550123', '+33612345678', '+80012345678', '+15555550100']) {
          const { cost } = await world.measure(() =>
            refuses(start(phone), 'permission-denied', 'PHONE_NOT_ALLOWED', ['phone']),
          );
          assert.equal(cost.writes, 1, 'the limit of the address');
          assert.deepEqual(await world.sms.messages({ to: phone }), []);
        }
      } finally {
        settings.countries = [];
      }
    });

    it('when whoever owns it would earn by it', async () => {
      for (const phone of ['+19002345678', '+33899123456', '+491806123456', '+447012345678']) {
        await refuses(start(phone), 'permission-denied', 'PHONE_NOT_ALLOWED', ['phone']);
        assert.deepEqual(await world.sms.messages({ to: phone }), []);
      }
    });

    it('when it cannot be a phone of a country', async () => {
      for (const phone of ['+881612345678', '+870773111632', '+882161234567', '+18002345678']) {
        await refuses(start(phone), 'permission-denied', 'PHONE_NOT_ALLOWED', ['phone']);
        assert.deepEqual(await world.sms.messages({ to: phone }), []);
      }
    });

    it('when the carrier does not reach it', async () => {
      for (const answer of [
        'INVALID_NUMBER',
        'NOT_A_MOBILE_NUMBER',
        'REGION_NOT_ENABLED',
      ] as const) {
        const phone = newPhone();
        await world.sms.behave(phone, { answer });
        await refuses(start(phone), 'permission-denied', 'PHONE_NOT_ALLOWED', ['phone']);
      }
    });
  });

  describe('a sending that fails', () => {
    const challenges = async () =>
      (await world.admin.collection('phone-challenges').count().get()).data().count;
    const unavailable = (phone: string) =>
      refuses(start(phone), 'unavailable', 'UPSTREAM_UNAVAILABLE');

    for (const answer of [
      'INTERNAL',
      'UNAVAILABLE',
      'TOO_MANY_REQUESTS',
      'UNAUTHENTICATED',
      'SILENCE',
    ] as const) {
      it(`by ${answer} leaves no challenge, and 30 s later it works`, async () => {
        const phone = newPhone();
        const before = await challenges();
        await world.sms.behave(phone, { answer, times: 1 });
        await unavailable(phone);
        assert.equal(await challenges(), before);
        await refuses(start(phone), 'resource-exhausted', 'RATE_LIMITED');
        world.clock.advance(30);
        const { challenge_id } = await start(phone);
        await verify(challenge_id, await world.sms.code(phone));
      });
    }

    it('tells the operator, not the caller, what is not configured', async () => {
      const { from } = world.context.config.twilio;
      world.context.config.twilio.from = '';
      try {
        world.log.lines.length = 0;
        await unavailable(newPhone());
        assert.deepEqual(
          world.log.lines.map(({ level, message }) => [level, message]),
          [
            [
              'error',
              'Phone sign-in is not configured: TWILIO_FROM or TWILIO_MESSAGING_SERVICE_SID is not set. See docs/deploy.md.',
            ],
          ],
        );
        world.context.config.twilio.messaging_service_sid = `MG${'0'.repeat(32)}`;
        const phone = newPhone();
        await start(phone);
        assert.match((await world.sms.messages({ to: phone }))[0]?.from ?? '', /^MG/);
        const call = start(newPhone(), { channel: 'call' });
        await refuses(call, 'unavailable', 'UPSTREAM_UNAVAILABLE');
      } finally {
        Object.assign(world.context.config.twilio, { from, messaging_service_sid: '' });
      }
    });
  });

  describe('limits', () => {
    const limited = async (call: Promise<unknown>, seconds?: number): Promise<void> => {
      await assert.rejects(call, (error: Error & { details?: Record<string, unknown> }) => {
        assert.equal(error.details?.['reason'], 'RATE_LIMITED', String(error));
        const wait = error.details['retry_after_seconds'];
        if (seconds !== undefined) assert.equal(wait, seconds);
        assert.ok(Number(wait) > 0);
        return true;
      });
    };

    it('another code goes out after 30 s, to the second', async () => {
      const phone = newPhone();
      await start(phone);
      await limited(start(phone), 30);
      world.clock.advance(29);
      await limited(start(phone), 1);
      world.clock.advance(1);
      await start(phone);
      await limited(start(phone), 30);
      assert.equal((await world.sms.messages({ to: phone })).length, 2);
    });

    it('of several requests at once one is sent', async () => {
      const phone = newPhone();
      const answers = await Promise.allSettled(Array.from({ length: 10 }, () => start(phone)));
      assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1);
      assert.equal((await world.sms.messages({ to: phone })).length, 1);
    });

    it("nobody's request ends another requester's, nor one's own before it", async () => {
      const mine = await challenge();
      const { phone } = mine;
      assert.equal((await post({ phone }, '203.0.113.7')).status, 202);
      world.clock.advance(30);
      const again = await challenge(phone);
      await verify(mine.challenge_id, mine.code);
      await verify(again.challenge_id, again.code);
    });

    it('a phone gets 15 codes in 10 minutes and 20 in a day, whoever asks', async () => {
      const phone = newPhone();
      const ask = (ip: number) => post({ phone }, `198.51.100.${ip}`);
      for (let ip = 1; ip <= 15; ip += 1) assert.equal((await ask(ip)).status, 202);
      const refused = await ask(16);
      assert.equal(refused.status, 429);
      assert.equal(errorOf(refused)['reason'], 'RATE_LIMITED');
      assert.ok(Number(refused.headers.get('retry-after')) > 0);
      world.clock.advance(1200);
      for (let ip = 16; ip <= 20; ip += 1) assert.equal((await ask(ip)).status, 202);
      world.clock.advance(1200);
      assert.equal((await ask(21)).status, 429);
      assert.equal((await world.sms.messages({ to: phone })).length, 20);
    });

    const CAPS = [
      ['max_per_prefix_day', '+120299900', '+120299800'],
      ['max_per_country_day', '+3361234567', '+4915112345'],
      ['max_per_day', '+4479460012', undefined],
    ] as const;
    for (const [cap, block, elsewhere] of CAPS) {
      it(`${cap}: no more are sent, however many ask at once, and others may`, async () => {
        const { phone: settings } = world.context.config;
        const before = settings[cap];
        // A fifth of it is for numbers of accounts.
        settings[cap] = 4;
        const digits = (start: string) => 12 - start.length;
        const numbers = Array.from(
          { length: 8 },
          (_, index) => block + String(index).padStart(digits(block), '0'),
        );
        try {
          const answers = await Promise.all(
            numbers.map((phone, index) => post({ phone }, `198.51.100.${index}`)),
          );
          // Those that are not sent look as if they were, while there is the reserve.
          for (const { status } of answers) assert.equal(status, 202);
          const messages = await Promise.all(numbers.map((to) => world.sms.messages({ to })));
          assert.equal(messages.flat().length, 3);
          if (elsewhere !== undefined) {
            const phone = elsewhere.padEnd(cap === 'max_per_prefix_day' ? 12 : 13, '7');
            assert.equal((await post({ phone }, '198.51.100.99')).status, 202);
          }
          world.clock.advance(2 * DAY);
          assert.equal((await post({ phone: numbers[7] })).status, 202);
        } finally {
          settings[cap] = before;
        }
      });
    }

    it('one address gets 10 codes in a day for a number, which others can still get', async () => {
      const phone = newPhone();
      const attacker = '203.0.113.50';
      for (let times = 0; times < 10; times += 1) {
        assert.equal((await post({ phone }, attacker)).status, 202);
        world.clock.advance(30);
      }
      assert.equal((await post({ phone }, attacker)).status, 429);
      assert.equal((await post({ phone }, '203.0.113.51')).status, 202, 'the owner');
      assert.equal((await world.sms.messages({ to: phone })).length, 11);
    });

    it('one address gets 60 codes in a day for a block, which is far from used up by that', async () => {
      const attacker = '203.0.113.52';
      const inBlock = (last: number) => `+1202777${String(last).padStart(4, '0')}`;
      const { max } = LIMITS.sms_by_prefix_and_ip;
      for (let last = 0; last < max; last += 1) {
        assert.equal((await post({ phone: inBlock(last) }, attacker)).status, 202);
        world.clock.advance(2);
      }
      assert.equal((await post({ phone: inBlock(99) }, attacker)).status, 429);
      assert.ok(max * 3 < LIMITS.sms_by_prefix.max);
      await start(inBlock(100));
      assert.equal((await world.sms.messages({ to: inBlock(100) })).length, 1);
      assert.equal((await post({ phone: '+12027780000' }, attacker)).status, 202, 'elsewhere');
    }).timeout(20_000);

    it('an office registers 20 an hour behind one address, all day, and no address has 1,001', async () => {
      const office = '203.0.113.53';
      // Limits count by days, of which a test of five hours must not see two.
      world.clock.advance(DAY - (world.clock.now().seconds % DAY));
      let last = 0;
      const newcomer = () => `+1202${880 + (last % 20)}${String((last += 1)).padStart(4, '0')}`;
      for (let hour = 0; hour < 5; hour += 1) {
        for (let count = 0; count < 20; count += 1) {
          assert.equal((await post({ phone: newcomer() }, office)).status, 202);
        }
        world.clock.advance(3600);
      }
      // As if it had gone on like that for a while.
      const limits = world.admin.collection('rate-limits').where('count', '>=', 100);
      for (const { ref } of (await limits.get()).docs) {
        await ref.update({ count: LIMITS.sms_by_ip_day.max, previous: 0 });
      }
      assert.equal((await post({ phone: newcomer() }, office)).status, 429);
      assert.equal((await post({ phone: newcomer() }, '203.0.113.54')).status, 202);
    }).timeout(30_000);

    describe('when strangers have used a cap up but for its reserve', () => {
      const cap = 'max_per_prefix_day';
      const block = '+1202666';
      const known = `${block}0001`;
      let number = 1000;
      const unknown = () => `${block}${(number += 1)}`;
      let before: number;
      beforeEach(async () => {
        if ((await world.context.accounts.findByPhone(known)) === undefined) {
          const { challenge_id, code } = await challenge(known);
          await verify(challenge_id, code);
          world.clock.advance(2 * DAY);
        }
        const { phone: settings } = world.context.config;
        before = settings[cap];
        settings[cap] = 10;
        for (let ip = 0; ip < 10; ip += 1) await post({ phone: unknown() }, `198.51.100.${ip}`);
      });
      afterEach(() => {
        world.context.config.phone[cap] = before;
      });
      const sentTo = async (to: string) => (await world.sms.messages({ to })).length;

      it('a number that was here before gets its code, and signs in with it', async () => {
        const had = await sentTo(known);
        const { challenge_id } = await start(known);
        assert.equal(await sentTo(known), had + 1);
        const { user } = await verify(challenge_id, await world.sms.code(known));
        assert.equal(user.phone, known);
      });

      it('an unknown one gets the same answer for the same work and as late, and no code', async () => {
        const stranger = unknown();
        const outcomes = [];
        for (const phone of [known, stranger]) {
          world.clock.pauses.length = 0;
          const { result, cost } = await world.measure(() => post({ phone }, '203.0.113.60'));
          const { challenge_id, ...times } = result.body;
          const length = String(challenge_id).length;
          outcomes.push({
            status: result.status,
            body: { ...times, length },
            headers: [...result.headers.keys()],
            cost,
            pauses: [...world.clock.pauses],
          });
        }
        assert.deepEqual(outcomes[0], outcomes[1]);
        assert.deepEqual(outcomes[0]?.cost, { reads: 17, writes: 10, deletes: 0, invocations: 0 });
        assert.equal(outcomes[0]?.pauses.length, 1);
        assert.equal(await sentTo(stranger), 0);
      });

      it('nor is it told apart by a carrier that fails', async () => {
        await world.sms.behave(known, { answer: 'INVALID_NUMBER', times: 1 });
        assert.equal((await post({ phone: known }, '203.0.113.61')).status, 202);
        assert.equal((await post({ phone: unknown() }, '203.0.113.61')).status, 202);
      });

      it('strangers do not use the reserve up, and nobody learns that it is', async () => {
        for (let ip = 0; ip < 8; ip += 1) await post({ phone: unknown() }, `198.51.100.${ip}`);
        const had = await sentTo(known);
        for (let times = 0; times < 3; times += 1) {
          assert.equal((await post({ phone: known }, '203.0.113.62')).status, 202);
          world.clock.advance(30);
        }
        assert.equal(await sentTo(known), had + 2, 'a fifth of ten');
        assert.equal((await post({ phone: unknown() }, '203.0.113.63')).status, 202);
        assert.ok(world.log.lines.some(({ message }) => message.includes('caps of the day')));
      });

      it('what is limited for itself is refused as ever', async () => {
        for (const phone of [known, unknown()]) {
          assert.equal((await post({ phone }, '203.0.113.64')).status, 202);
          const again = await post({ phone }, '203.0.113.64');
          assert.equal(again.status, 429);
          assert.equal(errorOf(again)['reason'], 'RATE_LIMITED');
        }
      });
    });

    it('an address may sign 30 phones in within a minute', async () => {
      for (let count = 0; count < 30; count += 1) {
        const { challenge_id, code } = await challenge();
        await verify(challenge_id, code);
      }
    }).timeout(20_000);

    it('an address asks for at most 60 codes and tries at most 60 in a minute', async () => {
      // Whatever the number: also one that is none counts.
      for (let count = 0; count < 60; count += 1) {
        await refuses(start('+1202'), 'invalid-argument', 'FIELDS_INVALID');
        await refuses(verify('A'.repeat(20), '123456'), 'unauthenticated', 'OTP_EXPIRED');
      }
      await limited(start(newPhone()));
      await limited(verify('A'.repeat(20), '123456'));
    });
  });

  describe('in all', () => {
    it('no code is in any document, and no code or number in the log', async () => {
      const messages = await world.sms.messages();
      assert.ok(messages.length > 50);
      const log = JSON.stringify(world.log.lines);
      const documents: string[] = [];
      for (const collection of await world.admin.listCollections()) {
        for (const { id } of (await collection.get()).docs) {
          documents.push(JSON.stringify([id, await world.read(`${collection.id}/${id}`)]));
        }
      }
      assert.ok(documents.length > 100);
      for (const { to, text } of messages) {
        const code = text.replace(/\D/g, '').slice(0, 6);
        const quoted = new RegExp(`(?<![0-9])${code}(?![0-9])`);
        assert.ok(!documents.some((document) => quoted.test(document)), 'a code is stored');
        assert.ok(!quoted.test(log), 'a code is logged');
        assert.ok(!log.includes(to.slice(1)), 'a number is logged');
      }
    });
  });
});
