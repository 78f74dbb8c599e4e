import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { ROOT } from '../scripts/lib/paths.ts';
import { emulatorHosts, suiteProject } from '../testkit/hosts.ts';

/** A block of commands, and what the page says that it prints. */
interface Step {
  heading: string;
  commands: string;
  printed: string;
}

const BETWEEN = '--- next block ---';

/** The page as a new user takes it: every block in one shell, one after the other. */
describe('docs/walk.md', function () {
  // A function's code is loaded with its first call, and all functions take turns.
  this.timeout(180_000);

  const steps: Step[] = [];
  let printed: string[];
  let folder: string;

  before(async () => {
    const page = await readFile(join(ROOT, 'docs/walk.md'), 'utf8');
    for (const section of page.split('\n## ').slice(1)) {
      steps.push(...stepsOf(section.split('\n')[0] ?? '', section));
    }
    const [first] = stepsOf('', page.split('\n## ')[0] ?? '');
    const script = [first, ...steps]
      .map((step) => `echo '${BETWEEN}'\n${step?.commands}`)
      .join('\n');
    folder = await mkdtemp(join(tmpdir(), 'parley-walk-'));
    const { stdout } = await promisify(execFile)('bash', ['-euc', onThisSuite(script)], {
      cwd: folder,
    });
    printed = stdout.split(`${BETWEEN}\n`).slice(2);
  });
  after(() => rm(folder, { recursive: true }));

  it('does what it says, and prints it', () => {
    assert.ok(steps.length > 8);
    assert.equal(printed.length, steps.length);
    for (const [index, step] of steps.entries()) {
      const text = (printed[index] ?? '').trimEnd();
      // Where it is something else, both are shown.
      if (!patternOf(step.printed).test(text)) assert.equal(text, step.printed, step.heading);
    }
  });
});

function stepsOf(heading: string, section: string): Step[] {
  const block = /```sh\n(?<commands>[^]*?)```(?:\n\n```(?:json|text)\n(?<printed>[^]*?)```)?/g;
  return [...section.matchAll(block)].map(({ groups }) => ({
    heading,
    commands: groups?.['commands'] ?? '',
    printed: (groups?.['printed'] ?? '').trimEnd(),
  }));
}

/** `…` is anything on its line. */
function patternOf(text: string): RegExp {
  const parts = text.split('…').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}

/** The page names the ports of `npm start`; the tests' emulators have others. */
function onThisSuite(script: string): string {
  const hosts = emulatorHosts();
  return script
    .replaceAll('127.0.0.1:5001', hosts.functions)
    .replaceAll('127.0.0.1:9598', hosts.twilio ?? '')
    .replaceAll('127.0.0.1:8080', hosts.firestore)
    .replaceAll('demo-parley', suiteProject());
}
