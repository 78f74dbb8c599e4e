import type { Instant } from '../../kernel/instant.ts';

/** The days that hours begin on, in the order of the week. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** From one moment to another, which is outside. */
export interface Window {
  from: Instant;
  to: Instant;
}

/** By the number of a day; at most 3 of each. */
export type WindowsByDay = Record<string, Window[]>;

/** When messages may be sent and things may be changed, by a clock on the wall of one zone. */
export interface ActiveHours {
  enabled: boolean;
  /** `HH:MM`. */
  from: string;
  /** `HH:MM`, the first minute outside; on the next day where it is not after `from`. `24:00` is midnight. */
  to: string;
  /** IANA name. */
  time_zone: string;
  /** On which days they begin; every day where it is missing. */
  days?: Weekday[];
}

/**
 * `config/client`: what apps ask for before anything else, for anyone to read, also signed out. Each part
 * is missing until an admin has set it.
 */
export interface ClientConfig {
  theme?: {
    mode?: 'light' | 'dark' | 'system';
    /** `#rrggbb`, by the names that the apps know them by. */
    colors?: Record<string, string>;
  };
  active_hours?: ActiveHours & {
    /**
     * Those of a week from now on, by each day that they touch: its number since the epoch, by UTC. It is what
     * rules decide by, and empty while they are not enabled.
     */
    windows: WindowsByDay;
  };
  /** By platform: a version below it is to be updated. */
  min_app_version?: Partial<Record<'ios' | 'android' | 'web', string>>;
  features?: Record<string, boolean>;
  /** When an admin last changed it. */
  modified: Instant;
}
