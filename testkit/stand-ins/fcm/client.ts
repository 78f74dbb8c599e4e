import { readStream } from '../common/stream.ts';
import type { Behaviour } from './behaviours.ts';
import type { PushFilter } from './inbox.ts';
import type { Push } from './types.ts';

export type { Behaviour } from './behaviours.ts';
export type { PushFilter } from './inbox.ts';
export type { Answer, Push } from './types.ts';

/** A typed view of a running stand-in, for tests. */
export type FcmInbox = {
  /** The pushes so far, newest last. */
  pushes(filter?: PushFilter): Promise<Push[]>;
  /**
   * Resolves as soon as `count` matching pushes have arrived, counting those already there.
   * @param options.deadline_ms milliseconds to wait, 5,000 unless told
   * @throws Error that shows what did arrive by the deadline
   */
  waitFor(count: number, options?: PushFilter & { deadline_ms?: number }): Promise<Push[]>;
  /** Sets how sends to a token (`*` is every token) are answered. */
  behave(token: string, behaviour: Behaviour): Promise<void>;
  /** Forgets one token's behaviours, or all. */
  forgive(token?: string): Promise<void>;
  /** Forgets one project's pushes, or all. */
  clear(project?: string): Promise<void>;
};

/** Connects to the stand-in at `host` (`ip:port`). */
export function fcmInbox(host: string): FcmInbox {
  const base = `http://${host}`;
  const call = async (path: string, init?: RequestInit): Promise<Response> => {
    const response = await fetch(`${base}${path}`, init);
    if (response.ok) return response;
    throw new Error(`FCM stand-in: ${response.status} ${await response.text()}`);
  };
  return {
    async pushes(filter = {}) {
      const response = await call(`/inbox${queryOf(filter)}`);
      const { pushes } = (await response.json()) as { pushes: Push[] };
      return pushes;
    },
    async waitFor(count, { deadline_ms = 5_000, ...filter } = {}) {
      const got: Push[] = [];
      if (count <= 0) return got;
      const signal = AbortSignal.timeout(deadline_ms);
      try {
        const { body } = await call(`/inbox/stream${queryOf(filter)}`, { signal });
        if (!body) throw new Error('FCM stand-in: a stream without a body');
        for await (const push of readStream<Push>(body)) {
          if (got.push(push) >= count) return got;
        }
      } catch (error) {
        if (!signal.aborted) throw error;
      }
      const wanted = `${count} pushes matching ${JSON.stringify(filter)}`;
      throw new Error(`Waited for ${wanted}, got ${got.length}: ${JSON.stringify(got)}`);
    },
    async behave(token, behaviour) {
      const body = JSON.stringify(behaviour);
      await call(`/behaviours/${encodeURIComponent(token)}`, { method: 'PUT', body });
    },
    async forgive(token) {
      const path = token === undefined ? '' : `/${encodeURIComponent(token)}`;
      await call(`/behaviours${path}`, { method: 'DELETE' });
    },
    async clear(project) {
      await call(`/inbox${queryOf({ project })}`, { method: 'DELETE' });
    },
  };
}

function queryOf(filter: PushFilter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value !== undefined) query.set(name, value);
  }
  return query.size > 0 ? `?${query}` : '';
}
