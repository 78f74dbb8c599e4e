import assert from 'node:assert/strict';

import { Instant } from '../../kernel/instant.ts';
import type { PushAttempts } from '../chats/model.ts';
import type { PushClaims } from '../events/push-claims.ts';
import { dueAttempts } from './due-attempts.ts';

const START = new Instant(1_000_000, 0);
const DAY = 24 * 60 * 60;

interface Case {
  name: string;
  /** Number and seconds after the start, of each undelivered message. */
  messages: [number: number, sent: number][];
  attempts?: PushAttempts;
  /** Those whose first attempt was made go up to here. */
  through?: number;
  /** Devices that the last attempt missed, by number; none where that attempt is still to come. */
  open?: Record<number, string[]>;
  /** Seconds after the start. */
  now: number;
  /** Number, and the devices where not all. */
  due: [number: number, devices?: string[]][];
  closed?: number[];
  after: PushAttempts;
  /** Seconds after the start. */
  next?: number;
}

const CASES: Case[] = [
  {
    name: 'nothing within the first minute',
    messages: [[1, 0]],
    now: 59,
    due: [],
    after: { second: 0, third: 0 },
    next: 60,
  },
  {
    name: 'the second after a minute',
    messages: [[1, 0]],
    now: 60,
    due: [[1]],
    after: { second: 1, third: 0 },
    next: 900,
  },
  {
    name: 'the second once only',
    messages: [[1, 0]],
    attempts: { second: 1, third: 0 },
    now: 120,
    due: [],
    after: { second: 1, third: 0 },
    next: 900,
  },
  {
    name: 'the third after a quarter of an hour, and nothing after it',
    messages: [[1, 0]],
    attempts: { second: 1, third: 0 },
    now: 900,
    due: [[1]],
    after: { second: 1, third: 1 },
  },
  {
    name: 'no fourth, however late',
    messages: [[1, 0]],
    attempts: { second: 1, third: 1 },
    now: DAY,
    due: [],
    after: { second: 1, third: 1 },
  },
  {
    name: 'one push where the clock missed the second and it is time for the third',
    messages: [[1, 0]],
    now: 2000,
    due: [[1]],
    after: { second: 1, third: 1 },
  },
  {
    name: 'the third of one, the second of another, and a third that is too new',
    messages: [
      [4, 0],
      [5, 840],
      [7, 880],
    ],
    attempts: { second: 4, third: 3 },
    now: 900,
    due: [[4], [5]],
    after: { second: 5, third: 4 },
    next: 940,
  },
  {
    name: 'an older message numbered after a newer one waits for it',
    messages: [
      [1, 30],
      [2, 0],
    ],
    now: 60,
    due: [],
    after: { second: 0, third: 0 },
    next: 90,
  },
  {
    name: 'what FCM did not take, on the devices it did not take it for',
    messages: [[1, 0]],
    attempts: { second: 1, third: 0 },
    open: { 1: ['tablet'] },
    now: 120,
    due: [[1, ['tablet']]],
    after: { second: 1, third: 0 },
    next: 900,
  },
  {
    name: 'the next attempt on all devices in place of what FCM did not take',
    messages: [[1, 0]],
    attempts: { second: 1, third: 0 },
    open: { 1: ['tablet'] },
    now: 900,
    due: [[1]],
    after: { second: 1, third: 1 },
  },
  {
    name: 'what FCM did not take, after all attempts, for a day',
    messages: [[1, 0]],
    attempts: { second: 1, third: 1 },
    open: { 1: ['phone'] },
    now: DAY - 1,
    due: [[1, ['phone']]],
    after: { second: 1, third: 1 },
  },
  {
    name: 'then no more, and it is forgotten',
    messages: [[1, 0]],
    attempts: { second: 1, third: 1 },
    open: { 1: ['phone'] },
    now: DAY,
    due: [],
    closed: [1],
    after: { second: 1, third: 1 },
  },
  {
    name: 'nothing of a message whose first attempt is still to come, as its event is late',
    messages: [
      [1, 0],
      [2, 0],
      [3, 0],
    ],
    through: 2,
    open: { 1: [] },
    now: 60,
    due: [[2]],
    after: { second: 3, third: 0 },
    next: 900,
  },
];

describe('which attempt of a push is due', () => {
  for (const { name, messages, attempts, through, open = {}, now, ...expected } of CASES) {
    it(name, () => {
      const undelivered = messages.map(([message_number, sent]) => ({
        message_number,
        created: START.plusSeconds(sent),
      }));
      const claims: PushClaims = {
        through: through ?? Math.max(...messages.map(([number]) => number)),
        open: Object.entries(open).map(([number, devices]) => ({
          number: Number(number),
          devices,
        })),
      };
      const before = attempts ?? { second: 0, third: 0 };
      const decided = dueAttempts(undelivered, before, claims, START.plusSeconds(now));
      const due = expected.due.map(([message_number, devices = []]) => ({
        message_number,
        devices,
      }));
      assert.deepEqual(decided, {
        due,
        closed: expected.closed ?? due.map(({ message_number }) => message_number),
        attempts: expected.after,
        next: expected.next === undefined ? undefined : START.plusSeconds(expected.next),
      });
    });
  }
});
