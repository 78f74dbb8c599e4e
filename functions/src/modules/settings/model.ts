import { z } from 'zod';

import { timeOfDay, timeZone } from '../../kernel/time-fields.ts';
import { DISCOVERABLE } from '../directory/model.ts';
import type { MirroredSettings } from '../events/store.ts';

export const doNotDisturb = z
  .strictObject({
    from: timeOfDay.meta({ description: 'The first minute without pushes' }),
    to: timeOfDay.meta({ description: 'The first minute with pushes again, perhaps the next day' }),
    time_zone: timeZone.meta({ description: 'IANA name' }),
  })
  .refine(({ from, to }) => from !== to, { path: ['to'], message: 'must not be the same as from' });

/** A user's settings as the wire has them, complete. */
export const settings = z
  .object({
    read_receipts: z.boolean(),
    last_seen: z.enum(['everyone', 'nobody']),
    discoverable: z.object({ search: z.boolean(), email: z.boolean(), phone: z.boolean() }),
    push: z.object({
      previews: z.boolean(),
      mentions_pass_mute: z.boolean(),
      do_not_disturb: doNotDisturb.nullable(),
    }),
  })
  .meta({ id: 'Settings' });
export type Settings = z.output<typeof settings>;

/** What is to change; what is missing stays. */
export interface SettingsChange {
  read_receipts?: boolean | undefined;
  last_seen?: Settings['last_seen'] | undefined;
  discoverable?: { [K in keyof Settings['discoverable']]?: boolean | undefined } | undefined;
  push?: { [K in keyof Settings['push']]?: Settings['push'][K] | undefined } | undefined;
}

/** What a user has who never changed anything. */
const DEFAULTS: Settings = {
  read_receipts: true,
  last_seen: 'everyone',
  discoverable: DISCOVERABLE,
  push: { previews: true, mentions_pass_mute: true, do_not_disturb: null },
};

/** The settings stored, which may be none yet, with a change. */
export function changedSettings(stored: Record<string, unknown>, change: SettingsChange): Settings {
  // Nothing but this module writes them.
  const before = stored as Partial<Settings>;
  return {
    read_receipts: change.read_receipts ?? before.read_receipts ?? DEFAULTS.read_receipts,
    last_seen: change.last_seen ?? before.last_seen ?? DEFAULTS.last_seen,
    discoverable: {
      ...DEFAULTS.discoverable,
      ...before.discoverable,
      ...given(change.discoverable ?? {}),
    },
    push: { ...DEFAULTS.push, ...before.push, ...given(change.push ?? {}) },
  };
}

/** What others' use cases must know of them, in the one document of the user that they read anyway. */
export function mirrored({ read_receipts, last_seen, push }: Settings): MirroredSettings {
  return { receipts_off: !read_receipts, last_seen_hidden: last_seen === 'nobody', push };
}

function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as never;
}
