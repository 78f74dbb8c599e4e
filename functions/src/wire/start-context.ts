import type { RawConfig } from '../config/config.ts';
import type { Context, Contexts } from '../context/context.ts';
import type { Log } from '../kernel/log.ts';

/**
 * Makes an instance's context of its params and secrets; all that it needs is loaded by it. It is one for
 * all functions, but where what they ask of Firestore is recorded: the emulator suite has one process for
 * them all, and each is to be told from the others.
 *
 * @throws Error that names what is missing or weak
 */
export async function startContexts(raw: RawConfig, log: Log): Promise<Contexts> {
  const [{ parseConfig }, { connectContext }] = await Promise.all([
    import('../config/config.ts'),
    import('../edges/context.ts'),
  ]);
  const config = parseConfig(raw);
  if (config.first_admin !== undefined) {
    const { assertHardAdminSecret } = await import('../modules/auth/admin-secret.ts');
    await assertHardAdminSecret(config);
  }
  if (config.firestore_recorder === undefined) {
    const context = connectContext(config, log);
    return () => context;
  }
  const contexts = new Map<string, Context>();
  return (function_name) => {
    const context = contexts.get(function_name) ?? connectContext(config, log, { function_name });
    contexts.set(function_name, context);
    return context;
  };
}
