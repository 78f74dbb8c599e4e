import type { Google } from './google.ts';
import { GoogleError } from './google-error.ts';
import type { Step } from './step.ts';

/** https://cloud.google.com/identity-platform/docs/reference/rest/v2/Config, as far as it matters. */
export type AuthConfig = {
  signIn?: { email?: { enabled?: boolean } };
  client?: {
    apiKey?: string;
    permissions?: { disabledUserSignup?: boolean; disabledUserDeletion?: boolean };
  };
  emailPrivacyConfig?: { enableImprovedEmailPrivacy?: boolean };
  notification?: { sendEmail?: { callbackUri?: string } };
  passwordPolicyConfig?: PasswordPolicy;
};

export type PasswordPolicy = {
  passwordPolicyEnforcementState?: string;
  forceUpgradeOnSignin?: boolean;
  passwordPolicyVersions?: {
    customStrengthOptions?: { minPasswordLength?: number; [option: string]: unknown };
  }[];
};

type Setting = { mask: string; is(config: AuthConfig): boolean; value: AuthConfig };

const SETTINGS: Setting[] = [
  {
    mask: 'signIn.email.enabled',
    is: ({ signIn }) => signIn?.email?.enabled === true,
    value: { signIn: { email: { enabled: true } } },
  },
  // Accounts are made and deleted by our functions, which check names, limits and what else hangs on
  // an account; otherwise anybody with the public API key could do it past them.
  {
    mask: 'client.permissions.disabledUserSignup',
    is: ({ client }) => client?.permissions?.disabledUserSignup === true,
    value: { client: { permissions: { disabledUserSignup: true } } },
  },
  {
    mask: 'client.permissions.disabledUserDeletion',
    is: ({ client }) => client?.permissions?.disabledUserDeletion === true,
    value: { client: { permissions: { disabledUserDeletion: true } } },
  },
  // Without it, Google's own interface tells whether an address has an account.
  {
    mask: 'emailPrivacyConfig.enableImprovedEmailPrivacy',
    is: ({ emailPrivacyConfig }) => emailPrivacyConfig?.enableImprovedEmailPrivacy === true,
    value: { emailPrivacyConfig: { enableImprovedEmailPrivacy: true } },
  },
];

/** Sets what sign-in relies on and leaves every other setting alone. */
export const authConfig: Step = {
  name: 'Authentication',
  plan: () => `set ${SETTINGS.map(({ mask }) => mask).join(', ')}`,
  async run({ google, project }) {
    const config = (await findAuthConfig(google, project)) ?? (await initialize(google, project));
    const missing = SETTINGS.filter((setting) => !setting.is(config));
    if (missing.length === 0) return { state: 'already so', note: 'all settings are in place' };

    const masks = missing.map(({ mask }) => mask);
    const path = `${pathOf(project)}?updateMask=${masks.join(',')}`;
    const after = await google.patch<AuthConfig>('identity', path, merged(missing));
    const refused = missing.filter((setting) => !setting.is(after)).map(({ mask }) => mask);
    if (refused.length === 0) return { state: 'done', note: `set ${masks.join(', ')}` };
    return {
      state: 'by hand',
      note: `Google did not take ${refused.join(', ')}; set it in the console, under Settings`,
      commands: [
        `open https://console.firebase.google.com/project/${project}/authentication/settings`,
      ],
    };
  },
};

/** The project's sign-in settings, or nothing where Authentication has never been switched on. */
export async function findAuthConfig(
  google: Google,
  project: string,
): Promise<AuthConfig | undefined> {
  try {
    return await google.get<AuthConfig>('identity', pathOf(project));
  } catch (error) {
    if (error instanceof GoogleError && error.message.includes('CONFIGURATION_NOT_FOUND')) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Changes one setting that Google does not let every project change. Answers what there is then, or why it
 * was refused.
 */
export async function trySetting(
  google: Google,
  project: string,
  mask: string,
  value: AuthConfig,
): Promise<{ config: AuthConfig } | { refusal: string }> {
  try {
    const path = `${pathOf(project)}?updateMask=${mask}`;
    return { config: await google.patch<AuthConfig>('identity', path, value) };
  } catch (error) {
    if (error instanceof GoogleError && error.status === 400) return { refusal: error.message };
    throw error;
  }
}

async function initialize(google: Google, project: string): Promise<AuthConfig> {
  await google.post('identity', `v2/projects/${project}/identityPlatform:initializeAuth`, {});
  return google.get<AuthConfig>('identity', pathOf(project));
}

function pathOf(project: string): string {
  return `admin/v2/projects/${project}/config`;
}

function merged(settings: Setting[]): AuthConfig {
  const result: AuthConfig = {};
  for (const { value } of settings) {
    if (value.signIn) result.signIn = value.signIn;
    if (value.emailPrivacyConfig) result.emailPrivacyConfig = value.emailPrivacyConfig;
    if (value.client) {
      const permissions = { ...result.client?.permissions, ...value.client.permissions };
      result.client = { permissions };
    }
  }
  return result;
}
