import assert from 'node:assert/strict';

import { Instant } from '../../kernel/instant.ts';
import type { GroupChat } from './model.ts';
import { batchSeconds, BUSY_SECONDS, isBusy, MAX_PACE, PACE_SECONDS, paceAfter } from './pace.ts';

describe('the pace of a group', () => {
  const start = new Instant(1_000_000, 0);
  const group = (fields: Partial<GroupChat> = {}): GroupChat =>
    ({ type: 'group', members: ['a'], ...fields }) as GroupChat;
  /** A group after so many messages, so many seconds apart. */
  const after = (count: number, seconds: number): GroupChat => {
    let chat = group();
    for (let index = 0; index < count; index += 1) {
      chat = { ...chat, ...paceAfter(chat, start.plusSeconds(Math.floor(index * seconds))) };
    }
    return chat;
  };

  it('is busy with the first message that is too many in the window, for a while', () => {
    assert.equal(isBusy(after(MAX_PACE, 0), start), false);
    const busy = after(MAX_PACE + 1, 0);
    assert.equal(isBusy(busy, start), true);
    assert.equal(isBusy(busy, start.plusSeconds(BUSY_SECONDS - 1)), true);
    assert.equal(isBusy(busy, start.plusSeconds(BUSY_SECONDS)), false);
  });

  it('is never busy at a message a second, however long', () => {
    assert.equal(after(500, 1).busy_until, undefined);
  });

  it('counts anew when the window is over', () => {
    const chat = after(MAX_PACE, 0);
    const later = start.plusSeconds(PACE_SECONDS);
    assert.deepEqual(paceAfter(chat, later), { pace: { start: later, count: 1 } });
  });

  it('is of groups only, and large ones take more at once', () => {
    const direct = { type: 'direct', busy_until: start.plusSeconds(60) } as never;
    assert.equal(isBusy(direct, start), false);
    const of = (count: number) => batchSeconds(group({ members: Array<string>(count).fill('a') }));
    assert.deepEqual([of(250), of(251)], [1, 5]);
  });
});
