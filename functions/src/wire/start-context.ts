import type { RawConfig } from '../config/config.ts';
import type { Context } from '../context/context.ts';
import type { Log } from '../kernel/log.ts';

/**
 * Makes an instance's context of its params and secrets; all that it needs is loaded by it.
 *
 * @throws Error that names what is missing or weak
 */
export async function startContext(raw: RawConfig, log: Log): Promise<Context> {
  const [{ parseConfig }, { connectContext }] = await Promise.all([
    import('../config/config.ts'),
    import('../edges/context.ts'),
  ]);
  const config = parseConfig(raw);
  if (config.first_admin !== undefined) {
    const { assertHardAdminSecret } = await import('../modules/auth/admin-secret.ts');
    await assertHardAdminSecret(config);
  }
  return connectContext(config, log);
}
