import { findAuthConfig, trySetting, type PasswordPolicy } from './auth-config.ts';
import type { Step } from './step.ts';

const MASK = 'passwordPolicyConfig';

/** That of functions/src/modules/passwords/policy.ts, which asks for more than Google can be told. */
const MIN_LENGTH = 8;

/**
 * Has Google refuse short passwords: with an ID token, a client can set one at Google's own interface, past
 * our functions. What the team demands beyond that stays.
 * https://cloud.google.com/identity-platform/docs/password-policy
 */
export const passwordPolicy: Step = {
  name: 'password policy',
  plan: () => `set ${MASK}: at least ${MIN_LENGTH} characters`,
  async run({ google, project }) {
    const now = (await findAuthConfig(google, project))?.passwordPolicyConfig;
    if (isEnough(now)) return { state: 'already so', note: 'short passwords are refused' };
    const value = { passwordPolicyConfig: stricter(now) };
    const answer = await trySetting(google, project, MASK, value);
    if ('config' in answer && isEnough(answer.config.passwordPolicyConfig)) {
      return { state: 'done', note: `at least ${MIN_LENGTH} characters` };
    }
    const why = 'refusal' in answer ? answer.refusal : 'Google did not take it';
    return {
      state: 'by hand',
      note: `${why}; demand at least ${MIN_LENGTH} characters in the console, under Password policy`,
      commands: [
        `open https://console.firebase.google.com/project/${project}/authentication/settings`,
      ],
    };
  },
};

function isEnough(policy: PasswordPolicy | undefined): boolean {
  const enforced = policy?.passwordPolicyEnforcementState === 'ENFORCE';
  return enforced && lengthOf(policy) >= MIN_LENGTH;
}

/** With what there is already, where it is in force. */
function stricter(policy: PasswordPolicy | undefined): PasswordPolicy {
  const enforced = policy?.passwordPolicyEnforcementState === 'ENFORCE';
  const options = enforced ? policy.passwordPolicyVersions?.[0]?.customStrengthOptions : undefined;
  const minPasswordLength = Math.max(MIN_LENGTH, enforced ? lengthOf(policy) : 0);
  return {
    passwordPolicyEnforcementState: 'ENFORCE',
    // Else whoever has a shorter one, as imported accounts may, could not sign in at all.
    forceUpgradeOnSignin: enforced && policy.forceUpgradeOnSignin === true,
    passwordPolicyVersions: [{ customStrengthOptions: { ...options, minPasswordLength } }],
  };
}

function lengthOf(policy: PasswordPolicy): number {
  return policy.passwordPolicyVersions?.[0]?.customStrengthOptions?.minPasswordLength ?? 0;
}
