interface CoverageNode {
  sourcePosition?: { currentOffset?: number; endOffset?: number };
  values?: { count?: number }[];
  children?: CoverageNode[];
}

interface Coverage {
  rules?: { files?: { content?: string }[] };
  report?: CoverageNode[];
}

/**
 * The documents that the rules read to decide one request: the `get(…)` and
 * `exists(…)` expressions evaluated while
 * `act` runs, by the emulator's coverage report. Each counts once, as one request is billed once for a
 * document however often its rules ask for it
 * (https://firebase.google.com/docs/firestore/pricing#firestore-rules).
 */
export async function rulesReads(
  host: string,
  projectId: string,
  act: () => Promise<unknown>,
): Promise<number> {
  const before = await evaluations(host, projectId);
  await act();
  const after = await evaluations(host, projectId);
  const evaluated = [...after].filter(
    ([place, { count }]) => count > (before.get(place)?.count ?? 0),
  );
  return new Set(evaluated.map(([, { document }]) => document)).size;
}

interface Asked {
  /** As the rules name it. */
  document: string;
  count: number;
}

/** How often each `get(…)` in the rules was evaluated, by its place in the file. */
async function evaluations(host: string, projectId: string): Promise<Map<number, Asked>> {
  const response = await fetch(`http://${host}/emulator/v1/projects/${projectId}:ruleCoverage`);
  const { rules, report = [] } = (await response.json()) as Coverage;
  const content = rules?.files?.[0]?.content ?? '';
  const counts = new Map<number, Asked>();
  const visit = ({ sourcePosition, values = [], children = [] }: CoverageNode): void => {
    const { currentOffset = 0, endOffset = 0 } = sourcePosition ?? {};
    const expression = content.slice(currentOffset, endOffset);
    const document = /^(?:get|exists)\((\/[^]*)/.exec(expression)?.[1];
    if (document !== undefined) {
      const count = values.reduce((sum, value) => sum + (value.count ?? 0), 0);
      const known = counts.get(currentOffset)?.count ?? 0;
      counts.set(currentOffset, { document, count: Math.max(known, count) });
    }
    children.forEach(visit);
  };
  report.forEach(visit);
  return counts;
}
