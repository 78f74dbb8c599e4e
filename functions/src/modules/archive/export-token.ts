import { timingSafeEqual } from 'node:crypto';

import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import { ParleyError } from '../../kernel/errors.ts';
import { assertAccount } from '../auth/assert-account.ts';

const LINK_SECONDS = 15 * 60;

/** Whose link it is, and the session that it was made by. */
export interface Exporter {
  uid: string;
  sid: string;
}

/** What a token says: uid, sid, and when it ends, in seconds since the epoch. */
const claims = z.tuple([z.string(), z.string(), z.int()]);

/**
 * What a link to somebody's data holds: whose it is and until when, with a keyed hash over that. It is good
 * for nothing else, and stored nowhere.
 */
export function exportToken(ctx: Context, { uid, sid }: Exporter): string {
  const said: z.output<typeof claims> = [uid, sid, ctx.clock.now().seconds + LINK_SECONDS];
  const text = Buffer.from(JSON.stringify(said)).toString('base64url');
  return `${text}.${macOf(ctx, text)}`;
}

/**
 * Whose data a link may show. Like a session's own token it is void as soon as the session has ended, or the
 * user is shut out. Reads what `authenticate` does.
 *
 * @throws ParleyError TOKEN_MALFORMED, TOKEN_EXPIRED, TOKEN_REVOKED, USER_DISABLED
 */
export async function readExportToken(ctx: Context, token: string): Promise<string> {
  const [text = '', mac = ''] = token.split('.');
  if (!isSame(mac, macOf(ctx, text))) throw new ParleyError('TOKEN_MALFORMED');
  const said = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown;
  const [uid, sid, ends] = claims.parse(said);
  if (ends <= ctx.clock.now().seconds) throw new ParleyError('TOKEN_EXPIRED');
  const reason = await ctx.revocations.reasonFor(uid, sid);
  if (reason === 'SIGNED_OUT') throw new ParleyError('TOKEN_REVOKED');
  if (reason !== undefined) throw new ParleyError('USER_DISABLED');
  await assertAccount(ctx, uid);
  return uid;
}

function macOf(ctx: Context, text: string): string {
  return ctx.hash('export-link', text);
}

function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
