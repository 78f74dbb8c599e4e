import { z } from 'zod';

import { timeOfDay } from '../../kernel/time-of-day.ts';
import { timeZone } from '../../kernel/time-zone.ts';
import { DISCOVERABLE } from '../directory/model.ts';
import type { MirroredSettings } from '../events/store.ts';
import {
  OPTIONAL_KINDS,
  switchesOf,
  USUAL_CHANNELS,
  type OptionalKind,
} from '../notifications/kinds.ts';

export const doNotDisturb = z
  .strictObject({
    from: timeOfDay.meta({ description: 'The first minute without pushes' }),
    to: timeOfDay.meta({ description: 'The first minute with pushes again, perhaps the next day' }),
    time_zone: timeZone.meta({ description: 'IANA name' }),
  })
  .refine(({ from, to }) => from !== to, { path: ['to'], message: 'must not be the same as from' });

const channels = {
  feed: z.boolean().meta({ description: 'An entry of the feed' }),
  push: z.boolean(),
  mail: z.boolean().meta({ description: 'Mails, once the address is proven' }),
};

/** What is to change of the ways to be told of each kind. */
export const notificationChange = z.strictObject(
  ofEachKind(z.strictObject(channels).partial().optional()),
);

/** A user's settings as the wire has them, complete. */
export const settings = z
  .object({
    read_receipts: z.boolean(),
    last_seen: z.enum(['everyone', 'nobody']),
    discoverable: z.object({ search: z.boolean(), email: z.boolean(), phone: z.boolean() }),
    notifications: z.object(ofEachKind(z.object(channels))),
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
  notifications?: z.output<typeof notificationChange> | undefined;
  push?: { [K in keyof Settings['push']]?: Settings['push'][K] | undefined } | undefined;
}

/** What a user has who never changed anything. */
const DEFAULTS: Settings = {
  read_receipts: true,
  last_seen: 'everyone',
  discoverable: DISCOVERABLE,
  notifications: ofEachKind(USUAL_CHANNELS),
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
    notifications: changedChannels(before.notifications, change.notifications),
    push: { ...DEFAULTS.push, ...before.push, ...given(change.push ?? {}) },
  };
}

/** What others' use cases must know of them, in the one document of the user that they read anyway. */
export function mirrored(settings: Settings): MirroredSettings {
  const { read_receipts, last_seen, push, notifications } = settings;
  const notification_switches = switchesOf(notifications);
  const last_seen_hidden = last_seen === 'nobody';
  return { receipts_off: !read_receipts, last_seen_hidden, push, notification_switches };
}

function changedChannels(
  before: Partial<Settings['notifications']> = {},
  change: SettingsChange['notifications'] = {},
): Settings['notifications'] {
  const each = OPTIONAL_KINDS.map((kind) => [
    kind,
    { ...USUAL_CHANNELS, ...before[kind], ...given(change[kind] ?? {}) },
  ]);
  return Object.fromEntries(each) as Settings['notifications'];
}

function ofEachKind<T>(value: T): Record<OptionalKind, T> {
  return Object.fromEntries(OPTIONAL_KINDS.map((kind) => [kind, value])) as Record<OptionalKind, T>;
}

function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as never;
}
