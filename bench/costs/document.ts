import { table, type Row } from '../figures/table.ts';
import { measureBeside } from './beside.ts';
import { measureCosts, type MessageCost } from './costs.ts';
import { OTHERS } from './others.ts';
import { pricePerMillion } from './price.ts';
import type { UseCaseCost } from './recorder.ts';
import { measureUseCases, type UseCaseCosts } from './use-cases.ts';

/** Everything that docs/cost.md tells of. */
export interface MeasuredCosts {
  messages: MessageCost[];
  beside: MessageCost[];
  use_cases: UseCaseCosts;
}

/** Measures all of it, in some 15 s. */
export async function measureAllCosts(): Promise<MeasuredCosts> {
  return {
    messages: await measureCosts(),
    beside: await measureBeside(),
    use_cases: await measureUseCases(),
  };
}

/** The document with its tables made anew; its words are left as they are. */
export function withTables(document: string, measured: MeasuredCosts): string {
  const { messages, beside, use_cases } = measured;
  const tables: Record<string, string> = {
    messages: messageTable('message', messages),
    beside: messageTable('one', beside),
    others: othersTable(messages),
    conversations: useCaseTable(use_cases.conversations),
    groups: useCaseTable(use_cases.groups),
    people: useCaseTable(use_cases.people),
    relations: useCaseTable(use_cases.relations),
    accounts: useCaseTable(use_cases.accounts),
    'nearby and address books': useCaseTable(use_cases.nearby_and_address_books),
    leaving: useCaseTable(use_cases.leaving),
    admins: useCaseTable(use_cases.admins),
  };
  return Object.entries(tables).reduce((text, [name, made]) => fill(text, name, made), document);
}

function fill(document: string, name: string, made: string): string {
  const [start, end] = [`<!-- measured: ${name} -->\n`, `\n<!-- end of ${name} -->`];
  const [from, to] = [document.indexOf(start), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/cost.md has no place for the table ${name}`);
  return `${document.slice(0, from + start.length)}\n${made}\n${document.slice(to)}`;
}

const dollars = (amount: number): string =>
  `$${amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

function messageTable(what: string, costs: readonly MessageCost[]): string {
  return table(
    [what, 'reads', 'writes', 'invocations', 'a million', "listeners' reads", 'with those'],
    costs.map((each): Row => {
      const { kind, reads, writes, invocations, listener_reads } = each;
      const prices = [each.dollars_per_million, each.dollars_with_listeners].map(dollars);
      return [kind, reads, writes, invocations, prices[0], listener_reads, prices[1]];
    }),
  );
}

function othersTable(messages: readonly MessageCost[]): string {
  const ours = messages.flatMap((each) => [
    { what: `Parley, ${each.kind}`, each },
    {
      what: `Parley, ${each.kind}, all listening`,
      each: { ...each, reads: each.reads + each.listener_reads },
    },
  ]);
  return table(
    ['message', 'reads', 'writes', 'deletes', 'invocations', 'a million'],
    [...OTHERS, ...ours.slice(0, 2)].map(({ what, each }): Row => {
      const { reads, writes, deletes, invocations } = each;
      return [what, reads, writes, deletes, invocations, dollars(pricePerMillion(each))];
    }),
  );
}

function useCaseTable(costs: readonly UseCaseCost[]): string {
  return table(
    ['use case', 'when', 'reads', 'writes', 'deletes', 'a million'],
    costs.map((each): Row => {
      const { name, when, reads, writes, deletes } = each;
      return [`\`${name}\``, when, reads, writes, deletes, dollars(pricePerMillion(each))];
    }),
  );
}
