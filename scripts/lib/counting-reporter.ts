// A mocha reporter: prints like `spec` and writes the numbers to the file that the reporter option
// `counts` names. Mocha's own exit code cannot tell "nothing ran" from "all is well".
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/** How many tests a run had of each kind. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const { counts } = options.reporterOptions as { counts: string };
    runner.on(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      const result: TestCounts = { passed: passes, failed: failures, skipped: pending };
      writeFileSync(counts, JSON.stringify(result));
    });
  }
}
