import assert from 'node:assert/strict';
import { GoogleStandIn, refusal, type Call, type Reply } from './google-stand-in.ts';
import type { Outcome } from './step.ts';
import { PROJECT, testDeployment } from './test-deployment.ts';
import { tokenCreator } from './token-creator.ts';

const EMAIL = '123-compute@developer.gserviceaccount.com';
const ROLE = 'roles/iam.serviceAccountTokenCreator';
const RESOURCE = `iam/v1/projects/${PROJECT}/serviceAccounts/${EMAIL}`;

type Policy = { version?: number; etag: string; bindings?: object[] };

describe('the step that lets the service account sign', () => {
  let standIn: GoogleStandIn;
  let policy: Policy;

  before(async () => {
    standIn = await GoogleStandIn.start();
  });
  after(() => standIn.stop());

  beforeEach(() => {
    standIn.reset();
    policy = { etag: 'e1' };
    standIn.on(`GET functions/v2/projects/${PROJECT}/locations/us-central1/functions/api`, {
      body: { serviceConfig: { serviceAccountEmail: EMAIL } },
    });
    standIn.on(`POST ${RESOURCE}:getIamPolicy`, () => ({ body: policy }));
    standIn.on(`POST ${RESOURCE}:setIamPolicy`, set);
  });

  // As IAM does: a policy is taken only with the etag of the one it replaces.
  function set({ body }: Call): Reply {
    const sent = (body as { policy: Policy }).policy;
    if (sent.etag !== policy.etag) return refusal(409, 'ABORTED', 'There were concurrent changes.');
    policy = { ...sent, etag: `${policy.etag}+` };
    return { body: policy };
  }

  async function run(): Promise<Outcome> {
    return tokenCreator.run(await testDeployment(standIn));
  }

  it('adds the binding, keeps all others and changes nothing the second time', async () => {
    const foreign = [
      { role: 'roles/iam.serviceAccountUser', members: ['user:ann@example.com'] },
      {
        role: ROLE,
        members: [`serviceAccount:${EMAIL}`],
        condition: { title: 'weekends', expression: 'false' },
      },
    ];
    policy = { version: 3, etag: 'e1', bindings: foreign };
    assert.deepEqual(await run(), { state: 'done', note: `${EMAIL} may sign tokens` });
    assert.deepEqual(policy, {
      version: 3,
      etag: 'e1+',
      bindings: [...foreign, { role: ROLE, members: [`serviceAccount:${EMAIL}`] }],
    });
    const [get] = standIn.calls.filter(({ call }) => call.endsWith(':getIamPolicy'));
    assert.equal(get?.query, 'options.requestedPolicyVersion=3');

    const before = standIn.writes.length;
    assert.equal((await run()).state, 'already so');
    assert.equal(standIn.writes.length, before);
  });

  it('joins the members who have the role already', async () => {
    policy = { etag: 'e1', bindings: [{ role: ROLE, members: ['user:bob@example.com'] }] };
    await run();
    assert.deepEqual(policy.bindings, [
      { role: ROLE, members: ['user:bob@example.com', `serviceAccount:${EMAIL}`] },
    ]);
  });

  it('reads again when someone else changed the policy in between', async () => {
    let others = 1;
    standIn.on(`POST ${RESOURCE}:setIamPolicy`, (call) => {
      if (others-- > 0) {
        policy = {
          etag: 'e2',
          bindings: [{ role: 'roles/viewer', members: ['user:eve@example.com'] }],
        };
      }
      return set(call);
    });
    assert.equal((await run()).state, 'done');
    assert.equal(policy.bindings?.length, 2);
    assert.equal(policy.etag, 'e2+');
  });

  it('gives up when that does not end', async () => {
    standIn.on(`POST ${RESOURCE}:setIamPolicy`, refusal(409, 'ABORTED', 'Concurrent changes.'));
    await assert.rejects(run(), { status: 409 });
    assert.equal(standIn.writes.length, 3);
  });

  it('hands the command to an owner when the deployer may not', async () => {
    standIn.on(`POST ${RESOURCE}:getIamPolicy`, refusal(403, 'PERMISSION_DENIED', 'No.'));
    const outcome = await run();
    assert.equal(outcome.state, 'by hand');
    assert.deepEqual(outcome.commands, [
      `gcloud iam service-accounts add-iam-policy-binding ${EMAIL} ` +
        `--member=serviceAccount:${EMAIL} --role=${ROLE} --project=${PROJECT}`,
    ]);
  });
});
