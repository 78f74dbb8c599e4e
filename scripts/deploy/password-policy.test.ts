import assert from 'node:assert/strict';
import type { PasswordPolicy } from './auth-config.ts';
import { GoogleStandIn, refusal } from './google-stand-in.ts';
import { passwordPolicy } from './password-policy.ts';
import type { Outcome } from './step.ts';
import { PROJECT, testDeployment } from './test-deployment.ts';

const CONFIG = `identity/admin/v2/projects/${PROJECT}/config`;

describe('the step that has Google refuse short passwords', () => {
  let standIn: GoogleStandIn;
  before(async () => {
    standIn = await GoogleStandIn.start();
  });
  after(() => standIn.stop());
  beforeEach(() => standIn.reset());

  const policy = (minPasswordLength: number, more: object = {}): PasswordPolicy => ({
    passwordPolicyEnforcementState: 'ENFORCE',
    forceUpgradeOnSignin: false,
    passwordPolicyVersions: [{ customStrengthOptions: { ...more, minPasswordLength } }],
  });
  const run = async (now?: PasswordPolicy): Promise<Outcome> => {
    standIn.on(`GET ${CONFIG}`, { body: { passwordPolicyConfig: now } });
    return passwordPolicy.run(await testDeployment(standIn));
  };
  const OFF = { passwordPolicyEnforcementState: 'OFF', forceUpgradeOnSignin: true };
  const UPPER = { containsUppercaseCharacter: true };

  for (const enough of [policy(8), policy(12, UPPER)]) {
    it(`changes nothing in ${JSON.stringify(enough)}`, async () => {
      assert.equal((await run(enough)).state, 'already so');
      assert.deepEqual(standIn.writes, []);
    });
  }

  const cases: [PasswordPolicy | undefined, PasswordPolicy][] = [
    [undefined, policy(8)],
    [{ ...policy(12, UPPER), ...OFF }, policy(8)],
    [policy(6, UPPER), policy(8, UPPER)],
  ];
  for (const [now, wanted] of cases) {
    it(`makes ${JSON.stringify(now)} strict enough, and leaves what it demands`, async () => {
      standIn.on(`PATCH ${CONFIG}`, ({ body }) => ({ body }));
      assert.equal((await run(now)).state, 'done');
      assert.equal(standIn.writes[0]?.query, 'updateMask=passwordPolicyConfig');
      assert.deepEqual(standIn.writes[0].body, { passwordPolicyConfig: wanted });
    });
  }

  it('says what is left to do where Google does not allow it, or does not do it', async () => {
    standIn.on(`PATCH ${CONFIG}`, refusal(400, 'INVALID_ARGUMENT', 'OPERATION_NOT_ALLOWED'));
    const { state, note, stop } = await run();
    assert.deepEqual([state, stop], ['by hand', undefined]);
    assert.match(note, /OPERATION_NOT_ALLOWED/);
    standIn.on(`PATCH ${CONFIG}`, { body: {} });
    assert.equal((await run()).state, 'by hand');
  });
});
