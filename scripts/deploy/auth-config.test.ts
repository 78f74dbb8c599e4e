import assert from 'node:assert/strict';
import { authConfig, type AuthConfig } from './auth-config.ts';
import { GoogleStandIn, refusal } from './google-stand-in.ts';
import type { Outcome } from './step.ts';
import { PROJECT, testDeployment } from './test-deployment.ts';

const CONFIG = `identity/admin/v2/projects/${PROJECT}/config`;
const COMPLETE: AuthConfig = {
  signIn: { email: { enabled: true } },
  client: { permissions: { disabledUserSignup: true, disabledUserDeletion: true } },
  emailPrivacyConfig: { enableImprovedEmailPrivacy: true },
};

describe('the step that configures Authentication', () => {
  let standIn: GoogleStandIn;
  before(async () => {
    standIn = await GoogleStandIn.start();
  });
  after(() => standIn.stop());
  beforeEach(() => standIn.reset());

  async function run(): Promise<Outcome> {
    return authConfig.run(await testDeployment(standIn));
  }

  it('changes nothing when all is set', async () => {
    standIn.on(`GET ${CONFIG}`, { body: COMPLETE });
    assert.equal((await run()).state, 'already so');
    assert.deepEqual(standIn.writes, []);
  });

  it('sets what is missing, and only that', async () => {
    standIn.on(`GET ${CONFIG}`, {
      body: { ...COMPLETE, client: { permissions: { disabledUserSignup: true } }, signIn: {} },
    });
    standIn.on(`PATCH ${CONFIG}`, { body: COMPLETE });
    assert.equal((await run()).state, 'done');
    const [write, ...more] = standIn.writes;
    assert.deepEqual(more, []);
    assert.equal(
      write?.query,
      'updateMask=signIn.email.enabled,client.permissions.disabledUserDeletion',
    );
    assert.deepEqual(write.body, {
      signIn: { email: { enabled: true } },
      client: { permissions: { disabledUserDeletion: true } },
    });
  });

  it('switches Authentication on where it never was', async () => {
    let initialized = false;
    standIn.on(`GET ${CONFIG}`, () =>
      initialized ? { body: {} } : refusal(404, '', 'CONFIGURATION_NOT_FOUND'),
    );
    standIn.on(`POST identity/v2/projects/${PROJECT}/identityPlatform:initializeAuth`, () => {
      initialized = true;
      return { body: {} };
    });
    standIn.on(`PATCH ${CONFIG}`, { body: COMPLETE });
    assert.equal((await run()).state, 'done');
    assert.deepEqual(standIn.writes.at(-1)?.body, COMPLETE);
  });

  it('says so when Google answers well but does not do it', async () => {
    standIn.on(`GET ${CONFIG}`, { body: {} });
    standIn.on(`PATCH ${CONFIG}`, { body: { ...COMPLETE, client: {} } });
    const { state, note } = await run();
    assert.equal(state, 'by hand');
    assert.match(note, /disabledUserSignup, client\.permissions\.disabledUserDeletion;/);
  });

  it('does not take another error for a missing configuration', async () => {
    standIn.on(`GET ${CONFIG}`, refusal(403, 'PERMISSION_DENIED', 'No.'));
    await assert.rejects(run(), { status: 403 });
  });
});
