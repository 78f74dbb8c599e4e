import { systemRandom } from '../../functions/src/kernel/random.ts';
import type { Hosts } from '../../testkit/hosts.ts';
import { median, round } from '../figures/distribution.ts';
import { openSetting, type Setting } from '../latency/setting.ts';
import { startInstance } from '../processes/instance-process.ts';

/** What fresh instances of `sendMessage` do first; medians, in milliseconds and MB. */
export interface FirstCall {
  instances: number;
  /** Importing the bundle, which an instance does before it takes calls. */
  load_ms: number;
  first_ms: number;
  second_ms: number;
  loaded_rss_mb: number;
  served_rss_mb: number;
}

/** Has fresh instances serve two messages each. */
export async function measureFirstCall(hosts: Hosts, instances: number): Promise<FirstCall> {
  const setting = await openSetting(hosts, { chats: 1 });
  const runs: Run[] = [];
  try {
    for (let count = 0; count < instances; count += 1) runs.push(await runOf(setting, hosts));
  } finally {
    await setting.close();
  }
  const middle = (name: keyof Run): number => round(median(runs.map((run) => run[name])));
  return {
    instances,
    load_ms: middle('load_ms'),
    first_ms: middle('first_ms'),
    second_ms: middle('second_ms'),
    loaded_rss_mb: middle('loaded_rss_mb'),
    served_rss_mb: middle('served_rss_mb'),
  };
}

type Run = Omit<FirstCall, 'instances'>;

async function runOf({ stage: { world, chats } }: Setting, hosts: Hosts): Promise<Run> {
  const [chat] = chats;
  const token = await chat?.sender.auth.currentUser?.getIdToken();
  if (chat === undefined || token === undefined) throw new Error('nobody is there to send');
  const instance = await startInstance(world.projectId, hosts, 'sendMessage');
  const url = `http://${instance.ready.host}/sendMessage`;
  try {
    const { load_ms, rss_bytes } = instance.ready;
    const first_ms = await timedCall(url, token, chat.chat_id);
    const served = await instance.report();
    const second_ms = await timedCall(url, token, chat.chat_id);
    const loaded_rss_mb = rss_bytes / 1e6;
    return { load_ms, first_ms, second_ms, loaded_rss_mb, served_rss_mb: served.rss_bytes / 1e6 };
  } finally {
    await instance.stop();
  }
}

async function timedCall(url: string, token: string, chat_id: string): Promise<number> {
  const data = { chat_id, message_id: systemRandom.id(), type: 'TEXT', text: 'x' };
  const start = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ data }),
  });
  const body = await response.text();
  if (!response.ok) throw new Error(`sendMessage answered ${response.status} ${body}`);
  return performance.now() - start;
}
