import assert from 'node:assert/strict';

import { drive } from './drive.ts';

describe('driving chats', () => {
  const { signal } = new AbortController();

  it('sends in all of them, one message after another in each', async () => {
    const inFlight = new Map<string, number>();
    const send = async (chat: string): Promise<string> => {
      const now = (inFlight.get(chat) ?? 0) + 1;
      inFlight.set(chat, now);
      assert.equal(now, 1);
      await Promise.resolve();
      inFlight.set(chat, 0);
      return chat;
    };
    const { samples, errors } = await drive(['a', 'b'], { rounds: 3 }, signal, send);
    assert.deepEqual(errors, []);
    assert.deepEqual(samples.toSorted(), ['a', 'a', 'a', 'b', 'b', 'b']);
  });

  it('counts what fails and goes on', async () => {
    let count = 0;
    const { samples, errors } = await drive(['a'], { rounds: 3 }, signal, async () => {
      count += 1;
      if (count === 2) throw new Error('no');
      return count;
    });
    assert.deepEqual([samples, errors], [[1, 3], ['no']]);
  });

  it('ends by time, and keeps its pace', async () => {
    const pace = { seconds: 0.1, every_ms: 40 };
    const { samples } = await drive(['a'], pace, signal, async () => performance.now());
    assert.ok(samples.length >= 1 && samples.length <= 3, String(samples.length));
  });

  it('ends when it is aborted', async () => {
    const stop = new AbortController();
    const { samples } = await drive(['a'], {}, stop.signal, async () => stop.abort());
    assert.equal(samples.length, 1);
  });
});
