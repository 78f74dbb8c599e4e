import { measureAddressBook, type AddressBookTime } from './address-book/address-book.ts';
import { measureCosts, type MessageCost } from './costs/costs.ts';
import { measureLatency, type Bench } from './latency/latency.ts';
import type { LatencyPlan, LatencyRun } from './latency/summary.ts';
import { measureFirstCall, type FirstCall } from './load/first-call.ts';
import { measureLoadTime, type LoadTime } from './load/load-time.ts';
import { thisCommit, thisMachine, type Commit, type Machine } from './machine.ts';
import { PLAN } from './plan.ts';

/** Everything one run of the bench found. */
export interface Results {
  /** RFC 3339, UTC. */
  measured_at: string;
  commit: Commit;
  machine: Machine;
  /** The share of its cores that was in use before anything of ours ran. */
  busy_before: number;
  latency: LatencyRun[];
  sustained: LatencyRun;
  costs: MessageCost[];
  load_time: LoadTime;
  first_call: FirstCall;
  address_book: AddressBookTime;
}

/**
 * Measures everything there is to measure, one after another. `suiteProject` is the project whose
 * triggers the functions emulator serves; `say` is told what is being measured.
 */
export async function runBench(
  bench: Bench,
  suiteProject: string,
  say: (line: string) => void,
): Promise<Omit<Results, 'busy_before'>> {
  const about = { measured_at: new Date().toISOString(), commit: thisCommit() };
  const run = (plan: LatencyPlan): Promise<LatencyRun> => {
    say(plan.name);
    return measureLatency(bench, plan);
  };
  say('load time');
  const load_time = await measureLoadTime(PLAN.fresh_processes, bench.signal);
  say('operations per message');
  const costs = await measureCosts();
  await run(PLAN.warm_up);
  say('address book');
  const address_book = await measureAddressBook();
  say('first call');
  const first_call = await measureFirstCall(bench.hosts, PLAN.fresh_processes);
  const latency: LatencyRun[] = [];
  for (const plan of PLAN.latency) latency.push(await run(plan));
  const sustained = await run(PLAN.sustained);
  latency.push(await run({ ...PLAN.emulated, emulated_project: suiteProject }));
  const measured = { latency, sustained, costs, load_time, first_call, address_book };
  return { ...about, machine: thisMachine(), ...measured };
}
