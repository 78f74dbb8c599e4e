import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import { endpoint } from '../../context/endpoint.ts';
import { ParleyError } from '../../kernel/errors.ts';
import { relistUser } from '../directory/list-user.ts';
import { mirrorSettings } from '../events/store.ts';
import { deletePresence } from '../presence/store.ts';
import { readPrivateAccount, updatePrivateAccount } from '../users/store.ts';
import { carryReceipts } from './carry-receipts.ts';
import {
  changedSettings,
  doNotDisturb,
  mirrored,
  notificationChange,
  settings,
  type Settings,
  type SettingsChange,
} from './model.ts';

const input = z.strictObject({
  read_receipts: z.boolean().optional().meta({
    description: 'Whether others see what the user has read; if not, he sees none either',
  }),
  last_seen: z.enum(['everyone', 'nobody']).optional(),
  discoverable: z
    .strictObject({
      search: z.boolean().optional().meta({ description: 'By names and username, and nearby' }),
      email: z.boolean().optional().meta({ description: 'By the exact address, once proven' }),
      phone: z.boolean().optional().meta({ description: 'By the exact number' }),
    })
    .optional()
    .meta({ description: 'How others can find the user' }),
  notifications: notificationChange.optional().meta({
    description: 'By what ways the user wants to be told of each kind',
  }),
  push: z
    .strictObject({
      previews: z.boolean().optional().meta({ description: 'Whether pushes show the text' }),
      mentions_pass_mute: z.boolean().optional(),
      do_not_disturb: doNotDisturb.nullable().optional(),
    })
    .optional(),
});

const output = z.object({ settings });

/**
 * Changes the settings that are given and answers all of them; with none given it only answers them.
 *
 * Read receipts are carried to each of the user's chats. A call that broke off before its answer is to
 * be made again, which does what is left.
 *
 * Costs 1 read and 2 writes, 1 delete where he hides when he was last seen; with `discoverable` what
 * `relistUser` costs as well; with `read_receipts` its limit's read and write, and what
 * {@link carryReceipts} says. Errors: FIELDS_INVALID, USER_DISABLED, RATE_LIMITED.
 */
export const updateSettings = endpoint({
  name: 'updateSettings',
  summary: 'Change settings: read receipts, last seen, who finds one, notifications, pushes',
  auth: 'session',
  input,
  output,
  limits: [
    {
      limit: 'receipts_switch_by_account',
      key: ({ read_receipts }, { caller }) =>
        read_receipts === undefined ? undefined : caller.uid,
    },
  ],
  errors: ['USER_DISABLED', 'TOO_BUSY'],
  handler: async (ctx, change, { caller: { uid } }) => {
    const settings = await store(ctx, uid, change);
    if (change.read_receipts !== undefined) await carryReceipts(ctx, uid);
    return { settings };
  },
});

function store(ctx: Context, uid: string, change: SettingsChange): Promise<Settings> {
  return ctx.db.transact(async (tx) => {
    const account = await readPrivateAccount(tx, uid);
    // An account that no sign-in of ours has made a user of, or whose documents are gone.
    if (account === undefined) throw new ParleyError('USER_DISABLED');
    const settings = changedSettings(account.settings, change);
    updatePrivateAccount(tx, uid, { settings });
    // What it was set to before is not to stand until it expires.
    if (change.last_seen === 'nobody') deletePresence(tx, uid);
    const { discoverable } = settings;
    if (change.discoverable !== undefined) await relistUser(tx, ctx, uid, { discoverable });
    mirrorSettings(tx, uid, mirrored(settings), ctx.clock.now());
    return settings;
  });
}
