import assert from 'node:assert/strict';

import type { Session } from '../functions/src/modules/auth/model.ts';
import { startGoogleStandIn, type GoogleStandIn } from '../testkit/stand-ins/google/server.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { codeIn, refuses } from './helpers.ts';

const AUD = 'app.apps.googleusercontent.com';
const password = 'correct horse battery';
const next = 'staple of a new kind';

/**
 * Firebase Auth's own mails verify and change addresses for whoever clicks, on the word of whoever has an
 * ID token. None of that may prove anything here.
 */
describe('an address that Firebase Auth says is verified', () => {
  let google: GoogleStandIn;
  let world: World;
  let email: string;
  let count = 0;
  before(async () => {
    google = await startGoogleStandIn();
    world = await openWorld({
      config: { GOOGLE_CLIENT_IDS: AUD, google_emulator_host: google.host },
    });
  });
  after(async () => {
    await world.close();
    await google.stop();
  });
  beforeEach(() => {
    count += 1;
    email = `owner${count}-${world.projectId}@gmail.com`;
    // Limits are by address, and all these come from one.
    world.clock.advance(3600);
  });

  const register = (address = email) =>
    world.call<Session>(null, 'registerWithEmail', {
      email: address,
      password,
      username: `name_${count}`,
    });
  const byPassword = (given = password) =>
    world.call<Session>(null, 'signInWithEmail', { email, password: given });
  const byGoogle = () => {
    const exp = world.clock.now().seconds + 3000;
    const claims = { aud: AUD, sub: `4000${count}`, email, email_verified: true, exp };
    return world.call<Session>(null, 'signInWithGoogle', { id_token: google.mint(claims) });
  };
  const refresh = ({ refresh_token }: Session) =>
    world.call<Session>(null, 'refreshSession', { refresh_token });
  const mailedCode = async (to = email) => {
    await world.call(null, 'requestPasswordReset', { email: to });
    return codeIn((await world.mails(to)).at(-1));
  };
  const reset = async (new_password = next) =>
    world.call(null, 'confirmPasswordReset', { oob_code: await mailedCode(), new_password });
  const providersOf = async (uid: string) =>
    (await world.auth.getUser(uid)).providerData.map(({ providerId }) => providerId).toSorted();
  const recordOf = async (uid: string) =>
    (await world.auth.getUser(uid)).customClaims?.['email_proof'] as unknown;

  /**
   * Somebody clicks on the link of a mail that Firebase itself has sent, to verify an address or to change it.
   * The Auth emulator knows such mails in one project only, so what they come to is written.
   */
  const click = (uid: string, address = email) =>
    world.auth.updateUser(uid, { email: address, emailVerified: true });
  const isOut = async (squatter: Session) => {
    await refuses(refresh(squatter), 'unauthenticated', 'REFRESH_TOKEN_INVALID');
    await refuses(byPassword(), 'unauthenticated', 'CREDENTIALS_INVALID');
  };

  it('by a click on its mail: the account goes to the owner by Google, its maker is out', async () => {
    const squatter = await register();
    await click(squatter.user.id);
    const owner = await byGoogle();
    assert.equal(owner.user.id, squatter.user.id);
    await isOut(squatter);
    await refresh(owner);
  });

  it('to which the account was changed by a click, is not the one that was proven', async () => {
    const own = `squatter${count}-${world.projectId}@example.com`;
    const squatter = await register(own);
    const { id } = squatter.user;
    const oob_code = await mailedCode(own);
    await world.call(null, 'confirmPasswordReset', { oob_code, new_password: password });
    const input = { email: own, password };
    const entered = await world.call<Session>(null, 'signInWithEmail', input);
    await click(id, email);
    const owner = await byGoogle();
    assert.equal(owner.user.id, id);
    await isOut(entered);
    await refresh(owner);
  });

  it('does not keep in whoever linked his phone at Firebase, when the owner resets', async () => {
    const squatter = await register();
    const { id } = squatter.user;
    await click(id);
    await world.auth.updateUser(id, { phoneNumber: `+1202556${1000 + count}` });
    await reset();
    assert.deepEqual(await providersOf(id), ['password']);
    await isOut(squatter);
    assert.equal((await byPassword(next)).user.id, id);
  });

  it('nor whoever links it while the owner resets', async () => {
    const { user } = await register();
    const oob_code = await mailedCode();
    const { accounts } = world.context;
    const find = accounts.find.bind(accounts);
    accounts.find = async (uid) => {
      const account = await find(uid);
      accounts.find = find;
      await world.auth.updateUser(uid, { phoneNumber: `+1202556${1000 + count}` });
      return account;
    };
    await world.call(null, 'confirmPasswordReset', { oob_code, new_password: next });
    assert.deepEqual(await providersOf(user.id), ['password']);
  });

  it('nor whoever signs in by that phone at the same time', async () => {
    const { user } = await register();
    const phone = `+1202556${1000 + count}`;
    await world.auth.updateUser(user.id, { phoneNumber: phone });
    const { challenge_id } = await world.call<{ challenge_id: string }>(null, 'startPhoneAuth', {
      phone,
    });
    const code = await world.sms.code(phone);
    const { accounts } = world.context;
    const findByPhone = accounts.findByPhone.bind(accounts);
    accounts.findByPhone = async (number) => {
      const account = await findByPhone(number);
      accounts.findByPhone = findByPhone;
      world.clock.advance(1);
      await reset();
      return account;
    };
    const late = world.call(null, 'verifyPhoneAuth', { challenge_id, code });
    await refuses(late, 'unauthenticated', 'CREDENTIALS_INVALID');
  });

  it('counts once a code of ours came back from it', async () => {
    const { user } = await register();
    await reset();
    const mine = await byPassword(next);
    assert.equal((await byGoogle()).user.id, user.id);
    assert.equal((await byPassword(next)).user.id, user.id, 'the password stays');
    await refresh(mine);
    assert.deepEqual(await providersOf(user.id), ['google.com', 'password']);
  });

  it('does not count where the code came back, but not yet the new password', async () => {
    const { user } = await register();
    await click(user.id);
    const { accounts } = world.context;
    const set = accounts.setPassword.bind(accounts);
    accounts.setPassword = () => Promise.reject(new Error('died'));
    await assert.rejects(reset());
    accounts.setPassword = set;
    assert.equal((await byGoogle()).user.id, user.id);
    await refuses(byPassword(), 'unauthenticated', 'CREDENTIALS_INVALID');
  });

  describe('of an account that an operator has made', () => {
    let uid: string;
    beforeEach(async () => {
      uid = `imported${count}-${world.projectId}`;
      await world.addAccount(uid, { email, password });
      await world.auth.updateUser(uid, { emailVerified: true });
    });

    it('counts: it was never registered, and nobody waits in it', async () => {
      assert.equal((await byGoogle()).user.id, uid);
      assert.equal((await byPassword()).user.id, uid);
    });

    it('counts after its first session as well', async () => {
      const first = await byPassword();
      assert.equal((await byGoogle()).user.id, uid);
      await refresh(first);
    });

    it('is not believed to be another one after that', async () => {
      const first = await byPassword();
      email = `other${count}-${world.projectId}@gmail.com`;
      await click(uid, email);
      assert.equal((await byGoogle()).user.id, uid);
      await isOut(first);
    });

    it('is not believed where it says so only after the first session', async () => {
      await world.auth.updateUser(uid, { emailVerified: false });
      const first = await byPassword();
      await world.auth.updateUser(uid, { emailVerified: true });
      assert.equal((await byGoogle()).user.id, uid);
      await isOut(first);
    });
  });

  it('is not believed where the record was lost, once the account was used', async () => {
    const squatter = await register();
    const { id } = squatter.user;
    await click(id);
    // An operator sets claims by hand, and with them takes the others away.
    await world.auth.setCustomUserClaims(id, { team: 'red' });
    const mine = await byPassword();
    assert.equal(await recordOf(id), 'none');
    await world.auth.setCustomUserClaims(id, { team: 'red' });
    assert.equal((await byGoogle()).user.id, id);
    await isOut(squatter);
    await isOut(mine);
  });

  it('nor by a reset, a refresh, or a request for a verification', async () => {
    const { user, refresh_token } = await register();
    await click(user.id);
    await world.auth.updateUser(user.id, { phoneNumber: `+1202558${1000 + count}` });
    const lose = () => world.auth.setCustomUserClaims(user.id, null);
    await lose();
    await world.call(null, 'refreshSession', { refresh_token });
    assert.equal(await recordOf(user.id), 'none');
    await lose();
    await world.call(user.id, 'requestEmailVerification', {});
    assert.equal((await world.mails(email)).length, 1);
    await reset();
    assert.deepEqual(await providersOf(user.id), ['password']);
  });

  it('nor of an admin without a record, who gets no mail for a reset', async () => {
    const { user } = await register();
    await click(user.id);
    await world.auth.setCustomUserClaims(user.id, { admin: true });
    await world.call(null, 'requestPasswordReset', { email });
    assert.deepEqual(await world.mails(email), []);
  });

  describe('the record', () => {
    it('is there before anybody can enter the account, and names nobody', async () => {
      const { accounts } = world.context;
      const token = accounts.customToken.bind(accounts);
      let before: unknown;
      accounts.customToken = async (uid, claims) => {
        before = await recordOf(uid);
        return token(uid, claims);
      };
      const { user } = await register().finally(() => (accounts.customToken = token));
      assert.equal(before, 'none');
      await reset();
      assert.match(String(await recordOf(user.id)), /^[\w-]{22}$/);
    });

    it('is that of every account with a session, whatever it was made by', async () => {
      await world.auth.createUser({ uid: `bare${count}`, phoneNumber: `+1202557${1000 + count}` });
      await world.addUser(`plain${count}-${world.projectId}`);
      const { user } = await byGoogle();
      assert.match(String(await recordOf(user.id)), /^[\w-]{22}$/);
      assert.equal(await recordOf(`plain${count}-${world.projectId}`), 'none');
      assert.equal(await recordOf(`bare${count}`), undefined);
    });

    it('leaves no account behind where the address is taken', async () => {
      await register();
      const before = (await world.auth.listUsers()).users.length;
      count += 1;
      await refuses(register(), 'already-exists', 'EMAIL_TAKEN', ['email']);
      assert.equal((await world.auth.listUsers()).users.length, before);
    });

    it('stays when an admin is made, and makes none of whom was withdrawn meanwhile', async () => {
      const { user } = await register();
      const session = await byPassword();
      await world.addUser(`boss${count}`);
      await world.auth.setCustomUserClaims(`boss${count}`, { admin: true });
      const boss = { uid: `boss${count}`, admin: true };
      const setAdmin = (is_admin: boolean) =>
        world.callAs(boss, 'adminSetAdmin', { user_id: user.id, is_admin });
      await setAdmin(true);
      assert.equal(await recordOf(user.id), 'none');
      const { accounts } = world.context;
      const record = accounts.recordEmail.bind(accounts);
      // Claims are read and then written as a whole; the withdrawal comes in between.
      accounts.recordEmail = async (uid, address) => {
        accounts.recordEmail = record;
        const { customClaims } = await world.auth.getUser(uid);
        await setAdmin(false);
        const recorded = await record(uid, address);
        await world.auth.setCustomUserClaims(uid, { ...customClaims, email_proof: 'x' });
        return { ...recorded, is_admin: true };
      };
      const sid = session.refresh_token.split('.')[1] ?? '';
      const caller = { uid: user.id, sid };
      await world.callAs(caller, 'requestEmailVerification', {});
      const oob_code = codeIn((await world.mails(email)).at(-1));
      await world.callAs(caller, 'confirmEmailVerification', { oob_code });
      assert.equal((await world.auth.getUser(user.id)).customClaims?.['admin'], undefined);
    });
  });
});
