import assert from 'node:assert/strict';
import { appCheck } from './app-check.ts';
import { GoogleStandIn, refusal } from './google-stand-in.ts';
import { health } from './health.ts';
import { bucket, database } from './locations.ts';
import { project } from './project.ts';
import { services } from './services.ts';
import { PROJECT, testDeployment } from './test-deployment.ts';

describe('the steps that look at the project', () => {
  let standIn: GoogleStandIn;
  before(async () => {
    standIn = await GoogleStandIn.start();
  });
  after(() => standIn.stop());
  beforeEach(() => {
    standIn.reset();
    standIn.on(`GET firebase/v1beta1/projects/${PROJECT}`, { body: { projectNumber: '123' } });
  });

  it('stop at a project that is not there', async () => {
    const deployment = await testDeployment(standIn);
    assert.equal((await project.run(deployment)).state, 'already so');
    standIn.reset();
    assert.equal((await project.run(deployment)).stop, true);
  });

  it('switch on the interfaces that are off, and wait until they are on', async () => {
    const parent = 'services/v1/projects/123/services';
    const asked = new Set<string>();
    let on = ['iam.googleapis.com', 'run.googleapis.com'];
    standIn.on(`GET ${parent}:batchGet`, ({ query }) => {
      const names = query.split('&').map((name) => name.replace('names=', ''));
      for (const name of names) asked.add(name.split('/').pop() ?? '');
      const stateOf = (name: string): string =>
        on.some((id) => name.endsWith(`/${id}`)) ? 'ENABLED' : 'DISABLED';
      return { body: { services: names.map((name) => ({ name, state: stateOf(name) })) } };
    });
    standIn.on(`POST ${parent}:batchEnable`, ({ body }) => {
      on = [...on, ...(body as { serviceIds: string[] }).serviceIds];
      return { body: { name: 'operations/acf.1' } };
    });
    let polls = 0;
    standIn.on('GET services/v1/operations/acf.1', () => ({ body: { done: ++polls === 2 } }));
    const deployment = await testDeployment(standIn);

    assert.equal((await services.run(deployment)).state, 'done');
    assert.equal(polls, 2);
    assert.deepEqual(new Set(on), asked);
    assert.ok(on.length <= 20, 'one request takes 20');
    assert.equal((await services.run(deployment)).state, 'already so');
    assert.equal(standIn.writes.length, 1);

    on = [];
    standIn.on(`POST ${parent}:batchEnable`, { body: { done: true, error: { message: 'No.' } } });
    await assert.rejects(services.run(deployment), /Could not switch on .*: No\./);
  });

  it('stop where a location has to be chosen', async () => {
    const deployment = await testDeployment(standIn);
    for (const step of [database, bucket]) {
      const outcome = await step.run(deployment);
      assert.equal(outcome.stop, true, step.name);
      assert.equal(outcome.commands?.length, 1);
    }
    const path = `firestore/v1/projects/${PROJECT}/databases/(default)`;
    standIn.on(`GET ${path}`, { body: { locationId: 'eur3', type: 'FIRESTORE_NATIVE' } });
    standIn.on(`GET storage/v1alpha/projects/${PROJECT}/defaultBucket`, {
      body: { bucket: { name: `projects/${PROJECT}/buckets/team-chat.firebasestorage.app` } },
    });
    assert.match((await database.run(deployment)).note, /eur3/);
    assert.equal((await bucket.run(deployment)).note, 'team-chat.firebasestorage.app');
    standIn.on(`GET ${path}`, { body: { type: 'DATASTORE_MODE' } });
    assert.equal((await database.run(deployment)).stop, true);
    assert.deepEqual(standIn.writes, []);
  });

  it('never switch App Check on', async () => {
    const deployment = await testDeployment(standIn);
    const path = 'GET appCheck/v1/projects/123/services';
    const enforced = { body: { enforcementMode: 'ENFORCED' } };
    standIn.on(`${path}/firestore.googleapis.com`, enforced);
    const outcome = await appCheck.run(deployment);
    assert.equal(outcome.state, 'by hand');
    assert.match(outcome.note, /^not enforced for firebasestorage\.googleapis\.com;/);
    standIn.on(`${path}/firebasestorage.googleapis.com`, enforced);
    assert.equal((await appCheck.run(deployment)).state, 'already so');
    assert.deepEqual(standIn.writes, []);
  });

  it('ask the deployed api until it is ready, or point to its log', async () => {
    const api = `GET functions/v2/projects/${PROJECT}/locations/us-central1/functions/api`;
    standIn.on(api, { body: { url: `${standIn.url}/deployed/api` } });
    const answers = [403, 503, 200];
    standIn.on('GET deployed/api/healthz/', () => ({ status: answers.shift() ?? 500, body: {} }));
    const waits: number[] = [];
    const deployment = await testDeployment(standIn, {
      wait: async (milliseconds) => void waits.push(milliseconds),
    });
    assert.equal((await health.run(deployment)).state, 'done');
    assert.equal(waits.length, 2);

    const outcome = await health.run(deployment);
    assert.equal(outcome.stop, true);
    assert.match(outcome.note, /not ready: 500/);
    standIn.on(api, refusal(404, 'NOT_FOUND', 'Function not found.'));
    await assert.rejects(health.run(deployment), { status: 404 });
  });
});
