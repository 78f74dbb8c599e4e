import { GoogleError } from './google-error.ts';
import type { Api, Google } from './google.ts';

/** Someone else changed the policy in between: read and try again, so often. */
const ATTEMPTS = 3;

type Binding = { role?: string; members?: string[]; condition?: object };
type Policy = { version?: number; etag?: string; bindings?: Binding[] };

/** Something with an IAM policy of its own. */
export type Resource = {
  api: Api;
  /** With the version of the interface: `v1/projects/…`. */
  path: string;
};

/**
 * Gives a service account a role on a resource. Other bindings stay.
 *
 * @returns whether anything changed
 * @throws GoogleError
 */
export async function grant(
  google: Google,
  resource: Resource,
  role: string,
  email: string,
): Promise<boolean> {
  const { api, path } = resource;
  for (let attempt = 1; ; attempt++) {
    const policy = await readPolicy(google, resource);
    const next = withMember(policy, role, `serviceAccount:${email}`);
    if (next === undefined) return false;
    try {
      await google.post(api, `${path}:setIamPolicy`, { policy: next });
      return true;
    } catch (error) {
      const stale = error instanceof GoogleError && error.status === 409;
      if (!stale || attempt === ATTEMPTS) throw error;
    }
  }
}

/**
 * Version 3 is the one that shows conditions; writing back a lower one would drop them. Each interface
 * is asked for it in its own way.
 */
function readPolicy(google: Google, { api, path }: Resource): Promise<Policy> {
  const read = `${path}:getIamPolicy`;
  const query = 'options.requestedPolicyVersion=3';
  if (api === 'tasks') {
    return google.post<Policy>(api, read, { options: { requestedPolicyVersion: 3 } });
  }
  if (api === 'run') return google.get<Policy>(api, `${read}?${query}`);
  return google.post<Policy>(api, `${read}?${query}`, {});
}

/** The policy with the member added and everything else kept, or nothing when he is there. */
function withMember(policy: Policy, role: string, member: string): Policy | undefined {
  const bindings = policy.bindings ?? [];
  const unconditional = bindings.find((binding) => binding.role === role && !binding.condition);
  if (unconditional?.members?.includes(member)) return undefined;
  const others = bindings.filter((binding) => binding !== unconditional);
  const members = [...(unconditional?.members ?? []), member];
  return {
    ...policy,
    version: 3,
    bindings: [...others, { ...unconditional, role, members }],
  };
}
