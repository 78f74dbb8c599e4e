import type { Session } from '../../../functions/src/modules/auth/model.ts';
import { renewRevocations } from '../../../functions/src/modules/auth/renew-revocations.ts';
import type { FacebookStandIn } from '../../../testkit/stand-ins/facebook/server.ts';
import type { GoogleStandIn } from '../../../testkit/stand-ins/google/server.ts';
import type { Recorder } from '../recorder.ts';

const PASSWORD = 'correct horse battery';
const HOUR = 3600;

/** What the identity providers' tokens are made by. */
export interface Providers {
  google: GoogleStandIn;
  facebook: FacebookStandIn;
  /** The app's id at Google. */
  client_id: string;
}

/** Ways in, sessions, passwords and mails; the limits of each are in its count. */
export async function accounts(
  { world, call, reaction }: Recorder,
  { google, facebook, client_id }: Providers,
): Promise<void> {
  let count = 0;
  // To the Auth emulator, who signs in with a password is a user of one project.
  const newcomer = () => {
    count += 1;
    const name = `${world.projectId.slice(-8)}_${count}`;
    return { email: `${name}@example.com`, username: name, password: PASSWORD };
  };
  const callerOf = ({ user, refresh_token }: Session) => ({
    ...{ uid: user.id, sid: refresh_token.split('.')[1] ?? '' },
  });
  const codeFor = async ({ user }: Session): Promise<string> => {
    const mail = (await world.mails(user.email ?? '')).at(-1);
    return /^[\w-]{63}$/m.exec(mail?.message.text ?? '')?.[0] ?? '';
  };
  const first = await world.call<Session>(null, 'registerWithEmail', newcomer());
  await world.call(first.user.id, 'listSessions');

  const person = newcomer();
  const session = await call<Session>(null, 'registerWithEmail', person);
  const { email, username } = person;
  await call(null, 'signInWithEmail', { email, password: PASSWORD });
  await call(null, 'signInWithEmail', { username, password: PASSWORD }, 'by username');
  const imported = { email: `i-${email}`, password: PASSWORD };
  await world.addAccount(`imported-${world.projectId}`, imported);
  await call(null, 'signInWithEmail', imported, 'the first time, of an imported account');

  const phone = '+12022000001';
  const challenge = () =>
    call<{ challenge_id: string }>(null, 'startPhoneAuth', { phone }).then(
      async ({ challenge_id }) => ({ challenge_id, code: await world.sms.code(phone) }),
    );
  await call(null, 'verifyPhoneAuth', await challenge(), 'the first time');
  world.clock.advance(HOUR);
  const { challenge_id } = await world.call<{ challenge_id: string }>(null, 'startPhoneAuth', {
    phone,
  });
  await call(null, 'verifyPhoneAuth', { challenge_id, code: await world.sms.code(phone) });
  await world.call(first.user.id, 'listSessions');

  const claims = { aud: client_id, sub: '1000', email: `g-${email}`, email_verified: true };
  const id_token = google.mint(claims);
  await call(null, 'signInWithGoogle', { id_token }, 'the first time');
  await call(null, 'signInWithGoogle', { id_token });
  facebook.addToken('token', { user_id: '2000' });
  await call(null, 'signInWithFacebook', { access_token: 'token' }, 'the first time');
  await call(null, 'signInWithFacebook', { access_token: 'token' });
  await world.addUser('firebase');
  const said = { auth_time: world.clock.now().seconds, firebase: { sign_in_provider: 'phone' } };
  await call({ uid: 'firebase', claims: { sid: undefined, ...said } }, 'signInWithFirebase', {});

  const { refresh_token, token } = first;
  const refreshed = await call<Session>(null, 'refreshSession', { refresh_token });
  await call(null, 'verifySession', { token });
  await call(first.user.id, 'listSessions', {});
  await call(callerOf(first), 'requestEmailVerification', {});
  const verification = { oob_code: await codeFor(first) };
  await call(callerOf(first), 'confirmEmailVerification', verification);
  const change = { password: 'another long one', current_password: PASSWORD };
  await call(callerOf(first), 'setPassword', change);
  await call(null, 'requestPasswordReset', { email: first.user.email });
  const nobody = { email: `nobody-${email}` };
  await call(null, 'requestPasswordReset', nobody, 'of an address that nobody has');
  const reset = { oob_code: await codeFor(first), new_password: 'yet another one' };
  await call(null, 'confirmPasswordReset', reset, 'which ends one session');
  await call(null, 'signOut', { refresh_token: refreshed.refresh_token }, 'of an ended session');

  const out = await world.call<Session>(null, 'registerWithEmail', newcomer());
  await call(null, 'signOut', { refresh_token: out.refresh_token });
  await call(session.user.id, 'revokeSessions', {}, 'of three sessions');
  world.clock.advance(2 * HOUR);
  const renew = () => world.runSchedule(renewRevocations);
  await renew();
  await reaction('renewRevocations', 'with nothing due', renew);
  const last = await world.call<Session>(null, 'registerWithEmail', newcomer());
  await world.call(null, 'signOut', { refresh_token: last.refresh_token });
  world.clock.advance(2 * HOUR);
  await reaction('renewRevocations', 'of one session', renew);
}
