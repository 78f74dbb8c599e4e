import assert from 'node:assert/strict';

import jwt from 'jsonwebtoken';

import type { Accounts } from '../functions/src/modules/auth/accounts.ts';
import type { Session } from '../functions/src/modules/auth/model.ts';
import { startFederatedStandIns, type FederatedStandIns } from '../testkit/stand-ins/federated.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { codeIn, refuses } from './helpers.ts';

const AUD = 'app.apps.googleusercontent.com';
const password = 'correct horse battery';
const next = 'staple of a new kind';

/**
 * A sign-in looks first who somebody is, and opens the session some requests later. What he went by may be
 * taken from him in between, and then there must be no session.
 */
describe('a sign-in by what the owner of the address takes away meanwhile', () => {
  let others: FederatedStandIns;
  let world: World;
  before(async () => {
    others = await startFederatedStandIns(AUD);
    world = await openWorld({ config: others.config });
  });
  after(async () => {
    await world.close();
    await others.stop();
  });

  let count = 0;
  let uid: string;
  let email: string;
  beforeEach(async () => {
    count += 1;
    email = `o${count}-${world.projectId}@gmail.com`;
    // Limits are by address, and all these come from one.
    world.clock.advance(3600);
    const registration = { email, password, username: `squatter_${count}` };
    uid = (await world.call<Session>(null, 'registerWithEmail', registration)).user.id;
  });

  const byGoogle = (claims: object) => {
    const exp = world.clock.now().seconds + 3000;
    const id_token = others.google.mint({ aud: AUD, exp, ...claims });
    return world.call<Session>(null, 'signInWithGoogle', { id_token });
  };
  const asOwner = () => byGoogle({ sub: `owner${count}`, email, email_verified: true });
  const byPassword = (given: string) =>
    world.call<Session>(null, 'signInWithEmail', { email, password: given });
  const refresh = ({ refresh_token }: Session) =>
    world.call<Session>(null, 'refreshSession', { refresh_token });
  /** What whoever waits there has linked at Firebase itself, past us. */
  const link = (providerId: string, subject: string) =>
    world.auth.updateUser(uid, { providerToLink: { providerId, uid: subject } });

  const WAYS: Record<string, { found_by: keyof Accounts; signIn: () => Promise<Session> }> = {
    Google: {
      found_by: 'findByProvider',
      signIn: async () => {
        await link('google.com', `squatter${count}`);
        return byGoogle({ sub: `squatter${count}` });
      },
    },
    Facebook: {
      found_by: 'findByProvider',
      signIn: async () => {
        const user_id = `9000${count}`;
        await link('facebook.com', user_id);
        others.facebook.addToken(`token-${count}`, { user_id });
        const input = { access_token: `token-${count}` };
        return world.call<Session>(null, 'signInWithFacebook', input);
      },
    },
    "Firebase's phone sign-in": {
      found_by: 'find',
      signIn: async () => {
        const auth_time = world.clock.now().seconds;
        const firebase = { sign_in_provider: 'phone' };
        const claims = { sid: undefined, auth_time, firebase };
        return world.callAs<Session>({ uid, claims }, 'signInWithFirebase', {});
      },
    },
  };
  const TAKEN_BY: Record<string, () => Promise<unknown>> = {
    'his sign-in': asOwner,
    'his reset': async () => {
      await world.call(null, 'requestPasswordReset', { email });
      const oob_code = codeIn((await world.mails(email)).at(-1));
      return world.call(null, 'confirmPasswordReset', { oob_code, new_password: next });
    },
  };

  for (const [way, { found_by, signIn }] of Object.entries(WAYS)) {
    for (const [by, take] of Object.entries(TAKEN_BY)) {
      it(`by ${way}, taken by ${by}: no session`, async () => {
        await signIn();
        await meanwhile(found_by, take, () =>
          refuses(signIn(), 'unauthenticated', 'CREDENTIALS_INVALID'),
        );
        assert.deepEqual(
          Object.keys(((await world.read(`sessions/${uid}`))?.['sessions'] as object) ?? {}).length,
          by === 'his sign-in' ? 1 : 0,
        );
      });
    }
  }

  it('concerns nobody else: the owner himself signs in twice at once, and again right after', async () => {
    const sessions = await Promise.all([asOwner(), asOwner()]);
    sessions.push(await byGoogle({ sub: `owner${count}` }));
    for (const session of sessions) {
      assert.equal(session.user.id, uid);
      await refresh(session);
    }
  });

  it('does not keep his own password out, set right after', async () => {
    const { token } = await asOwner();
    const { sid } = jwt.decode(token) as { sid: string };
    await refuses(byPassword(password), 'unauthenticated', 'CREDENTIALS_INVALID');
    world.clock.advance(1);
    await world.callAs({ uid, sid }, 'setPassword', { password: next });
    await refresh(await byPassword(next));
  });

  it('nor lets the old one in, whose check began before all that', async () => {
    const { passwords } = world.context;
    const check = passwords.check.bind(passwords);
    passwords.check = async (...given) => {
      passwords.check = check;
      const right = await check(...given);
      const { sid } = jwt.decode((await asOwner()).token) as { sid: string };
      world.clock.advance(1);
      await world.callAs({ uid, sid }, 'setPassword', { password: next });
      return right;
    };
    await refuses(byPassword(password), 'unauthenticated', 'CREDENTIALS_INVALID');
  });

  /** Lets something happen once, when the account has been found and before there is a session. */
  async function meanwhile(
    found_by: keyof Accounts,
    happens: () => Promise<unknown>,
    act: () => Promise<unknown>,
  ): Promise<void> {
    const { accounts } = world.context;
    const methods = accounts as unknown as Record<string, (...given: unknown[]) => unknown>;
    const find = methods[found_by]?.bind(accounts);
    assert.ok(find);
    methods[found_by] = async (...given) => {
      methods[found_by] = find;
      const found = await find(...given);
      world.clock.advance(1);
      await happens();
      return found;
    };
    try {
      await act();
    } finally {
      methods[found_by] = find;
    }
  }
});
