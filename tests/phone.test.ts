import assert from 'node:assert/strict';

import { doc, getDoc } from 'firebase/firestore';

import type { Session } from '../functions/src/modules/auth/model.ts';
import { openClient } from '../testkit/client.ts';
import { openWorld, type RestAnswer, type World } from '../testkit/world.ts';
import { refuses } from './helpers.ts';

interface Challenge {
  challenge_id: string;
  expires_at: string;
  resend_at: string;
}

describe('signing in by phone', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());
  // Each test has its own day, so that the limits of one do not reach the next.
  beforeEach(() => world.clock.advance(2 * 86_400));

  let last = 0;
  /** A number that no other test uses, each in a block of its own. */
  const newPhone = () => `+1202${String(200_0000 + (last += 1) * 10_000).padStart(7, '0')}`;
  const start = (phone: string, more: object = {}) =>
    world.call<Challenge>(null, 'startPhoneAuth', { phone, ...more });
  const verify = (challenge_id: string, code: string) =>
    world.call<Session>(null, 'verifyPhoneAuth', { challenge_id, code });
  const post = (body: object, ip = '127.0.0.1') => world.rest('POST', '/phone-auth/', { body, ip });
  const errorOf = ({ body }: RestAnswer) => body['error'] as Record<string, unknown>;
  const wrongFor = (code: string) => (code === '000000' ? '000001' : '000000');

  /** A code on its way: the challenge and what the phone shows. */
  async function challenge(phone = newPhone()) {
    const { challenge_id } = await start(phone);
    return { phone, challenge_id, code: await world.sms.code(phone) };
  }

  describe('the code', () => {
    it('goes to the phone, and the answer says until when it is good', async () => {
      const phone = newPhone();
      const now = world.clock.now();
      const answer = await start(phone);
      assert.match(answer.challenge_id, /^[A-Za-z0-9]{20}$/);
      assert.deepEqual(answer, {
        challenge_id: answer.challenge_id,
        expires_at: now.plusSeconds(300).toRfc3339(),
        resend_at: now.plusSeconds(30).toRfc3339(),
      });
      const [sms, ...more] = await world.sms.messages({ to: phone });
      assert.equal(more.length, 0);
      assert.equal(sms?.channel, 'sms');
      assert.match(sms.text, /^\d{6} is your sign-in code\./);
    });

    it('is spoken by a call, digit by digit and twice', async () => {
      const phone = newPhone();
      const { challenge_id } = await start(phone, { channel: 'call' });
      const [call] = await world.sms.messages({ to: phone });
      assert.equal(call?.channel, 'call');
      const code = await world.sms.code(phone);
      const digits = [...code].join(', ');
      assert.ok(call.text.includes(`${digits}. Once more: ${digits}.`), call.text);
      assert.equal((await verify(challenge_id, code)).user.phone, phone);
    });

    it('goes to the same number however it is written', async () => {
      const phone = newPhone();
      const [, area, exchange, line] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phone) ?? [];
      await start(` +1 (${area}) ${exchange}-${line} `);
      assert.equal((await world.sms.messages({ to: phone })).length, 1);
    });

    it('is different each time, from all million', async () => {
      const codes = Array.from({ length: 500 }, () => world.context.random.digits(6));
      for (const code of codes) assert.match(code, /^\d{6}$/);
      assert.ok(new Set(codes).size > 490);
      assert.ok(new Set(codes.map((code) => code[0])).size === 10, 'leading zeros included');
    });

    it('is stored as a hash only, in a document that expires', async () => {
      const { phone, challenge_id, code } = await challenge();
      const now = world.clock.now();
      const stored = await world.read(`phone-challenges/${challenge_id}`);
      assert.deepEqual(stored, {
        phone,
        code_hash: world.context.hash('otp', challenge_id, code),
        tries: 0,
        state: 'OPEN',
        created: now,
        expires_at: now.plusSeconds(300),
      });
    });
  });

  describe('the first time', () => {
    it('makes the account and its documents, afterwards signs that one in', async () => {
      const first = await challenge();
      const made = await verify(first.challenge_id, first.code);
      assert.equal(made.user.is_new, true);
      assert.equal(made.user.phone, first.phone);
      assert.match(made.user.id, /^[A-Za-z0-9]{20}$/);
      assert.match(made.user.username, /^user_[a-z0-9]{9}$/);
      const account = await world.auth.getUser(made.user.id);
      assert.equal(account.phoneNumber, first.phone);
      assert.deepEqual(
        account.providerData.map(({ providerId }) => providerId),
        ['phone'],
      );
      const stored = await world.read(`users/${made.user.id}/private/account`);
      assert.equal(stored?.['phone'], first.phone);
      assert.deepEqual(stored?.['providers'], ['phone']);

      world.clock.advance(31);
      const second = await challenge(first.phone);
      const known = await verify(second.challenge_id, second.code);
      assert.equal(known.user.id, made.user.id);
      assert.equal(known.user.is_new, false);
    });

    it('twice at once makes one account', async () => {
      const phone = newPhone();
      const ids: string[] = [];
      const codes: string[] = [];
      for (const ip of ['198.51.100.1', '198.51.100.2', '198.51.100.3']) {
        ids.push((await post({ phone }, ip)).body['challenge_id'] as string);
        codes.push(await world.sms.code(phone));
      }
      const sessions = await Promise.all(ids.map((id, index) => verify(id, codes[index] ?? '')));
      assert.equal(new Set(sessions.map(({ user }) => user.id)).size, 1);
      assert.equal(sessions.filter(({ user }) => user.is_new).length, 1);
    });

    it('of a number that an account has signs that account in', async () => {
      const phone = newPhone();
      const uid = `ada-${world.projectId}`;
      await world.addUser(uid);
      await world.auth.updateUser(uid, { phoneNumber: phone });
      const { challenge_id, code } = await challenge(phone);
      const { user } = await verify(challenge_id, code);
      assert.equal(user.id, uid);
      assert.equal(user.is_new, false);
    });

    it('gives a session for everything, the client SDK included', async () => {
      const { challenge_id, code } = await challenge();
      const session = await verify(challenge_id, code);
      const verdict = await world.call<object>(null, 'verifySession', { token: session.token });
      assert.equal((verdict as { valid: boolean }).valid, true);
      const refreshed = await world.call<Session>(null, 'refreshSession', {
        refresh_token: session.refresh_token,
      });
      assert.equal(refreshed.user.phone, session.user.phone);
      const client = await openClient(world.hosts, world.projectId, session.firebase_token);
      try {
        const own = doc(client.firestore, `users/${session.user.id}/private/account`);
        assert.equal((await getDoc(own)).get('phone'), session.user.phone);
        const challenges = doc(client.firestore, `phone-challenges/${challenge_id}`);
        await assert.rejects(getDoc(challenges), { code: 'permission-denied' });
      } finally {
        await client.close();
      }
    });

    it('is refused to an account that is disabled, the code right', async () => {
      const phone = newPhone();
      const uid = `off-${world.projectId}`;
      await world.addUser(uid);
      await world.auth.updateUser(uid, { phoneNumber: phone, disabled: true });
      const { challenge_id, code } = await challenge(phone);
      await refuses(verify(challenge_id, code), 'unauthenticated', 'USER_DISABLED');
    });
  });

  describe('a code is refused', () => {
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

    it('a phone gets 10 codes in 10 minutes and 20 in a day, whoever asks', async () => {
      const phone = newPhone();
      const ask = (ip: number) => post({ phone }, `198.51.100.${ip}`);
      for (let ip = 1; ip <= 10; ip += 1) assert.equal((await ask(ip)).status, 202);
      const refused = await ask(11);
      assert.equal(refused.status, 429);
      assert.equal(errorOf(refused)['reason'], 'RATE_LIMITED');
      assert.ok(Number(refused.headers.get('retry-after')) > 0);
      world.clock.advance(1200);
      for (let ip = 11; ip <= 20; ip += 1) assert.equal((await ask(ip)).status, 202);
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
        settings[cap] = 3;
        const digits = (start: string) => 12 - start.length;
        const numbers = Array.from(
          { length: 8 },
          (_, index) => block + String(index).padStart(digits(block), '0'),
        );
        try {
          const answers = await Promise.all(
            numbers.map((phone, index) => post({ phone }, `198.51.100.${index}`)),
          );
          const sent = answers.filter(({ status }) => status === 202);
          const refused = answers.filter(({ status }) => status === 429);
          assert.deepEqual([sent.length, refused.length], [3, 5], JSON.stringify(answers));
          const messages = await Promise.all(numbers.map((to) => world.sms.messages({ to })));
          assert.equal(messages.flat().length, 3);
          if (elsewhere !== undefined) {
            const phone = elsewhere.padEnd(cap === 'max_per_prefix_day' ? 12 : 13, '7');
            assert.equal((await post({ phone }, '198.51.100.99')).status, 202);
          }
          world.clock.advance(2 * 86_400);
          assert.equal((await post({ phone: numbers[7] })).status, 202);
        } finally {
          settings[cap] = before;
        }
      });
    }

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

  describe('over REST', () => {
    it('is one path: 202 with the challenge, then 200 with the session', async () => {
      const phone = newPhone();
      const started = await post({ phone });
      assert.equal(started.status, 202);
      const { challenge_id } = started.body;
      const code = await world.sms.code(phone);
      const wrong = await post({ challenge_id, code: wrongFor(code) });
      assert.equal(wrong.status, 401);
      assert.equal(errorOf(wrong)['reason'], 'OTP_INVALID');
      const right = await world.rest('POST', '/phone-auth', { body: { challenge_id, code } });
      assert.equal(right.status, 200);
      assert.equal((right.body['user'] as { phone: string }).phone, phone);
      const replayed = await post({ challenge_id, code });
      assert.equal(replayed.status, 401);
      assert.equal(errorOf(replayed)['reason'], 'OTP_EXPIRED');
    });

    it('known and unknown numbers get the same answer for the same work', async () => {
      const known = await challenge();
      await verify(known.challenge_id, known.code);
      world.clock.advance(31);
      const ask = (phone: string) => world.measure(() => post({ phone }));
      const [of_known, of_unknown] = [await ask(known.phone), await ask(newPhone())];
      assert.deepEqual(of_known.cost, of_unknown.cost);
      const shape = ({ status, body, headers }: RestAnswer) => [
        status,
        { ...body, challenge_id: String(body['challenge_id']).length },
        [...headers.keys()].toSorted(),
      ];
      assert.deepEqual(shape(of_known.result), shape(of_unknown.result));
    });
  });

  describe('in all', () => {
    it('costs 8 reads and 9 writes to start; 3 and 7 to verify, then 4 and 3', async () => {
      const phone = newPhone();
      const costs = async <T>(act: () => Promise<T>, reads: number, writes: number): Promise<T> => {
        const { result, cost } = await world.measure(act);
        assert.deepEqual(cost, { reads, writes, deletes: 0, invocations: 0 });
        return result;
      };
      const first = await costs(() => start(phone), 8, 9);
      const code = await world.sms.code(phone);
      await costs(() => verify(first.challenge_id, code), 3, 7);
      world.clock.advance(31);
      const second = await costs(() => start(phone), 8, 9);
      const again = await world.sms.code(phone);
      await costs(() => verify(second.challenge_id, again), 4, 3);
      const wrong = verify(second.challenge_id, wrongFor(again));
      await refuses(wrong, 'unauthenticated', 'OTP_EXPIRED');
    });

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
