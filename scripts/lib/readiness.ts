import { setTimeout as pause } from 'node:timers/promises';
import type { RunLog } from './cli-log.ts';
import { isFatal } from './cli-log.ts';
import { answers, type PortUse } from './ports.ts';
import { UserError } from './user-error.ts';

/** What is waited for, and what may end the wait early. */
export interface Readiness {
  readonly ports: readonly PortUse[];
  /** Answers 200 once the functions are loaded. */
  readonly healthUrl: string;
  readonly log: RunLog;
  readonly timeLimitMs: number;
  readonly signal: AbortSignal | undefined;
  /** Whether the Firebase CLI still runs. */
  readonly running: () => boolean;
  /** Called between looks. */
  readonly onLook: () => void;
}

const BETWEEN_LOOKS_MS = 150;
const REQUEST_LIMIT_MS = 20_000;
/** Once the CLI calls the suite ready, the first request has this long to load its function. */
const FIRST_REQUEST_MS = 20_000;

/**
 * Resolves when every port answers and the functions are loaded. Throws a UserError with the log
 * lines that matter when the CLI ends, says that the functions cannot be loaded, or takes too long;
 * throws the signal's reason when that is aborted.
 */
export async function waitUntilReady(wait: Readiness): Promise<void> {
  const deadline = Date.now() + wait.timeLimitMs;
  let giveUpAt = deadline;
  let health = 'no answer';
  let announced = false;
  for (;;) {
    wait.signal?.throwIfAborted();
    wait.onLook();
    if (!wait.running()) throw failure('The emulators stopped while starting.', wait.log);
    const log = wait.log.text();
    if (isFatal(log)) throw failure('The functions could not be loaded.', wait.log);
    if (!announced && log.includes('All emulators ready')) {
      announced = true;
      giveUpAt = Math.min(deadline, Date.now() + FIRST_REQUEST_MS);
    }
    if (announced) {
      health = await probe(wait.healthUrl);
      if (health === '200' && (await allAnswer(wait.ports))) return;
    }
    if (Date.now() > giveUpAt) {
      const why = announced ? `${wait.healthUrl} answers: ${health}` : 'They are still starting.';
      throw failure(`The emulators did not become ready in time. ${why}`, wait.log);
    }
    await pause(BETWEEN_LOOKS_MS);
  }
}

async function probe(url: string): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(REQUEST_LIMIT_MS) });
    const body = await response.text();
    return response.status === 200 ? '200' : `${response.status} ${body.slice(0, 300)}`;
  } catch (error) {
    return String(error);
  }
}

async function allAnswer(ports: readonly PortUse[]): Promise<boolean> {
  const results = await Promise.all(ports.map(({ host, port }) => answers(host, port)));
  return results.every(Boolean);
}

function failure(what: string, log: RunLog): UserError {
  return new UserError(`${what}\n\n${log.excerpt()}\n\nAll of it: ${log.path}`);
}
