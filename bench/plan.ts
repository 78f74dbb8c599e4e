import type { LatencyPlan } from './latency/summary.ts';

/** Messages at once: each chat sends its next one as soon as the last one has arrived everywhere. */
const AT_ONCE: LatencyPlan[] = [
  { name: '1 chat', chats: 1, pace: { rounds: 300 }, warm_up: 100, bare: true },
  { name: '10 chats', chats: 10, pace: { rounds: 50 }, warm_up: 10, bare: true },
  { name: '50 chats', chats: 50, pace: { rounds: 20 }, warm_up: 4, bare: true },
];

/** A busy hour rather than a rush: how long a message takes when the machine is not the limit. */
const PACED: LatencyPlan = {
  name: '50 chats, each 1 message/s',
  chats: 50,
  pace: { rounds: 10, every_ms: 1000 },
  warm_up: 2,
  bare: true,
};

/** Slower than what makes a group a busy one, whose messages are numbered in batches. */
const GROUPS: LatencyPlan[] = [10, 100].map((members) => ({
  name: `group of ${members}, 1 message/s`,
  chats: 1,
  members,
  pace: { rounds: 20, every_ms: 1000 },
  warm_up: 3,
  bare: true,
}));

/** What the bench measures, in this order. */
export const PLAN = {
  /** Not shown. The emulator's Java takes a fifth of the time once it has compiled what is hot. */
  warm_up: { name: 'warm-up', chats: 10, pace: { seconds: 20 }, warm_up: 0, bare: false },
  latency: [...AT_ONCE, PACED, ...GROUPS],
  sustained: {
    name: 'sustained',
    chats: 50,
    pace: { seconds: 12 },
    warm_up: 2,
    bare: false,
  },
  emulated: {
    name: '1 chat, functions emulator',
    chats: 1,
    pace: { rounds: 50 },
    warm_up: 5,
    bare: true,
  },
  fresh_processes: 5,
} as const satisfies {
  warm_up: LatencyPlan;
  latency: LatencyPlan[];
  sustained: LatencyPlan;
  emulated: LatencyPlan;
  fresh_processes: number;
};

/** What is to be reached: of the bundle, and at p95 of send → snapshot beside the bare write. */
export const TARGETS = { load_ms: 200, rss_mb: 200, ratio_to_bare: 3 };
