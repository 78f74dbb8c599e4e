import type { Distribution } from './figures/distribution.ts';
import { table, type Row } from './figures/table.ts';
import type { LatencyRun } from './latency/summary.ts';
import { TARGETS } from './plan.ts';
import type { Results } from './run.ts';

/** The results as Markdown that reads well in a terminal too. */
export function report(results: Results): string {
  const { commit, machine, measured_at } = results;
  const state = commit.changed ? `${commit.hash} with changes` : commit.hash;
  return [
    '# Bench',
    `Commit ${state}, ${measured_at.slice(0, 10)}, on ${machine.cpu}, ${machine.cores} cores, ` +
      `${machine.memory_gib} GiB, ${machine.os}, Node ${machine.node}; ` +
      `${Math.round(results.busy_before * 100)} % of it in use before. ` +
      'How it is measured: [README.md](../README.md).',
    '## Latency in milliseconds',
    table(
      ['run', 'what', 'messages', 'p50', 'p95', 'p99', 'max'],
      results.latency.flatMap(latencyRows),
    ),
    `## Send → snapshot beside the bare write, at p95: at most ${TARGETS.ratio_to_bare} times`,
    table(
      ['run', 'send → snapshot', 'bare write → snapshot', 'times', 'reached'],
      results.latency.map(targetRow),
    ),
    '## Load while measuring',
    table(
      ['run', 'messages/s', 'errors', 'machine', 'instance', 'clients', 'events'],
      [...results.latency, results.sustained].map(loadRow),
    ),
    '## Operations per message',
    table(
      [
        'message',
        'reads',
        'writes',
        'invocations',
        'US$ per million',
        "listeners' reads",
        'with those',
      ],
      results.costs.map((each) => [
        each.kind,
        each.reads,
        each.writes,
        each.invocations,
        each.dollars_per_million.toFixed(2),
        each.listener_reads,
        each.dollars_with_listeners.toFixed(2),
      ]),
    ),
    '## Address book',
    table(['what', 'measured', 'target'], addressBookRows(results)),
    '## Functions bundle',
    table(['what', 'measured', 'target'], bundleRows(results)),
    '',
  ].join('\n\n');
}

type Figures = Partial<Distribution> | undefined;

function latencyRows(run: LatencyRun): Row[] {
  const show = (value: number | undefined): string | undefined => value?.toFixed(1);
  const row = (what: string, of: Figures): Row => {
    const figures = [of?.p50, of?.p95, of?.p99, of?.max].map(show);
    return [run.name, what, of?.count, ...figures];
  };
  return [
    row('send → snapshot', run.send_to_snapshot),
    row('bare write → snapshot', run.bare_write_to_snapshot),
    row('ratio of the two', run.ratio_to_bare),
    row('send → push', run.send_to_push),
    row('call', run.call),
    row('trigger', run.trigger),
  ];
}

function targetRow({
  name,
  send_to_snapshot,
  bare_write_to_snapshot,
  ratio_to_bare,
}: LatencyRun): Row {
  const times = ratio_to_bare?.p95;
  const reached = times === undefined ? undefined : times <= TARGETS.ratio_to_bare ? 'yes' : 'no';
  const [ours, bare] = [send_to_snapshot, bare_write_to_snapshot].map((of) => of?.p95.toFixed(1));
  return [name, ours, bare, times?.toFixed(1), reached];
}

function loadRow({ name, messages_per_second, errors, load }: LatencyRun): Row {
  const percent = (share: number | undefined) => share && `${Math.round(share * 100)} %`;
  return [
    name,
    messages_per_second.toFixed(1),
    errors.sends + errors.bare_writes + errors.triggers,
    percent(load.machine),
    percent(load.instance?.cpu),
    percent(load.driver.cpu),
    percent(load.event_source?.cpu),
  ];
}

function addressBookRows({ address_book }: Results): Row[] {
  const { entries, matched, megabytes, accepted_ms, done_ms, chunks, peak_mb } = address_book;
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  return [
    [`${entries} entries as a vCard of ${megabytes.toFixed(1)} MB: accepted`, seconds(accepted_ms)],
    [`all looked for, ${matched} found, in ${chunks} tasks`, seconds(done_ms), '< 60 s'],
    ['memory, beyond what the process had', `${Math.round(peak_mb)} MB`],
  ];
}

function bundleRows({ load_time, first_call, latency, sustained }: Results): Row[] {
  const served = latency.find(({ memory }) => memory !== undefined)?.memory;
  const ms = (value: number): string => `${Math.round(value)} ms`;
  const mb = (value: number | undefined) => value && `${Math.round(value)} MB`;
  const MS_TARGET = `< ${TARGETS.load_ms} ms`;
  const MB_TARGET = `< ${TARGETS.rss_mb} MB`;
  const { memory } = sustained;
  return [
    ['load: all functions, as discovery does', ms(load_time.discovery_ms), MS_TARGET],
    ['load: sendMessage alone, with its module', ms(load_time.send_message_ms)],
    ['load: the trigger alone, with its module', ms(load_time.trigger_ms)],
    ['instance of sendMessage: load', ms(first_call.load_ms), MS_TARGET],
    ['instance of sendMessage: first call', ms(first_call.first_ms)],
    ['instance of sendMessage: second call', ms(first_call.second_ms)],
    ['memory: loaded', mb(first_call.loaded_rss_mb)],
    ['memory: first call served', mb(first_call.served_rss_mb)],
    [`memory: ${served?.served} messages served in 1 chat`, mb(served?.rss_mb), MB_TARGET],
    [
      `memory: ${memory?.served} messages served in ${sustained.chats} chats`,
      mb(memory?.rss_mb),
      MB_TARGET,
    ],
  ];
}
