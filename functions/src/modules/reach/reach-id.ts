import { deterministicId } from '../../kernel/deterministic-id.ts';
import type { KeyedHash } from '../../kernel/keyed-hash.ts';

/** One address, or one number in E.164. */
export type Way = { email: string } | { phone: string };

/**
 * What stands for an address or a number wherever it is only compared: 20 characters of a keyed hash, the
 * id in `reach`. Addresses are taken in lower case, as Firebase Auth keeps them.
 */
export function reachId(hash: KeyedHash, way: Way): string {
  return 'email' in way
    ? deterministicId(hash, 'reach', 'email', way.email.toLowerCase())
    : deterministicId(hash, 'reach', 'phone', way.phone);
}
