import type { Credentials } from '../../modules/auth/authenticate.ts';

/** The token of an `Authorization` header; `JWT`, `Bearer` and `Token` are the same to us. */
export function credentialsOf(header: string | undefined): Credentials | undefined {
  const token = /^(?:JWT|Bearer|Token) +(\S+)$/i.exec(header?.trim() ?? '')?.[1];
  return token === undefined ? undefined : { token };
}
