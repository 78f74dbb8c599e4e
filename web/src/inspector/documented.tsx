import { useEffect, useState } from 'preact/hooks';

/** `costs.json`: what docs/cost.md says of one use case, written beside the page when it is built. */
interface DocumentedCost {
  reads: number;
  writes: number;
  invocations: number;
  million: string;
}

let table: Promise<Record<string, DocumentedCost>> | undefined;

async function load(): Promise<Record<string, DocumentedCost>> {
  const response = await fetch('/costs.json');
  return response.ok ? ((await response.json()) as Record<string, DocumentedCost>) : {};
}

/** What the functions take for an action where nobody records them, as in a real project. */
export function Documented({ name, isRecorded }: { name: string; isRecorded: boolean }) {
  const [cost, setCost] = useState<DocumentedCost>();
  useEffect(() => {
    setCost(undefined);
    if (isRecorded) return;
    const known = (table ??= load());
    known.then(
      (all) => setCost(all[name]),
      () => {
        table = undefined;
      },
    );
  }, [name, isRecorded]);
  if (isRecorded || cost === undefined) return null;
  return (
    <p class="soft">
      The functions are not recorded here. As docs/cost.md has it, <code>{name}</code> takes them{' '}
      {cost.reads} reads, {cost.writes} writes and {cost.invocations} invocations: {cost.million} a
      million.
    </p>
  );
}
