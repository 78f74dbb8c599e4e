import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addParam, readParam, readRegion } from './env-file.ts';
import { GoogleStandIn } from './google-stand-in.ts';
import type { Deployment } from './step.ts';
import { PROJECT, testDeployment } from './test-deployment.ts';
import { webApiKey } from './web-api-key.ts';

const APPS = `GET firebase/v1beta1/projects/${PROJECT}/webApps`;

describe('the step that finds the web API key', () => {
  let standIn: GoogleStandIn;
  let deployment: Deployment;
  before(async () => {
    standIn = await GoogleStandIn.start();
  });
  after(() => standIn.stop());
  beforeEach(async () => {
    standIn.reset();
    deployment = await testDeployment(standIn);
    await mkdir(join(deployment.root, 'functions'));
  });

  const envText = (): Promise<string> =>
    readFile(join(deployment.root, `functions/.env.${PROJECT}`), 'utf8');

  it("takes that of the project's web app and writes it once", async () => {
    standIn.on(APPS, { body: { apps: [{ appId: '1:2:web:3' }] } });
    standIn.on(`${APPS}/1:2:web:3/config`, { body: { apiKey: 'AIza-web-app' } });
    const outcome = await webApiKey.run(deployment);
    assert.equal(outcome.state, 'done');
    assert.doesNotMatch(outcome.note, /AIza/);
    assert.equal(await envText(), 'WEB_API_KEY=AIza-web-app\n');

    const asked = standIn.calls.length;
    assert.equal((await webApiKey.run(deployment)).state, 'already so');
    assert.equal(standIn.calls.length, asked);
    assert.equal(await envText(), 'WEB_API_KEY=AIza-web-app\n');
  });

  it('takes that of Authentication where there is no web app', async () => {
    standIn.on(APPS, { body: {} });
    standIn.on(`GET identity/admin/v2/projects/${PROJECT}/config`, {
      body: { client: { apiKey: 'AIza-auth' } },
    });
    await addParam(deployment.root, PROJECT, 'REGION', 'europe-west1');
    assert.equal((await webApiKey.run(deployment)).state, 'done');
    assert.equal(await envText(), 'REGION=europe-west1\nWEB_API_KEY=AIza-auth\n');
  });

  it('stops with the command that makes a web app where there is no key at all', async () => {
    standIn.on(APPS, { body: {} });
    standIn.on(`GET identity/admin/v2/projects/${PROJECT}/config`, { body: {} });
    const outcome = await webApiKey.run(deployment);
    assert.equal(outcome.stop, true);
    assert.deepEqual(outcome.commands, [
      `npx firebase apps:create WEB Parley --project ${PROJECT}`,
    ]);
  });

  it('reads params as the Firebase CLI does', async () => {
    const { root } = deployment;
    await writeFile(join(root, 'functions/.env'), 'REGION=us-east1\nA = "two words" # why\nB=\n');
    await writeFile(
      join(root, `functions/.env.${PROJECT}`),
      '# REGION=x\nexport REGION=europe-west1',
    );
    assert.equal(await readRegion(root, PROJECT), 'europe-west1');
    assert.equal(await readParam(root, PROJECT, 'A'), 'two words');
    assert.equal(await readParam(root, PROJECT, 'B'), undefined);
    assert.equal(await readRegion(root, 'another'), 'us-east1');
    await addParam(root, PROJECT, 'C', '1');
    assert.equal(await readParam(root, PROJECT, 'C'), '1');
    assert.equal(await readRegion(root, PROJECT), 'europe-west1');
  });
});
