import type { Google } from './google.ts';

/** What a step found or did. */
export type Outcome = {
  /** `by hand`: a person has to do it, with the commands given. */
  state: 'done' | 'already so' | 'by hand';
  /** One line that says what, without secrets. */
  note: string;
  /** Precise commands or console addresses, for `by hand`. */
  commands?: string[];
  /** The steps after this one cannot work, so the deployment ends here. */
  stop?: boolean;
};

/** What steps work on. Everything outside the process is injected, so that tests run the real steps. */
export type Deployment = {
  /** The team's Firebase project id. */
  project: string;
  /** The repository's root folder. */
  root: string;
  google: Google;
  /** Runs the Firebase CLI in the root folder, its output going to the terminal. @returns its exit code */
  firebase: (args: string[]) => Promise<number>;
  /** Builds what is deployed, the functions into a folder. */
  build: (outDir: string) => Promise<void>;
  now: () => Date;
  /** So many random bytes, fit for keys. */
  random: (bytes: number) => Buffer;
  wait: (milliseconds: number) => Promise<void>;
};

/** One step of a deployment. It may be run again at any time and then changes nothing. */
export type Step = {
  name: string;
  /** What it does, for `--dry-run`. */
  plan(project: string): string;
  /** @throws UserError, which is fit to be shown */
  run(deployment: Deployment): Promise<Outcome>;
};

/**
 * Runs the steps in order and prints a line for each.
 *
 * @returns whether the deployment went through; things left to do by hand do not spoil it, a step
 *   that stops it does
 * @throws whatever a step throws, after printing which step it was
 */
export async function runSteps(
  steps: readonly Step[],
  deployment: Deployment,
  print: (line: string) => void,
): Promise<boolean> {
  const left: string[] = [];
  for (const step of steps) {
    let outcome: Outcome;
    try {
      outcome = await step.run(deployment);
    } catch (error) {
      print(line('failed', step.name, 'see below'));
      throw error;
    }
    print(line(outcome.state, step.name, outcome.note));
    for (const command of outcome.commands ?? []) print(`${' '.repeat(13)}$ ${command}`);
    if (outcome.state === 'by hand') left.push(step.name);
    if (outcome.stop) {
      print('Stopped. Run the same command again when that is done; what is done stays done.');
      return false;
    }
  }
  print(left.length > 0 ? `Deployed. Left to do by hand: ${left.join(', ')}.` : 'Deployed.');
  return true;
}

function line(state: string, name: string, note: string): string {
  return `${state.padEnd(11)}  ${name}: ${note}`;
}
