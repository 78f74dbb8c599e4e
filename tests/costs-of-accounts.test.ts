import assert from 'node:assert/strict';

import type { Session } from '../functions/src/modules/auth/model.ts';
import { openWorld, type Cost, type World } from '../testkit/world.ts';
import { codeIn, refuses } from './helpers.ts';

/** What docs/calls.md says of sessions and mails. Those of each way in stand in its own test. */
describe('accounts cost, their limits included', () => {
  let world: World;
  let count = 0;
  const password = 'correct horse battery';
  /** What the end of sessions costs: each a write, and 1 read where the user has no devices. */
  const [SESSION, DEVICES] = [1, 1];
  before(async () => {
    world = await openWorld();
    // The first request looks for revocations.
    const { user } = await register();
    await world.call(user.id, 'listSessions');
  });
  after(() => world.close());

  const register = (): Promise<Session> => {
    count += 1;
    const input = { email: `c${count}@example.com`, username: `costs_${count}`, password };
    return world.call<Session>(null, 'registerWithEmail', input);
  };
  const signIn = ({ user: { email } }: Session) =>
    world.call<Session>(null, 'signInWithEmail', { email, password });
  const costs = async (act: () => Promise<unknown>, expected: Partial<Cost>): Promise<void> => {
    const { cost } = await world.measure(act);
    assert.deepEqual(cost, { reads: 0, writes: 0, deletes: 0, invocations: 0, ...expected });
  };
  const addDevice = (session: Session, device_id: string) =>
    world.callAs({ uid: session.user.id, sid: sidOf(session) }, 'registerDevice', {
      device_id,
      token: `${device_id}-${session.user.id}`,
      platform: 'ios',
    });
  const sidOf = ({ refresh_token }: Session) => refresh_token.split('.')[1] ?? '';

  it('signOut: 2 reads and 2 writes, with its device 1 read and 2 deletes more', async () => {
    const [without, having] = [await register(), await register()];
    const out = ({ refresh_token }: Session) => world.call(null, 'signOut', { refresh_token });
    await costs(() => out(without), { reads: 2, writes: 2 });
    await costs(() => out(without), { reads: 1 });
    await addDevice(having, 'phone');
    await costs(() => out(having), { reads: 3, writes: 2, deletes: 2 });
    await costs(() => out(having), { reads: 1 });
  });

  it('listSessions: 1 read, verifySession: none', async () => {
    const { user, token } = await register();
    await costs(() => world.call(user.id, 'listSessions'), { reads: 1 });
    await costs(() => world.call(null, 'verifySession', { token }), {});
  });

  it('revokeSessions: 2 reads, 1 write and 1 for each session, and their devices', async () => {
    const [first, other] = [await register(), await register()];
    const [second] = [await signIn(first), await signIn(first)];
    const revoke = ({ user }: Session, input = {}) => world.call(user.id, 'revokeSessions', input);
    await costs(() => revoke(other), { reads: 2, writes: 1 + 1 });
    await addDevice(first, 'phone');
    await addDevice(second, 'tablet');
    const [DEVICES, ONE] = [2, 1];
    const one = { session_ids: [sidOf(second)] };
    await costs(() => revoke(first, one), { reads: 1 + DEVICES + ONE, writes: 2, deletes: 2 });
    await costs(() => revoke(first), { reads: 1 + ONE + ONE, writes: 1 + 2, deletes: 2 });
  });

  it('requestPasswordReset: 3 reads and 4 writes, whether there is an account or not', async () => {
    const { user } = await register();
    for (const email of [user.email, 'nobody@example.com']) {
      const ask = () => world.call(null, 'requestPasswordReset', { email });
      await costs(ask, { reads: 3, writes: 4 });
    }
  });

  it('requestEmailVerification: 2 reads and 3 writes, confirming 5 and 4', async () => {
    const verify = async (session: Session, ended: Partial<Cost>) => {
      const caller = { uid: session.user.id, sid: sidOf(session) };
      const ask = () => world.callAs(caller, 'requestEmailVerification', {});
      await costs(ask, { reads: 2, writes: 3 });
      const oob_code = codeIn((await world.mails(session.user.email ?? '')).at(-1));
      await costs(() => world.callAs(caller, 'confirmEmailVerification', { oob_code }), ended);
    };
    const [alone, first] = [await register(), await register()];
    await verify(alone, { reads: 5, writes: 4 });
    await signIn(first);
    await verify(first, { reads: 5 + DEVICES, writes: 4 + 1 + SESSION });
  });

  it('setPassword: 4 reads and 5 writes, a write and a delete more with the current password', async () => {
    const session = await register();
    const caller = { uid: session.user.id, sid: sidOf(session) };
    const set = (input: object) => () => world.callAs(caller, 'setPassword', input);
    await costs(set({ password: 'another long one' }), { reads: 4, writes: 5 });
    const current = { password, current_password: 'another long one' };
    await costs(set(current), { reads: 4, writes: 6, deletes: 1 });
    await signIn(session);
    const [reads, writes] = [4 + DEVICES, 5 + 1 + SESSION];
    await costs(set({ password: 'another long one' }), { reads, writes });
  });

  it('confirmPasswordReset: 7 reads, 6 writes and 2 deletes, more as it proves the address, and the sessions that end', async () => {
    const { user, refresh_token } = await register();
    const reset = async () => {
      await world.call(null, 'requestPasswordReset', { email: user.email });
      const oob_code = codeIn((await world.mails(user.email ?? '')).at(-1));
      const input = { oob_code, new_password: 'another long one' };
      return () => world.call(null, 'confirmPasswordReset', input);
    };
    // The directory is read once more where other ways in are taken, and written where the address is new.
    const PROVEN = { reads: 1, writes: 2 };
    const first = { reads: 7 + PROVEN.reads, writes: 6 + PROVEN.writes, deletes: 2 };
    const [reads, writes] = [first.reads + DEVICES, first.writes + 1 + SESSION];
    await costs(await reset(), { ...first, reads, writes });
    await costs(await reset(), { reads: 7, writes: 6, deletes: 2 });
    await refuses(
      world.call(null, 'refreshSession', { refresh_token }),
      'unauthenticated',
      'REFRESH_TOKEN_INVALID',
    );
  });

  it('signInWithEmail: 3 reads, 3 writes and 1 delete, by username 1 read more', async () => {
    const session = await register();
    await costs(() => signIn(session), { reads: 3, writes: 3, deletes: 1 });
    const { username } = session.user;
    const byName = () => world.call(null, 'signInWithEmail', { username, password });
    await costs(byName, { reads: 4, writes: 3, deletes: 1 });
  });
});
