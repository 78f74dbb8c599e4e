import './options.ts';

import type { ScheduleFunction } from 'firebase-functions/v2/scheduler';

import type { Contexts } from '../context/context.ts';
import { scheduled } from './scheduled.ts';

/**
 * Every schedule, by the name it is deployed under, with its code still to be loaded. The interval
 * stands here as well, since a deployment asks for it without loading the code.
 */
export const SCHEDULES = {
  retryPushes: {
    every: 'every 1 minutes',
    load: async () => (await import('../modules/delivery/retry-pushes.ts')).retryPushes,
  },
  finishNumbering: {
    every: 'every 1 minutes',
    load: async () => (await import('../modules/delivery/finish-numbering.ts')).finishNumbering,
  },
  finishDeletions: {
    every: 'every 15 minutes',
    load: async () => (await import('../modules/deletion/finish-deletions.ts')).finishDeletions,
  },
  finishContactUploads: {
    every: 'every 10 minutes',
    load: async () =>
      (await import('../modules/address-book/finish-contact-uploads.ts')).finishContactUploads,
  },
  renewRevocations: {
    every: 'every 15 minutes',
    load: async () => (await import('../modules/auth/renew-revocations.ts')).renewRevocations,
  },
  countStatistics: {
    every: 'every 60 minutes',
    load: async () => (await import('../modules/statistics/count-statistics.ts')).countStatistics,
  },
  renewActiveHours: {
    every: 'every 60 minutes',
    load: async () =>
      (await import('../modules/client-config/renew-active-hours.ts')).renewActiveHours,
  },
};

type Schedules = Record<keyof typeof SCHEDULES, ScheduleFunction>;

/** The functions that the clock calls. */
export function defineSchedules(contexts: Contexts): Schedules {
  const functions = Object.entries(SCHEDULES).map(([name, { every, load }]) => [
    name,
    scheduled(() => contexts(name), every, load),
  ]);
  return Object.fromEntries(functions) as Schedules;
}

/** The schedules, unless this instance serves another function; see `triggersFor`. */
export function schedulesFor(contexts: Contexts, target: string | undefined): Partial<Schedules> {
  return target === undefined || Object.hasOwn(SCHEDULES, target) ? defineSchedules(contexts) : {};
}
