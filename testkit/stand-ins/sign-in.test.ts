import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { OAuth2Client } from 'google-auth-library';

import { startFacebookStandIn } from './facebook/server.ts';
import { GOOGLE_CLIENT_ID, startGoogleStandIn } from './google/server.ts';

const post = async (url: string, body: string): Promise<Record<string, string>> =>
  (await fetch(url, { method: 'POST', body })).json() as Promise<Record<string, string>>;

describe('the sign-in stand-ins, with nothing but curl', () => {
  it("Google's makes a token that Google's own library accepts", async () => {
    const google = await startGoogleStandIn();
    try {
      const given = '{"sub":"1","email":"x@gmail.com"}';
      const { id_token = '' } = await post(`http://${google.host}/tokens`, given);
      const url = `http://${google.host}/oauth2/v1/certs`;
      const client = new OAuth2Client({ endpoints: { oauth2FederatedSignonPemCertsUrl: url } });
      const ticket = await client.verifyIdToken({ idToken: id_token, audience: GOOGLE_CLIENT_ID });
      const { sub, email, email_verified } = ticket.getPayload() ?? {};
      assert.deepEqual([sub, email, email_verified], ['1', 'x@gmail.com', true]);
    } finally {
      await google.stop();
    }
  });

  it("Facebook's makes a token that its debug_token knows, and wants to be told whose", async () => {
    const facebook = await startFacebookStandIn();
    try {
      const base = `http://${facebook.host}`;
      const { access_token = '' } = await post(`${base}/tokens`, '{"user_id":"7"}');
      const by = `${facebook.app.id}|${facebook.app.secret}`;
      const query = new URLSearchParams({ input_token: access_token, access_token: by });
      const answer = await fetch(`${base}/v24.0/debug_token?${query}`);
      const { data } = (await answer.json()) as { data: Record<string, unknown> };
      const { is_valid, user_id } = data;
      assert.deepEqual([is_valid, user_id], [true, '7']);
      const nobody = await fetch(`${base}/tokens`, { method: 'POST', body: '{}' });
      assert.equal(nobody.status, 400);
    } finally {
      await facebook.stop();
    }
  });

  it('are those that the functions of `npm start` are configured for', async () => {
    const folder = new URL('../../functions/', import.meta.url);
    const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
    const [params, secrets] = [read('.env.local'), read('.secret.local')];
    const facebook = await startFacebookStandIn();
    await facebook.stop();
    assert.ok(params.includes(`GOOGLE_CLIENT_IDS=${GOOGLE_CLIENT_ID}\n`));
    assert.ok(params.includes(`FACEBOOK_APP_ID=${facebook.app.id}\n`));
    assert.ok(secrets.includes(`FACEBOOK_APP_SECRET=${facebook.app.secret}\n`));
  });
});
