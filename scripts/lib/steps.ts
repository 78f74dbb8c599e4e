import { styleText } from 'node:util';

/** One named part of a run and how it ended. */
export interface StepResult {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
}

/** Runs named steps one after another, printing each one's name, duration and outcome. */
export class Steps {
  readonly #results: StepResult[] = [];

  get results(): readonly StepResult[] {
    return this.#results;
  }

  get failed(): readonly string[] {
    return this.#results.filter(({ ok }) => !ok).map(({ name }) => name);
  }

  /** Runs a step whose exit code tells whether it went well. */
  check(name: string, action: () => Promise<number>): Promise<number> {
    return this.#run(name, action, (code) => code === 0);
  }

  /** Runs a step that throws when it fails. */
  do<T>(name: string, action: () => Promise<T>): Promise<T> {
    return this.#run(name, action, () => true);
  }

  async #run<T>(name: string, action: () => Promise<T>, isOk: (result: T) => boolean): Promise<T> {
    const start = performance.now();
    let ok = false;
    console.log(styleText('bold', `\n── ${name}`));
    try {
      const result = await action();
      ok = isOk(result);
      return result;
    } finally {
      const seconds = (performance.now() - start) / 1000;
      this.#results.push({ name, ok, seconds });
      const mark = ok ? styleText('green', 'ok') : styleText('red', 'failed');
      console.log(`   ${name}: ${mark}, ${seconds.toFixed(1)} s`);
    }
  }
}
