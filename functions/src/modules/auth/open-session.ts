import { createHash } from 'node:crypto';

import type { Context } from '../../context/context.ts';
import { ParleyError } from '../../kernel/errors.ts';
import type { AuthAccount } from '../users/account.ts';
import { ensureUser } from '../users/ensure-user.ts';
import { signAccessToken } from './access-token.ts';
import type { Session } from './model.ts';
import { createSessionRecord } from './store.ts';

const REFRESH_SECRET_BYTES = 32;

/**
 * Opens a session for an account that has proven itself; where every sign-in ends. The first one
 * creates `users/{uid}`.
 *
 * The refresh token is `<sid>.<secret>`, so that it is found by one read; only the secret's hash is
 * kept. Costs 1 read and 1 write; the first time up to 3 reads and 5 writes.
 *
 * @throws ParleyError USER_DISABLED
 */
export async function openSession(ctx: Context, account: AuthAccount): Promise<Session> {
  if (account.is_disabled) throw new ParleyError('USER_DISABLED');
  const { profile, is_new } = await ensureUser(ctx, account);
  if (!profile.is_active) throw new ParleyError('USER_DISABLED');

  const { uid, is_admin } = account;
  const now = ctx.clock.now();
  const sid = ctx.random.id();
  const secret = ctx.random.secret(REFRESH_SECRET_BYTES);
  const refresh_expires = now.plusSeconds(ctx.config.jwt.refresh_token_seconds);
  const firebase_token = await ctx.accounts.customToken(uid, { sid, admin: is_admin });
  const access = signAccessToken(ctx.config.jwt, { sub: uid, sid, jti: ctx.random.id() }, now);
  await ctx.db.transact(async (tx) =>
    createSessionRecord(tx, sid, {
      uid,
      refresh_hash: createHash('sha256').update(secret).digest('base64url'),
      created: now,
      last_used: now,
      expires_at: refresh_expires,
    }),
  );
  return {
    token: access.token,
    token_type: 'JWT',
    expires_at: access.expires.toRfc3339(),
    refresh_token: `${sid}.${secret}`,
    refresh_expires_at: refresh_expires.toRfc3339(),
    firebase_token,
    user: {
      id: uid,
      username: profile.username,
      display_name: profile.display_name,
      photo_url: profile.photo_url,
      about: profile.about,
      email: account.email,
      phone: account.phone,
      is_admin,
      is_new,
    },
  };
}
