import { seededRandom, type SeededRandom } from '../../testkit/seeded-random.ts';

/** The two chats of a history: one between `A` and `B`, and a group that `A` owns. */
export type ChatName = 'direct' | 'group';
export type Person = 'A' | 'B' | 'C' | 'D';
export const PEOPLE: readonly Person[] = ['A', 'B', 'C', 'D'];

/** One thing somebody does. `message` counts the messages sent before, from the latest backwards. */
export type Step =
  | { kind: 'send'; who: Person; chat: ChatName; door: 'callable' | 'direct' }
  /** He reads all there is and answers by a direct write, which is delivered at once. */
  | { kind: 'answer'; who: Person; chat: ChatName }
  | { kind: 'resend' | 'delete' | 'hide'; who: Person; message: number }
  | { kind: 'edit' | 'react'; who: Person; message: number; text: string }
  | { kind: 'markRead' | 'markDelivered'; who: Person; chat: ChatName; behind: number }
  | { kind: 'markUnread' | 'mute' | 'unmute'; who: Person; chat: ChatName }
  /** Read receipts are switched, in all of his chats. */
  | { kind: 'receipts'; who: Person; on: boolean }
  | { kind: 'add' | 'remove'; who: Person; whom: Person }
  | { kind: 'leave'; who: Person }
  | { kind: 'block' | 'unblock'; who: Person; whom: Person }
  | { kind: 'deliver'; event: number }
  /** Time goes by, and what is due by the clock is done. */
  | { kind: 'later'; seconds: number };

/** Steps that are tried at the same time, and whether the process dies at one of their writes. */
export interface Turn {
  steps: Step[];
  crash?: Crash;
}

/** The `at`-th write is the process' last: it dies before it, or after it without an answer. */
export interface Crash {
  at: number;
  when: 'before' | 'after';
}

/** What is done, and then how the events are delivered. All of it follows from the seed. */
export interface History {
  seed: number;
  turns: Turn[];
  /** How often each event is delivered, from the first event on, repeated as needed. */
  deliveries: number[];
  /** How many deliveries happen at the same time, from the first on, repeated as needed. */
  at_once: number[];
  /** Dealt out to the deliveries in the order they happen, repeated as needed. */
  crashes: (Crash | undefined)[];
  /** For the order of the deliveries. */
  order: SeededRandom;
}

const TURNS = 14;

/** The history of a seed; `crashing_deliveries` says whether deliveries may die too. */
export function historyOf(seed: number): History {
  const random = seededRandom(seed);
  const crashing_deliveries = random.int(2) === 0;
  return {
    seed,
    turns: Array.from({ length: TURNS }, () => turn(random)),
    deliveries: Array.from({ length: 11 }, () => 1 + random.int(3)),
    at_once: Array.from({ length: 5 }, () => 1 + random.int(4)),
    crashes: Array.from({ length: 7 }, () =>
      crashing_deliveries && random.int(3) === 0 ? crash(random) : undefined,
    ),
    order: random,
  };
}

function turn(random: SeededRandom): Turn {
  // Who is in the group, and who blocks whom, changes between the others' steps: the oracle is simple.
  const steps =
    random.int(4) === 0
      ? [alone(random)]
      : Array.from({ length: 1 + random.int(4) }, () => together(random));
  return { steps, ...(random.int(3) === 0 && { crash: crash(random) }) };
}

function crash(random: SeededRandom): Crash {
  return { at: random.int(4), when: random.int(2) === 0 ? 'before' : 'after' };
}

function alone(random: SeededRandom): Step {
  const who = person(random);
  const [first, second] = random.shuffle(PEOPLE);
  const whom = (first === who ? second : first) ?? 'A';
  switch (random.int(7)) {
    case 6:
      return { kind: 'later', seconds: random.int(2) === 0 ? 61 : 901 };
    case 0:
    case 1:
      return { kind: 'add', who, whom };
    case 2:
      return { kind: 'remove', who, whom };
    case 3:
      return { kind: 'leave', who };
    default:
      return { kind: random.int(2) === 0 ? 'block' : 'unblock', who, whom };
  }
}

function together(random: SeededRandom): Step {
  const chat = random.int(2) === 0 ? 'direct' : 'group';
  // Others are refused in the direct chat, which needs no more than a try now and then.
  const who = chat === 'group' || random.int(8) === 0 ? person(random) : either(random);
  const message = random.int(4);
  switch (random.int(16)) {
    case 0:
    case 1:
    case 2:
      return { kind: 'send', who, chat, door: 'callable' };
    case 3:
    case 4:
      return { kind: 'send', who, chat, door: 'direct' };
    case 5:
      return { kind: 'resend', who, message };
    case 6:
      return { kind: 'edit', who, message, text: `edit ${random.int(1000)}` };
    case 7:
      return random.int(2) === 0
        ? { kind: 'delete', who, message }
        : { kind: 'hide', who, message };
    case 8:
      return { kind: 'react', who, message, text: random.int(2) === 0 ? '👍' : '🎉' };
    case 9:
    case 10:
      return { kind: 'markRead', who, chat, behind: random.int(3) };
    case 11:
      return { kind: 'markDelivered', who, chat, behind: random.int(3) };
    case 12:
      return {
        kind: (['markUnread', 'mute', 'unmute'] as const)[random.int(3)] ?? 'mute',
        who,
        chat,
      };
    case 13:
      return { kind: 'answer', who, chat };
    case 14:
      return { kind: 'receipts', who, on: random.int(3) === 0 };
    default:
      return { kind: 'deliver', event: random.int(8) };
  }
}

function either(random: SeededRandom): Person {
  return random.int(2) === 0 ? 'A' : 'B';
}

function person(random: SeededRandom): Person {
  return PEOPLE[random.int(PEOPLE.length)] ?? 'A';
}
