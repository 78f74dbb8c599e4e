import { emulatorHosts } from '../../../testkit/hosts.ts';

/** An expression of the rules as the emulator reports it: what it was, and how often. */
interface Expression {
  sourcePosition: { line: number; currentOffset?: number; endOffset: number };
  values?: { value: Record<string, unknown>; count: number }[];
  children?: Expression[];
}

/** What became of the rules' expressions in all requests of a project. */
export interface Coverage {
  expressions: number;
  conditions: number;
  /** Those that no request came to. */
  unreached: string[];
  /** Conditions that were never true, or never false. */
  one_sided: string[];
}

/** Reads the report of the Firestore emulator: https://firebase.google.com/docs/rules/emulator-reports */
export async function readCoverage(projectId: string): Promise<Coverage> {
  const url = `http://${emulatorHosts().firestore}/emulator/v1/projects/${projectId}:ruleCoverage`;
  const report = (await (await fetch(url)).json()) as {
    rules: { files: [{ content: string }] };
    report: Expression[];
  };
  const [{ content }] = report.rules.files;
  const coverage: Coverage = { expressions: 0, conditions: 0, unreached: [], one_sided: [] };
  for (const expression of report.report.flatMap(withChildren)) {
    const { line, currentOffset = 0, endOffset } = expression.sourcePosition;
    const name = `${line}: ${content.slice(currentOffset, endOffset + 1).replace(/\s+/g, ' ')}`;
    const seen = new Set((expression.values ?? []).flatMap(({ value }) => kindsOf(value)));
    // What is also text or a number is a value of some document, not a condition.
    const isCondition = seen.size > 0 && [...seen].every((kind) => /^(true|false)$/.test(kind));
    coverage.expressions += 1;
    if (seen.size === 0) coverage.unreached.push(name);
    if (!isCondition) continue;
    coverage.conditions += 1;
    if (!seen.has('true')) coverage.one_sided.push(`${name} was never true`);
    if (!seen.has('false')) coverage.one_sided.push(`${name} was never false`);
  }
  return coverage;
}

function withChildren(expression: Expression): Expression[] {
  return [expression, ...(expression.children ?? []).flatMap(withChildren)];
}

/** An empty value was passed over (`a && b` where `a` is false), an undefined one is an error. */
function kindsOf(value: Record<string, unknown>): string[] {
  if ('boolValue' in value) return [String(value['boolValue'])];
  return Object.keys(value).filter((kind) => kind !== 'undefined');
}
