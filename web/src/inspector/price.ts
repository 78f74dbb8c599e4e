import { pricePerMillion, type Operations } from '../../../bench/costs/price.ts';
import type { Operation, Part } from './actions.ts';

/** What was billed, and what a million of it would cost by the list price, in US dollars. */
export interface Cost extends Operations {
  million: number;
}

/**
 * What an instance reads at most once in 30 s, whatever it is called for: which tokens are void, and the
 * active hours. docs/cost.md has it apart, and so has this.
 */
export function isUpkeep({ by }: Part, { kind, what }: Operation): boolean {
  return (
    kind === 'read' && !by.startsWith('admin') && /^(revocations\b|config\/client$)/.test(what)
  );
}

/** Counts what is billed: each document read, written or deleted, and each run of a function. */
export function costOf(parts: readonly Part[]): Cost {
  const all = parts.flatMap((part) =>
    part.operations.filter((operation) => !part.isServer || !isUpkeep(part, operation)),
  );
  const count = (kind: string): number => all.filter((operation) => operation.kind === kind).length;
  const operations = {
    reads: count('read'),
    writes: count('write'),
    deletes: count('delete'),
    invocations: parts.reduce((sum, { invocations }) => sum + invocations, 0),
  };
  return { ...operations, million: pricePerMillion(operations) };
}

/** `1 read`, `2 reads` */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

export const dollars = (million: number): string => `$${million.toFixed(2)}`;
