import assert from 'node:assert/strict';

import { doc, getDoc } from 'firebase/firestore';

import type { Session } from '../functions/src/modules/auth/model.ts';
import { openClient } from '../testkit/client.ts';
import { openWorld, type RestAnswer, type World } from '../testkit/world.ts';
import { refuses } from './helpers.ts';
import { errorOf, phoneHelpers, wrongFor } from './phone-helpers.ts';

describe('signing in by phone', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());
  // Each test has its own day, so that the limits of one do not reach the next.
  beforeEach(() => world.clock.advance(2 * 86_400));

  const { newPhone, start, verify, post, challenge } = phoneHelpers(() => world);

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

  it('costs 9 reads and 10 writes to start; 5 and 9 to verify, then 4 and 3', async () => {
    const phone = newPhone();
    const costs = async <T>(act: () => Promise<T>, reads: number, writes: number): Promise<T> => {
      const { result, cost } = await world.measure(act);
      assert.deepEqual(cost, { reads, writes, deletes: 0, invocations: 0 });
      return result;
    };
    const first = await costs(() => start(phone), 9, 10);
    const code = await world.sms.code(phone);
    await costs(() => verify(first.challenge_id, code), 5, 9);
    world.clock.advance(31);
    const second = await costs(() => start(phone), 9, 10);
    const again = await world.sms.code(phone);
    await costs(() => verify(second.challenge_id, again), 4, 3);
    const wrong = verify(second.challenge_id, wrongFor(again));
    await refuses(wrong, 'unauthenticated', 'OTP_EXPIRED');
  });
});
