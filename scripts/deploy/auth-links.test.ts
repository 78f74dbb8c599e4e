import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { authLinks } from './auth-links.ts';
import { GoogleStandIn, refusal } from './google-stand-in.ts';
import type { Outcome } from './step.ts';
import { PROJECT, testDeployment } from './test-deployment.ts';

const CONFIG = `identity/admin/v2/projects/${PROJECT}/config`;
const OURS = `https://us-central1-${PROJECT}.cloudfunctions.net/api/firebase-link`;

describe("the step that sees to the links in Firebase's mails", () => {
  let standIn: GoogleStandIn;
  before(async () => {
    standIn = await GoogleStandIn.start();
  });
  after(() => standIn.stop());
  beforeEach(() => standIn.reset());

  const config = (callbackUri?: string) => ({ notification: { sendEmail: { callbackUri } } });
  const run = async (): Promise<Outcome> => authLinks.run(await testDeployment(standIn));

  it('changes nothing where they lead to our page', async () => {
    standIn.on(`GET ${CONFIG}`, { body: config(OURS) });
    assert.equal((await run()).state, 'already so');
    assert.deepEqual(standIn.writes, []);
  });

  for (const before of [
    undefined,
    '',
    `https://${PROJECT}.firebaseapp.com/__/auth/action`,
    `https://europe-west1-${PROJECT}.cloudfunctions.net/api/firebase-link`,
  ]) {
    it(`leads those to ${before} to our page, and changes nothing else`, async () => {
      standIn.on(`GET ${CONFIG}`, { body: config(before) });
      standIn.on(`PATCH ${CONFIG}`, ({ body }) => ({ body }));
      assert.equal((await run()).state, 'done');
      const [write, ...more] = standIn.writes;
      assert.deepEqual(more, []);
      assert.equal(write?.query, 'updateMask=notification.sendEmail.callbackUri');
      assert.deepEqual(write.body, config(OURS));
    });
  }

  it('knows the region', async () => {
    standIn.on(`GET ${CONFIG}`, { body: {} });
    standIn.on(`PATCH ${CONFIG}`, ({ body }) => ({ body }));
    const deployment = await testDeployment(standIn);
    await mkdir(join(deployment.root, 'functions'));
    await writeFile(join(deployment.root, `functions/.env.${PROJECT}`), 'REGION=europe-west1\n');
    await authLinks.run(deployment);
    assert.deepEqual(standIn.writes[0]?.body, config(OURS.replace('us-central1', 'europe-west1')));
  });

  it('leaves a page of the team, and says what it must not do', async () => {
    standIn.on(`GET ${CONFIG}`, { body: config('https://team.example/action') });
    const { state, note } = await run();
    assert.equal(state, 'by hand');
    assert.match(note, /https:\/\/team\.example\/action/);
    assert.deepEqual(standIn.writes, []);
  });

  it('says what is left to do where Google does not allow it', async () => {
    standIn.on(`GET ${CONFIG}`, { body: {} });
    const code = 'EMAIL_TEMPLATE_UPDATE_NOT_ALLOWED';
    standIn.on(`PATCH ${CONFIG}`, refusal(400, 'INVALID_ARGUMENT', code));
    const { state, note, stop } = await run();
    assert.deepEqual([state, stop], ['by hand', undefined]);
    assert.ok(note.includes(code) && note.includes(OURS), note);
    standIn.on(`PATCH ${CONFIG}`, { body: {} });
    assert.equal((await run()).state, 'by hand');
  });

  it('does not take another error for that', async () => {
    standIn.on(`GET ${CONFIG}`, { body: {} });
    standIn.on(`PATCH ${CONFIG}`, refusal(403, 'PERMISSION_DENIED', 'No.'));
    await assert.rejects(run(), { status: 403 });
  });
});
