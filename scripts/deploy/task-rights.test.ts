import assert from 'node:assert/strict';
import { TASKS as DEPLOYED } from '../../functions/src/wire/tasks.ts';
import { GoogleStandIn, refusal } from './google-stand-in.ts';
import type { Outcome } from './step.ts';
import { TASKS, taskRights } from './task-rights.ts';
import { PROJECT, testDeployment } from './test-deployment.ts';

const EMAIL = '123-compute@developer.gserviceaccount.com';
const PLACE = `v2/projects/${PROJECT}/locations/us-central1`;
const RESOURCES: Record<string, string> = {
  [`iam/v1/projects/${PROJECT}/serviceAccounts/${EMAIL}`]: 'roles/iam.serviceAccountUser',
};
for (const name of Object.keys(DEPLOYED)) {
  RESOURCES[`tasks/${PLACE}/queues/${name}`] = 'roles/cloudtasks.enqueuer';
  RESOURCES[`run/${PLACE}/services/${name.toLowerCase()}`] = 'roles/run.invoker';
}

describe('the step that lets the service account send tasks', () => {
  let standIn: GoogleStandIn;
  let policies: Record<string, object>;

  before(async () => {
    standIn = await GoogleStandIn.start();
  });
  after(() => standIn.stop());

  beforeEach(() => {
    standIn.reset();
    policies = {};
    standIn.on(`GET functions/v2/projects/${PROJECT}/locations/us-central1/functions/api`, {
      body: { serviceConfig: { serviceAccountEmail: EMAIL } },
    });
    for (const resource of Object.keys(RESOURCES)) {
      const method = resource.startsWith('run/') ? 'GET' : 'POST';
      standIn.on(`${method} ${resource}:getIamPolicy`, () => ({ body: policies[resource] ?? {} }));
      standIn.on(`POST ${resource}:setIamPolicy`, ({ body }) => {
        const { policy } = body as { policy: object };
        policies[resource] = policy;
        return { body: policy };
      });
    }
  });

  const run = async (): Promise<Outcome> => taskRights.run(await testDeployment(standIn));

  it('is of every task that is deployed', () => {
    assert.deepEqual(TASKS.toSorted(), Object.keys(DEPLOYED).toSorted());
  });

  it('gives the three roles it takes, each where it is needed, and changes nothing again', async () => {
    assert.deepEqual(await run(), { state: 'done', note: `${EMAIL} may enqueue and send tasks` });
    const members = [`serviceAccount:${EMAIL}`];
    for (const [resource, role] of Object.entries(RESOURCES)) {
      assert.deepEqual(policies[resource], { version: 3, bindings: [{ role, members }] });
    }
    const before = standIn.writes.length;
    assert.equal((await run()).state, 'already so');
    assert.equal(standIn.writes.length, before);
  });

  it('hands the commands to an owner when the deployer may not', async () => {
    const iam = `iam/v1/projects/${PROJECT}/serviceAccounts/${EMAIL}`;
    standIn.on(`POST ${iam}:getIamPolicy`, refusal(403, 'PERMISSION_DENIED', 'No.'));
    const { state, commands = [] } = await run();
    assert.equal(state, 'by hand');
    assert.equal(commands.length, 1 + 2 * TASKS.length);
    const who = `--member=serviceAccount:${EMAIL}`;
    assert.equal(
      commands.find((command) => command.includes(' numberGroup ')),
      `gcloud tasks queues add-iam-policy-binding numberGroup --location=us-central1 ${who} ` +
        `--role=roles/cloudtasks.enqueuer --project=${PROJECT}`,
    );
  });
});
