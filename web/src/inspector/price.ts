import { pricePerMillion, type Operations } from '../../../bench/costs/price.ts';
import type { Action, Group } from './actions.ts';

/** What an action took, and a million of it would cost by the list price, in US dollars. */
export interface Cost extends Operations {
  million: number;
}

/** Counts what is billed: each document read, written or deleted, and each call of a function. */
export function costOf(groups: Action['groups']): Cost {
  const all = groups.flatMap((group: Group) => group.operations);
  const count = (kind: string): number => all.filter((operation) => operation.kind === kind).length;
  const triggers = groups.filter(({ by, isServer }) => isServer && /^on[A-Z]/.test(by)).length;
  const operations = {
    reads: count('read'),
    writes: count('write'),
    deletes: count('delete'),
    invocations: count('call') + triggers,
  };
  return { ...operations, million: pricePerMillion(operations) };
}
