import { runTool } from './tool.ts';

/** Type-checks the repository; resolves to the exit code. */
export function typecheck(signal: AbortSignal): Promise<number> {
  return runTool('typescript7/bin/tsc', ['-p', '.'], { signal });
}

/** Runs both linters, also the second when the first complains; resolves to the worse exit code. */
export async function lint(signal: AbortSignal): Promise<number> {
  const eslint = await runTool('eslint/bin/eslint.js', ['.', '--max-warnings', '0'], { signal });
  const prettier = await runTool(
    'prettier/bin/prettier.cjs',
    ['--check', '--log-level', 'warn', '.'],
    { signal },
  );
  return Math.max(eslint, prettier);
}
