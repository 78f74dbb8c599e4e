import type { Context } from '../../context/context.ts';
import { deleteEvent } from '../events/store.ts';
import { forgetDevicesIn } from '../devices/forget-device.ts';
import { folderOf } from '../files/files.ts';
import { unlistUser } from '../directory/list-user.ts';
import { deleteSessions } from '../auth/store.ts';
import { deleteLocation } from '../nearby/store.ts';
import { wordsOfEntries } from '../messages/reaction-words.ts';
import { forgetActor, type Place } from '../notifications/store.ts';
import { deletePresence } from '../presence/store.ts';
import { REPORT_PARTS, type ReportPart } from '../reports/store.ts';
import { forgetContactData } from './contact-data.ts';
import { eraseForwards, eraseMessages } from './erase-messages.ts';
import { forgetProfile } from './forget-profile.ts';
import { eraseFromReports } from './erase-from-reports.ts';
import { leaveChats } from './leave-chats.ts';
import {
  deleteAwaitedBy,
  deleteBeneath,
  deleteContactsNaming,
  deleteMailsAbout,
  deleteRequests,
  deleteUploads,
  type More,
} from './store.ts';

/** Files deleted in one go. */
const FILES = 100;

/**
 * Does some of what is left of it, behind the cursor (`null` for the beginning), and answers where it goes
 * on; `null` where it is done. It may be run again at any point, and at once with itself.
 */
export type Run = (ctx: Context, uid: string, cursor: string | null) => Promise<string | null>;

/** One kind of what there is of a user. */
export interface Step {
  name: string;
  run: Run;
}

/** What deletes finds nothing more of what it deleted: it begins anew until nothing is found. */
function untilNone(some: (ctx: Context, uid: string) => More): Run {
  return async (ctx, uid) => ((await some(ctx, uid)) ? 'more' : null);
}

function once(act: (ctx: Context, uid: string) => Promise<unknown>): Run {
  return async (ctx, uid) => {
    await act(ctx, uid);
    return null;
  };
}

const ofReports = (part: ReportPart): Step => ({
  name: `reports-${part}`,
  run: (ctx, uid, cursor) => eraseFromReports(ctx, uid, part, cursor),
});

/**
 * All that there is of a user, in the order in which it goes: first what others still see of him, and what
 * a step needs before that.
 */
export const STEPS: readonly [Step, ...Step[]] = [
  { name: 'account', run: once((ctx, uid) => ctx.accounts.remove(uid)) },
  { name: 'chats', run: leaveChats },
  { name: 'contact-data', run: untilNone(forgetContactData) },
  { name: 'devices', run: once(forgetDevices) },
  { name: 'uploads', run: untilNone((ctx, uid) => deleteUploads(ctx.db, uid)) },
  { name: 'awaited', run: untilNone((ctx, uid) => deleteAwaitedBy(ctx.db, uid)) },
  { name: 'own', run: untilNone((ctx, uid) => deleteBeneath(ctx.db, uid)) },
  { name: 'profile', run: once(forgetProfile) },
  { name: 'messages', run: eraseMessages },
  { name: 'forwards', run: eraseForwards },
  {
    name: 'requests-from',
    run: untilNone((ctx, uid) => deleteRequests(ctx.db, uid, 'from_user')),
  },
  { name: 'requests-to', run: untilNone((ctx, uid) => deleteRequests(ctx.db, uid, 'to_user')) },
  {
    name: 'contacts-of-others',
    run: untilNone((ctx, uid) => deleteContactsNaming(ctx.db, uid)),
  },
  {
    name: 'feeds-of-others',
    run: untilNone((ctx, uid) => forgetIn(ctx, 'feed', uid)),
  },
  {
    name: 'unlisted-of-others',
    run: untilNone((ctx, uid) => forgetIn(ctx, 'unlisted', uid)),
  },
  {
    name: 'mails-of-others',
    run: untilNone((ctx, uid) => deleteMailsAbout(ctx.db, uid)),
  },
  ...REPORT_PARTS.map(ofReports),
  { name: 'single', run: once(forgetSingle) },
  // Last, as a bucket that cannot be reached is not to keep the rest from going.
  {
    name: 'files',
    run: untilNone(async (ctx, uid) => (await ctx.files.deleteSome(folderOf(uid), FILES)).more),
  },
];

/** What tells of reactions of several says what it would without him. */
function forgetIn(ctx: Context, place: Place, uid: string): Promise<boolean> {
  return forgetActor(ctx.db, place, uid, (entries) => wordsOfEntries(ctx.db, entries));
}

function forgetDevices(ctx: Context, uid: string): Promise<void> {
  return ctx.db.transact((tx) => forgetDevicesIn(tx, ctx.db, uid, () => true));
}

/** The documents that there is one of for each user. Costs 1 read and 5 deletes. */
function forgetSingle(ctx: Context, uid: string): Promise<void> {
  return ctx.db.transact(async (tx) => {
    await unlistUser(tx, uid);
    deleteSessions(tx, uid);
    deletePresence(tx, uid);
    deleteLocation(tx, uid);
    deleteEvent(tx, uid);
  });
}
