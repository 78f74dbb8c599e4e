import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import { endpoint } from '../../context/endpoint.ts';
import { cursorBy, notACursor } from '../../kernel/cursor.ts';
import { text } from '../../kernel/fields.ts';
import { findListed } from '../directory/find-listed.ts';
import { fromCursor, toCursor } from '../directory/search-cursor.ts';
import { wantedOf } from '../directory/wanted.ts';
import type { AuthAccount } from '../users/account.ts';
import type { UserProfile } from '../users/model.ts';
import { readUsername, readUsers } from '../users/store.ts';
import { USERNAME_PATTERN } from '../users/username.ts';

const MAX_PAGE = 100;
const DEFAULT_PAGE = 25;

const query = z
  .strictObject({
    email: z.email('is not an e-mail address').max(254).optional(),
    phone: z
      .string()
      .regex(/^\+[1-9]\d{6,14}$/, 'is not a number in E.164')
      .optional(),
    username: z.string().min(1, 'must not be empty').max(64).optional(),
    name: text(1, 64)
      .optional()
      .meta({ description: 'As in findUsers, also of those who are hidden or disabled' }),
  })
  .refine((given) => Object.values(given).filter(Boolean).length === 1, {
    message: 'give one of email, phone, username and name',
  });

const input = z.strictObject({
  query: query.optional(),
  // Firebase's own, or that of a search.
  cursor: cursorBy((cursor) => (cursor === '' ? undefined : cursor)).optional(),
  limit: z.int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE),
});

const user = z
  .object({
    id: z.string(),
    username: z.string().nullable().meta({ description: 'null before the first sign-in' }),
    display_name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable().meta({ description: 'E.164' }),
    providers: z.array(z.string()),
    is_admin: z.boolean(),
    is_disabled: z.boolean(),
  })
  .meta({ id: 'AdminUser' });

/**
 * Users by uid, page by page, or the one with exactly that address, number or username, or those whom
 * `findUsers` would find by a name, with everybody who is hidden there. Accounts are Firebase Auth's; of
 * Firestore it reads the profiles of the page, 1 read each, 1 for a username, and for a name what
 * `findListed` costs.
 *
 * Errors: FIELDS_INVALID, ADMIN_ONLY.
 */
export const adminListUsers = endpoint({
  name: 'adminListUsers',
  summary: 'List or look up users',
  auth: 'admin',
  input,
  output: z.object({ users: z.array(user), next_cursor: z.string().nullable() }),
  handler: async (ctx, asked) => {
    const { accounts, next } = await accountsOf(ctx, asked);
    if (accounts.length === 0) return { users: [], next_cursor: next ?? null };
    const profiles = await readUsers(
      ctx.db,
      accounts.map(({ uid }) => uid),
    );
    const users = accounts.map((account, index) => toUser(account, profiles[index]));
    return { users, next_cursor: next ?? null };
  },
});

async function accountsOf(
  ctx: Context,
  asked: z.output<typeof input>,
): Promise<{ accounts: AuthAccount[]; next?: string }> {
  if (asked.query === undefined) return ctx.account_admin.list(asked.limit, asked.cursor);
  const { email, phone, username, name } = asked.query;
  if (name !== undefined) return byName(ctx, name, asked);
  let found: AuthAccount | undefined;
  if (email !== undefined) found = await ctx.account_admin.lookUp({ email });
  if (phone !== undefined) found = await ctx.account_admin.lookUp({ phone });
  if (username !== undefined) found = await byUsername(ctx, username.toLowerCase());
  return { accounts: found === undefined ? [] : [found] };
}

async function byName(
  ctx: Context,
  name: string,
  { cursor, limit }: Pick<z.output<typeof input>, 'cursor' | 'limit'>,
): Promise<{ accounts: AuthAccount[]; next?: string }> {
  const from = cursor === undefined ? undefined : fromCursor(cursor);
  if (cursor !== undefined && from === undefined) throw notACursor();
  const { users, next } = await findListed(ctx, {
    // An address or a number is looked up where it belongs, whether or not its owner allows that.
    wanted: { ...wantedOf(name), way: undefined },
    limit,
    from,
    hidden: true,
    shown: async (uids) => uids,
  });
  const accounts = await ctx.account_admin.findAll(users.map(({ uid }) => uid));
  return { accounts, ...(next && { next: toCursor(next) }) };
}

async function byUsername(ctx: Context, username: string): Promise<AuthAccount | undefined> {
  const valid = USERNAME_PATTERN.test(username);
  const claim = valid ? await readUsername(ctx.db, username) : undefined;
  return claim === undefined ? undefined : ctx.accounts.find(claim.uid);
}

function toUser(account: AuthAccount, profile: UserProfile | undefined): z.output<typeof user> {
  const { uid: id, email, phone, providers, is_admin } = account;
  return {
    id,
    username: profile?.username ?? null,
    display_name: profile?.display_name ?? account.display_name,
    email,
    phone,
    providers,
    is_admin,
    // Either is enough to be refused, and both differ only after a crash.
    is_disabled: account.is_disabled || profile?.is_active === false,
  };
}
