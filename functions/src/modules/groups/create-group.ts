import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import { endpoint } from '../../context/endpoint.ts';
import { fieldError, ParleyError } from '../../kernel/errors.ts';
import { newChatId } from '../../kernel/fields.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import { brakeInviting } from '../chats/brake-opening.ts';
import type { GroupChat } from '../chats/model.ts';
import { createGroupChat, readChat } from '../chats/store.ts';
import { readEvents } from '../events/store.ts';
import { strangersAmong } from '../friends/strangers.ts';
import { readUsers } from '../users/store.ts';
import { addInChunks, JOIN_AT_ONCE } from './add-in-chunks.ts';
import { admit, type Newcomer } from './admit.ts';
import { additionFields, groupSettings, userIds, type Addition } from './fields.ts';
import { rolesAndNames, writeNewcomers } from './join.ts';
import { newGroup } from './new-group.ts';
import { tell } from './tell.ts';

const input = z.strictObject({
  title: groupSettings.title,
  user_ids: userIds,
  photo_url: groupSettings.photo_url.default(null),
  posting: groupSettings.posting.default('all'),
  history: groupSettings.history.default('all'),
  chat_id: newChatId.optional().meta({ description: 'To make a retry safe: 20 of A-Z, a-z, 0-9' }),
});
type Input = z.output<typeof input>;

const output = z
  .object({
    chat_id: z.string(),
    created: z.boolean().meta({ description: 'False when the same call made it before' }),
    ...additionFields,
  })
  .meta({ id: 'CreatedGroup' });
type Created = z.output<typeof output>;

/**
 * Makes a group that the caller owns, with as many members as one can hold; who cannot be added is
 * skipped, as by `addMembers`. With a `chat_id` of the client's choosing it is idempotent, and
 * finishes a call that died halfway; once all were added it adds nobody again.
 *
 * Costs 2 reads and 2 for each user, 4 writes and 2 for each who joins, up to 100; 1 read more with a
 * `chat_id`, 2 for each user where REQUIRE_FRIENDSHIP is on: who is no friend of the caller's is skipped then. Beyond them see `addInChunks`. Errors: FIELDS_INVALID, USER_DISABLED, CHAT_ID_TAKEN,
 * RATE_LIMITED (a new account has brought many people into chats).
 */
export const createGroup = endpoint({
  name: 'createGroup',
  summary: 'Make a group',
  auth: 'session',
  active_hours_only: true,
  input,
  output,
  errors: [
    'USER_DISABLED',
    'CHAT_ID_TAKEN',
    'GROUP_ADMINS_ONLY',
    'CHAT_NOT_MEMBER',
    'RATE_LIMITED',
    'TOO_BUSY',
  ],
  handler: async (ctx, wanted, { caller: { uid } }): Promise<Created> => {
    const others = wanted.user_ids.filter((user_id) => user_id !== uid);
    const group = { ...wanted, user_ids: others, chat_id: wanted.chat_id ?? ctx.random.id() };
    const { chat_id } = group;
    const mayExist = wanted.chat_id !== undefined;
    const made = await ctx.db.transact((tx) => create(tx, ctx, group, uid, mayExist));
    if (made.complete) return { chat_id, created: made.created, ...made.addition };
    const rest = others.slice(made.done);
    const progress = { total: others.length, done: made.done };
    const order = { chat_id, actor: uid, user_ids: rest, progress };
    const added = await addInChunks(ctx, made.created ? { ...order, is_new: true } : order);
    return {
      chat_id,
      created: made.created,
      added: [...made.addition.added, ...added.added],
      skipped: [...made.addition.skipped, ...added.skipped],
    };
  },
});

interface Made {
  created: boolean;
  addition: Addition;
  /** How many of the users have been looked at. */
  done: number;
  complete: boolean;
}

/** The group with its first members, or what an earlier call has left to do. */
async function create(
  tx: Tx,
  ctx: Context,
  wanted: Input & { chat_id: string },
  uid: string,
  mayExist: boolean,
): Promise<Made> {
  const { chat_id, user_ids } = wanted;
  const first = user_ids.slice(0, JOIN_AT_ONCE);
  const known = mayExist ? await readChat(tx, chat_id) : undefined;
  if (known !== undefined) {
    if (known.type !== 'group' || known.created_by !== uid) {
      throw fieldError('CHAT_ID_TAKEN', 'chat_id');
    }
    const complete = known.adding?.[uid] === undefined;
    return { created: false, addition: { added: [], skipped: [] }, done: 0, complete };
  }
  const uids = [uid, ...first];
  const [[own, ...profiles], [ownEvent, ...events], strangers] = await Promise.all([
    readUsers(tx, uids),
    readEvents(tx, uids),
    ctx.config.require_friendship ? strangersAmong(tx, uid, first) : undefined,
  ]);
  if (own?.is_active !== true) throw new ParleyError('USER_DISABLED');
  const { newcomers, skipped } = admit(
    { uid, event: ownEvent },
    [uid],
    first.map((other, index) => ({
      uid: other,
      profile: profiles[index],
      event: events[index],
      is_stranger: strangers?.has(other) === true,
    })),
  );
  const now = ctx.clock.now();
  const owner: Newcomer = {
    uid,
    username: own.username,
    receipts_off: ownEvent?.receipts_off === true,
    event: brakeInviting(
      newcomers.length + user_ids.length - first.length,
      own.created,
      ownEvent?.new_chats_until,
      ctx.config.new_chat_limit,
      now,
    ),
  };
  write(tx, ctx, wanted, owner, newcomers, now);
  const added = newcomers.map((newcomer) => newcomer.uid);
  const complete = first.length === user_ids.length;
  return { created: true, addition: { added, skipped }, done: first.length, complete };
}

function write(
  tx: Tx,
  ctx: Context,
  { chat_id, title, photo_url, posting, history, user_ids }: Input & { chat_id: string },
  owner: Newcomer,
  newcomers: readonly Newcomer[],
  now: Instant,
): void {
  const { roles, usernames } = rolesAndNames(newcomers, 'member');
  const added = newcomers.map(({ uid }) => uid);
  const isComplete = user_ids.length <= JOIN_AT_ONCE;
  const group: GroupChat = {
    ...newGroup({ title, photo_url, posting, history }, owner, now),
    members: [owner.uid, ...added],
    roles: { ...roles, [owner.uid]: 'owner' },
    usernames: { ...usernames, [owner.uid]: owner.username },
    ...(!isComplete && {
      adding: { [owner.uid]: { total: user_ids.length, done: JOIN_AT_ONCE } },
    }),
  };
  const telling = tell(
    ctx,
    chat_id,
    group,
    // Newcomers have nothing unread; the owner is one of them.
    { uid: owner.uid, has_read: undefined },
    [{ event: 'GROUP_CREATED', title, user_ids: added }],
    now,
  );
  createGroupChat(tx, chat_id, { ...group, ...telling.fields });
  const point = { ...group.last_joining, total: telling.total };
  writeNewcomers(tx, chat_id, [owner, ...newcomers], point, now);
  telling.write(tx);
}
