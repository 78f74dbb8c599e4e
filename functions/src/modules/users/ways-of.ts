import type { Ways } from '../directory/list-user.ts';
import type { AuthAccount } from './account.ts';

/** The exact ways to the owner of an account: his number, and his address if it is proven. */
export function waysOf({ email, email_verified, phone }: AuthAccount): Ways {
  return { email: email_verified ? email : null, phone };
}
