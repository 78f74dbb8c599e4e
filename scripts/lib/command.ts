import { UserError } from './user-error.ts';

/** How long after the first signal another one still counts as the same Ctrl-C. */
const SAME_SIGNAL_MS = 1_000;
const SIGNALS = { SIGINT: 2, SIGHUP: 1, SIGTERM: 15 } as const;

/** Why a command is asked to stop, as the reason of its AbortSignal. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  /** The exit code of a program that a signal ended. */
  readonly exitCode: number;

  constructor(signal: keyof typeof SIGNALS) {
    super(`Stopped by ${signal}.`);
    this.exitCode = 128 + SIGNALS[signal];
  }
}

/**
 * Runs a command's `main` and exits with the code it resolves to: 1 with the bare message for a
 * UserError, 1 with the stack for anything else. The AbortSignal is aborted once, with a Stopped,
 * at the first SIGINT, SIGTERM or SIGHUP, or when the process that started this one dies; a second
 * Ctrl-C exits at once.
 */
export async function runCommand(main: (signal: AbortSignal) => Promise<number>): Promise<never> {
  const stop = new AbortController();
  let firstAt = 0;
  const onSignal = (name: keyof typeof SIGNALS): void => {
    process.send?.('stopping', undefined, undefined, () => undefined);
    if (!stop.signal.aborted) {
      firstAt = Date.now();
      stop.abort(new Stopped(name));
    } else if (name === 'SIGINT' && Date.now() - firstAt > SAME_SIGNAL_MS) {
      process.exit(128 + SIGNALS[name]);
    }
  };
  for (const name of Object.keys(SIGNALS) as (keyof typeof SIGNALS)[]) process.on(name, onSignal);
  process.on('disconnect', () => onSignal('SIGHUP'));
  process.channel?.unref();
  // Writing to a terminal that has gone must not end the command before it has cleaned up.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

  process.exit(await exitCodeOf(main, stop.signal));
}

async function exitCodeOf(
  main: (signal: AbortSignal) => Promise<number>,
  signal: AbortSignal,
): Promise<number> {
  try {
    return await main(signal);
  } catch (error) {
    if (error instanceof Stopped) return error.exitCode;
    console.error(error instanceof UserError ? `\n${error.message}\n` : error);
    return 1;
  }
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
