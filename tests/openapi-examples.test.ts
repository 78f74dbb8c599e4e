import assert from 'node:assert/strict';

import jwt from 'jsonwebtoken';
import type { z } from 'zod';

import type { Auth } from '../functions/src/context/endpoint.ts';
import type { Session } from '../functions/src/modules/auth/model.ts';
import { ENDPOINTS, type EndpointName } from '../functions/src/wire/endpoints.ts';
import { EXAMPLES } from '../functions/src/wire/openapi/examples.ts';
import { ROUTES } from '../functions/src/wire/rest/routes.ts';
import { startFederatedStandIns } from '../testkit/stand-ins/federated.ts';
import { openWorld, type CallerClaims, type World } from '../testkit/world.ts';
import { codeIn } from './helpers.ts';
import { phoneHelpers } from './phone-helpers.ts';

/** What an example cannot hold: what has to be new, or is found in a mail; and whose it is. */
interface Living {
  fields?: Record<string, unknown>;
  uid?: string;
  /** Of his session, where that has to be a real one. */
  sid?: string;
}

/**
 * Every example of the OpenAPI document, in its order, by both ways in: as a callable and by REST,
 * wherever the endpoint has a route. An endpoint without an example fails here.
 */
describe('the examples of the document work', () => {
  let world: World;
  let stop: () => Promise<unknown>;
  const [client_id, access_token] = ['examples.apps.googleusercontent.com', 'EAAB-example'];
  let id_token: string;
  before(async () => {
    const { google, facebook, config, ...others } = await startFederatedStandIns(client_id);
    stop = others.stop;
    world = await openWorld({ config });
    id_token = google.mint({ aud: client_id, sub: '1' });
    facebook.addToken(access_token, { user_id: '1' });
    for (const uid of ['108', '109', '110', 'admin']) await world.addUser(uid);
    await world.auth.setCustomUserClaims('admin', { admin: true });
    await world.call('108', 'createChat', { user_id: '109' });
    await world.call('109', 'sendFriendRequest', { user_id: '108' });
  });
  after(async () => {
    await world.close();
    await stop();
  });

  const password = 'correct horse battery';
  let count = 0;
  const somebody = async (account: { password?: string } = {}) => {
    count += 1;
    const uid = `somebody-${count}-${world.projectId}`;
    const email = `${uid}@example.com`;
    await world.addUser(uid, { email, ...account });
    return { uid, email };
  };
  const phone = phoneHelpers(() => world);
  const codeFor = async (email: string) => codeIn((await world.mails(email)).at(-1));
  const refreshToken = async (): Promise<Living> => {
    const { refresh_token } = await sessionOf('108');
    return { fields: { refresh_token } };
  };

  const LIVING: Partial<Record<EndpointName, () => Promise<Living>>> = {
    registerWithEmail: async () => {
      count += 1;
      return { fields: { email: `ada${count}@example.com`, username: `ada.${count}` } };
    },
    signInWithEmail: async () => {
      const { email } = await somebody({ password });
      return { fields: { email, password } };
    },
    startPhoneAuth: async () => ({ fields: { phone: phone.newPhone() } }),
    verifyPhoneAuth: async () => {
      const { challenge_id, code } = await phone.challenge();
      return { fields: { challenge_id, code } };
    },
    signInWithGoogle: async () => ({ fields: { id_token } }),
    signInWithFacebook: async () => ({ fields: { access_token } }),
    signInWithFirebase: async () => ({ uid: (await somebody()).uid }),
    refreshSession: refreshToken,
    signOut: refreshToken,
    verifySession: async () => ({ fields: { token: (await sessionOf('108')).token } }),
    setPassword: async () => {
      const { uid } = await somebody({ password });
      return { uid, fields: { current_password: password } };
    },
    requestPasswordReset: async () => ({ fields: { email: (await somebody()).email } }),
    confirmPasswordReset: async () => {
      const { email } = await somebody();
      await world.call(null, 'requestPasswordReset', { email });
      return { fields: { oob_code: await codeFor(email) } };
    },
    adminResolveReport: async () => {
      const admin = callerOf('admin', '108');
      const { reports } = await world.callAs<{ reports: { id: string }[] }>(
        admin,
        'adminListReports',
        {},
      );
      return { fields: { report_id: reports[0]?.id } };
    },
    requestEmailVerification: async () => ({ uid: (await somebody()).uid }),
    deleteAccount: async () => {
      const { uid } = await somebody();
      const sessions = (await world.read(`sessions/${uid}`))?.['sessions'] as object;
      return { uid, sid: Object.keys(sessions)[0] ?? '' };
    },
    confirmEmailVerification: async () => {
      const { uid, email } = await somebody();
      await world.call(uid, 'requestEmailVerification', {});
      return { uid, fields: { oob_code: await codeFor(email) } };
    },
  };

  const uploaded = async (): Promise<Living> => {
    const { uid } = await somebody();
    const contacts = [{ emails: ['user109@example.com'] }];
    const fields = await world.call<{ job_id: string }>(uid, 'uploadContacts', { contacts });
    return { uid, fields: { ...fields } };
  };
  LIVING.getContactsUpload = uploaded;
  LIVING.cancelContactsUpload = uploaded;

  /** What a Firebase ID token says of somebody who signed in by Firebase's own phone sign-in. */
  const firebaseClaims = () => ({
    sid: undefined,
    // By the Auth emulator's clock, which says from when on an account's sign-ins count.
    auth_time: Math.ceil(Date.now() / 1000),
    firebase: { sign_in_provider: 'phone', identities: {} },
  });
  const sessionOf = (uid: string) =>
    world.callAs<Session>({ uid, claims: firebaseClaims() }, 'signInWithFirebase', {});
  const callerOf = (auth: Auth, uid: string): CallerClaims => ({
    uid: auth === 'admin' ? 'admin' : uid,
    admin: auth === 'admin',
    ...(auth === 'firebase' && { claims: firebaseClaims() }),
  });
  /** Unsigned, as the Auth emulator's are. */
  const idToken = (uid: string) => {
    const { projectId: aud, clock } = world;
    const iat = clock.now().seconds;
    const iss = `https://securetoken.google.com/${aud}`;
    const claims = { sub: uid, aud, iss, iat, exp: iat + 3600, ...firebaseClaims() };
    return jwt.sign(JSON.parse(JSON.stringify(claims)) as object, '', { algorithm: 'none' });
  };
  const tokenFor = async (auth: Auth, uid: string): Promise<{ token?: string }> => {
    if (auth === 'none') return {};
    if (auth === 'firebase') return { token: idToken(uid) };
    return { token: (await sessionOf(auth === 'admin' ? 'admin' : uid)).token };
  };

  const prepare = async (name: EndpointName) => {
    const { auth, input, output } = await ENDPOINTS[name]();
    const example = EXAMPLES[name];
    assert.ok(example, `${name} has no example: functions/src/wire/openapi/examples.ts`);
    const shown = (input as z.ZodType).safeParse(example);
    assert.ok(shown.success, JSON.stringify(shown.error?.issues));
    const { fields = {}, uid = '108', sid } = (await LIVING[name]?.()) ?? {};
    for (const field of Object.keys(fields)) assert.ok(field in example, `${name}: ${field}`);
    return { auth, uid, sid, output: output as z.ZodType, input: { ...example, ...fields } };
  };
  const fits = (output: z.ZodType, answer: unknown) => {
    const parsed = output.safeParse(answer);
    assert.ok(parsed.success, JSON.stringify(parsed.error?.issues));
  };

  const inOrder = new Set([...Object.keys(EXAMPLES), ...Object.keys(ENDPOINTS)] as EndpointName[]);
  for (const name of inOrder) {
    it(`${name}, as a callable`, async () => {
      const { auth, uid, sid, input, output } = await prepare(name);
      const caller = { ...callerOf(auth, uid), ...(sid && { sid }) };
      fits(output, await world.callAs(caller, name, input));
    });

    for (const { method, path, status, status_if_known, query_names = {} } of ROUTES.filter(
      (route) => route.endpoint === name,
    )) {
      it(`${name}, by ${method.toUpperCase()} ${path}`, async () => {
        const { auth, uid, input, output } = await prepare(name);
        const params = new Set([...path.matchAll(/\{(\w+)\}/g)].map(([, param]) => param));
        const address = path.replaceAll(/\{(\w+)\}/g, (_all, param: string) =>
          encodeURIComponent(String(input[param])),
        );
        const rest = Object.entries(input).filter(([field]) => !params.has(field));
        const query = new URLSearchParams(
          rest.map(([field, value]) => [query_names[field] ?? field, String(value)]),
        );
        const answer = await world.rest(
          method.toUpperCase(),
          method === 'get' ? `${address}?${query}` : address,
          {
            ...(method !== 'get' && { body: Object.fromEntries(rest) }),
            ...(await tokenFor(auth, uid)),
          },
        );
        const expected = 'created' in answer.body && !answer.body['created'] && status_if_known;
        assert.equal(answer.status, expected || status, JSON.stringify(answer.body));
        fits(output, answer.body);
      });
    }
  }
});
