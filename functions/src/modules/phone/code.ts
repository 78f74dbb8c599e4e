import type { Context } from '../../context/context.ts';
import type { Channel } from './sender.ts';

/** A guess hits with 1 in a million; tries per code and codes per day are limited (config/limits.ts). */
export const CODE_DIGITS = 6;

/** What is stored of a code: of use for its own challenge only, and only with the deployment's key. */
export function hashCode(ctx: Context, challenge_id: string, code: string): string {
  return ctx.hash('otp', challenge_id, code);
}

/**
 * What a person reads or hears. A message begins with the code, where a preview shows it and phones
 * offer to fill it in; a call says it digit by digit, and twice.
 */
export function codeText(code: string, channel: Channel): string {
  if (channel === 'sms') {
    return `${code} is your sign-in code. It is good for 5 minutes. Do not give it to anyone.`;
  }
  const digits = [...code].join(', ');
  return `Your sign-in code is: ${digits}. Once more: ${digits}. Do not give it to anyone.`;
}
