import { distribution, ratio, round, type Distribution } from '../figures/distribution.ts';
import type { Load, Loaded } from '../processes/answers.ts';
import type { EventSourceReport, InstanceReport } from '../processes/instance-process.ts';
import type { Driven, Pace } from './drive.ts';
import type { Sample } from './messages.ts';

/** What to measure. */
export interface LatencyPlan {
  name: string;
  chats: number;
  /** Of each chat where these are groups; else there are two. */
  members?: number;
  pace: Pace;
  /** Messages of each chat that are sent first and not counted. */
  warm_up: number;
  /** Whether bare writes are measured too, at the same pace. */
  bare: boolean;
  /** The suite's own project: there the functions emulator serves, and its triggers react. */
  emulated_project?: string;
}

/** All that a run brought back. */
export interface Measured {
  bare: Driven<number> | undefined;
  sent: Driven<Sample>;
  /** Messages that were sent before those of `sent`. */
  warm_up: number;
  driver: Load;
  machine: number;
  served: Loaded<InstanceReport> | undefined;
  delivered: Loaded<EventSourceReport> | undefined;
}

/** A run's figures; durations in milliseconds, loads as shares of one core. */
export interface LatencyRun {
  name: string;
  chats: number;
  messages: number;
  seconds: number;
  messages_per_second: number;
  send_to_snapshot: Distribution | undefined;
  send_to_push: Distribution | undefined;
  call: Distribution | undefined;
  /** Unknown where the functions emulator serves. */
  trigger: Distribution | undefined;
  bare_write_to_snapshot: Distribution | undefined;
  /** How many times as long a send takes to the snapshot as a bare write. */
  ratio_to_bare: Omit<Distribution, 'count'> | undefined;
  /** Failures of each kind; `first` is the first one's message. */
  errors: {
    sends: number;
    bare_writes: number;
    triggers: number;
    /** Deliveries of events beyond the first, and events that never got through. */
    repeats: number;
    lost_events: number;
    first?: string;
  };
  load: { driver: Load; instance?: Load; event_source?: Load; machine: number };
  /** The instance's memory at the end in MB, and the messages it had served by then. */
  memory: { rss_mb: number; served: number } | undefined;
}

export function summarize(plan: LatencyPlan, measured: Measured): LatencyRun {
  const { sent, bare, served, delivered, driver, machine, warm_up } = measured;
  const { samples, seconds } = sent;
  const send_to_snapshot = distribution(samples.map(({ snapshot_ms }) => snapshot_ms));
  const bare_write_to_snapshot = bare && distribution(bare.samples);
  const first = [...sent.errors, ...(bare?.errors ?? [])][0];
  return {
    name: plan.name,
    chats: plan.chats,
    messages: samples.length,
    seconds: round(seconds),
    messages_per_second: round(samples.length / seconds),
    send_to_snapshot,
    send_to_push: distribution(samples.map(({ push_ms }) => push_ms)),
    call: distribution(samples.map(({ call_ms }) => call_ms)),
    trigger: served && distribution(served.trigger_ms),
    bare_write_to_snapshot,
    ratio_to_bare:
      send_to_snapshot && bare_write_to_snapshot && ratio(send_to_snapshot, bare_write_to_snapshot),
    errors: {
      sends: sent.errors.length,
      bare_writes: bare?.errors.length ?? 0,
      triggers: served?.trigger_errors ?? 0,
      repeats: delivered?.repeated ?? 0,
      lost_events: delivered?.given_up ?? 0,
      ...(first !== undefined && { first }),
    },
    load: {
      driver,
      ...(served && { instance: served.load }),
      ...(delivered && { event_source: delivered.load }),
      machine,
    },
    memory: served && {
      rss_mb: Math.round(served.rss_bytes / 1e6),
      served: warm_up + samples.length,
    },
  };
}
