import type { Instant } from '../../kernel/instant.ts';

/** What a code of a mail may be used for. */
export const CODE_PURPOSES = ['RESET_PASSWORD', 'VERIFY_EMAIL'] as const;
export type CodePurpose = (typeof CODE_PURPOSES)[number];

/**
 * `email-codes/{hash of purpose and address}`: the codes that were mailed to an address and are good;
 * for functions only. There is one as well for an address without an account, whose codes nobody gets.
 */
export interface EmailCodes {
  purpose: CodePurpose;
  /** Whose account it was then; `null` for none. */
  uid: string | null;
  email: string | null;
  /** The newest first. */
  codes: EmailCode[];
  /** TTL field. */
  expires_at: Instant;
}

export interface EmailCode {
  /** Keyed hash of the secret. */
  hash: string;
  expires_at: Instant;
}

/** A mail may lie for a while; NIST SP 800-63B section 3.1.3.2 allows a code in a mail 24 hours. */
export const CODE_SECONDS = 3600;

/** So many codes may be this recent; another mail would bring nothing. */
const MAX_RECENT = 3;
const RECENT_SECONDS = CODE_SECONDS / 2;

/** Asking again voids no mail of the hour before, which may be the one that arrives. */
const MAX_CODES = (MAX_RECENT * CODE_SECONDS) / RECENT_SECONDS;

/**
 * Whether enough mails went to an address of late. Anybody may ask for them, as often and from as many
 * places as he likes, so this must not keep the owner out: where it holds, he has mails whose codes
 * are good for half an hour and longer.
 */
export function hasEnough(
  known: EmailCodes | undefined,
  uid: string | null,
  now: Instant,
): boolean {
  if (known === undefined || known.uid !== uid) return false;
  const recent = now.plusSeconds(CODE_SECONDS - RECENT_SECONDS);
  return known.codes.filter((code) => code.expires_at.compare(recent) > 0).length >= MAX_RECENT;
}

/** What is kept of an address when a code for that account is made. */
export function withCode(
  known: EmailCodes | undefined,
  made: Pick<EmailCodes, 'purpose' | 'uid' | 'email'>,
  hash: string,
  now: Instant,
): EmailCodes {
  const expires_at = now.plusSeconds(CODE_SECONDS);
  // Codes of another account that had this address are void.
  const before = known?.uid === made.uid ? known.codes : [];
  return { ...made, codes: [{ hash, expires_at }, ...before].slice(0, MAX_CODES), expires_at };
}

/** What presenting a code comes to. */
export type CodeVerdict = 'good' | 'expired' | 'invalid';

export function judgeCode(
  known: EmailCodes | undefined,
  purpose: CodePurpose,
  hash: string,
  now: Instant,
): CodeVerdict {
  if (known === undefined || known.purpose !== purpose || known.uid === null) return 'invalid';
  const code = known.codes.find((candidate) => candidate.hash === hash);
  if (code === undefined) return 'invalid';
  return code.expires_at.compare(now) > 0 ? 'good' : 'expired';
}
