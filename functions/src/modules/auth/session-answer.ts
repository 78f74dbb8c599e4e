import type { Context } from '../../context/context.ts';
import type { AuthAccount } from '../users/account.ts';
import { signAccessToken } from './access-token.ts';
import type { Session, SessionEntry, SessionProfile } from './model.ts';
import { formatRefreshToken, type RefreshToken } from './refresh-token.ts';

/** Makes the answer of a sign-in or refresh: a new access token and a new Firebase custom token. */
export async function sessionAnswer(
  ctx: Context,
  account: AuthAccount,
  profile: SessionProfile,
  entry: SessionEntry,
  refresh: RefreshToken,
  is_new: boolean,
): Promise<Session> {
  const { uid, sid } = refresh;
  const { email, phone, is_admin } = account;
  const restricted = profile.must_change_password === true;
  const access = signAccessToken(
    ctx.config.jwt,
    {
      sub: uid,
      sid,
      jti: ctx.random.id(),
      ...(is_admin && { admin: true }),
      ...(restricted && { must_change_password: true }),
    },
    ctx.clock.now(),
  );
  const { username, display_name, photo_url, about } = profile;
  return {
    token: access.token,
    token_type: 'JWT',
    expires_at: access.expires.toRfc3339(),
    refresh_token: formatRefreshToken(ctx.hash, refresh),
    refresh_expires_at: entry.expires_at.toRfc3339(),
    firebase_token: await ctx.accounts.customToken(uid, {
      sid,
      admin: is_admin,
      ...(restricted && { must_change_password: true }),
    }),
    ...(restricted && { password_change_required: true }),
    user: {
      id: uid,
      username,
      display_name,
      photo_url,
      about,
      email,
      phone,
      is_admin,
      is_new,
    },
  };
}
