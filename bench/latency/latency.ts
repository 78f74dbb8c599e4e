import type { Hosts } from '../../testkit/hosts.ts';
import { machineMeter } from '../machine.ts';
import { startMeter } from '../processes/answers.ts';
import type { EventSource } from '../processes/instance-process.ts';
import { Arrivals } from './arrivals.ts';
import { drive } from './drive.ts';
import { barePath, prepareBare, sendMessage, writeBare } from './messages.ts';
import { openSetting, type Setting } from './setting.ts';
import { listen, messagesPath } from './listen.ts';
import type { Chat } from './stage.ts';
import { summarize, type LatencyPlan, type LatencyRun, type Measured } from './summary.ts';

/** What every run is given. */
export interface Bench {
  hosts: Hosts;
  /** Tells of each push by the id of its message. */
  pushes: Arrivals;
  signal: AbortSignal;
}

/** No run may take longer, whatever happens; what has not arrived by then counts as an error. */
const LIMIT_MS = 90_000;

/** Runs a plan in a setting of its own. */
export async function measureLatency(bench: Bench, plan: LatencyPlan): Promise<LatencyRun> {
  const snapshots = new Arrivals();
  const signal = AbortSignal.any([bench.signal, AbortSignal.timeout(LIMIT_MS)]);
  const giveUp = (): void => {
    for (const arrivals of [snapshots, bench.pushes]) arrivals.giveUp(signal.reason);
  };
  signal.addEventListener('abort', giveUp, { once: true });
  const setting = await openSetting(bench.hosts, plan);
  try {
    const bare = plan.bare ? await measureBare(setting, plan, snapshots, signal) : undefined;
    const sent = await measureSends(setting, plan, snapshots, bench.pushes, signal);
    bench.signal.throwIfAborted();
    return summarize(plan, { bare, ...sent });
  } finally {
    signal.removeEventListener('abort', giveUp);
    await setting.close();
  }
}

async function measureBare(
  { stage: { world, chats } }: Setting,
  { pace, warm_up }: LatencyPlan,
  snapshots: Arrivals,
  signal: AbortSignal,
): Promise<Measured['bare']> {
  await prepareBare(world, chats);
  const stop = await listen(chats, barePath, snapshots);
  const write = (chat: Chat) => writeBare(world, chat, snapshots);
  await drive(chats, { ...pace, rounds: warm_up }, signal, write);
  const bare = await drive(chats, pace, signal, write);
  stop();
  return bare;
}

async function measureSends(
  { stage: { chats }, instance, startEvents }: Setting,
  { pace, warm_up }: LatencyPlan,
  snapshots: Arrivals,
  pushes: Arrivals,
  signal: AbortSignal,
): Promise<Omit<Measured, 'bare'>> {
  const events: EventSource | undefined = await startEvents();
  const stop = await listen(chats, messagesPath, snapshots);
  const send = (chat: Chat) => sendMessage(chat, snapshots, pushes);
  const warmed = await drive(chats, { ...pace, rounds: warm_up }, signal, send);
  await Promise.all([instance?.reset(), events?.reset()]);
  const loads = [startMeter(), machineMeter()] as const;
  const sent = await drive(chats, pace, signal, send);
  const [driver, machine] = [loads[0](), loads[1]()];
  const served = await instance?.report();
  const delivered = await events?.report();
  stop();
  return { sent, warm_up: warmed.samples.length, driver, machine, served, delivered };
}
