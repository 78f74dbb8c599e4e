import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { accountLines } from './accounts.ts';
import { buildFunctions, FUNCTIONS_DIR, LOCAL_PROJECT } from './build-functions.ts';
import { buildWeb, LOCAL_WEB_DIR, writePageSettings } from './build-web.ts';
import { aborted } from './command.ts';
import { configuredPorts, assertFree } from './ports.ts';
import { readFirebaseConfig } from './firebase-config.ts';
import { mailLine } from './mail-line.ts';
import { pageSettings } from './page-settings.ts';
import { ROOT } from './paths.ts';
import { deviceOwner, pushLine } from './push-line.ts';
import { smsLine } from './sms-line.ts';
import { hostsOf, startSuite, type Suite } from './suite.ts';

/** How `serve` brings the stack up. */
export interface ServeOptions {
  readonly importDir: string | undefined;
  /** Whether the accounts of the seed data are in what is imported. */
  readonly seeded: boolean;
}

const EXPORT_DIR = '.parley/export';

/**
 * Builds and starts the stack on the ports of firebase.json and keeps it up, printing each push,
 * text message and mail, until the signal is aborted (resolves to 0) or the emulators end by themselves (1).
 */
export async function serve(signal: AbortSignal, options: ServeOptions): Promise<number> {
  const start = performance.now();
  const uses = configuredPorts(readFirebaseConfig(ROOT));
  await assertFree(uses);
  console.log('Building and starting the emulators…');
  await buildFunctions({ settingsOf: LOCAL_PROJECT });
  const hasWeb = await buildWeb({ outDir: LOCAL_WEB_DIR });
  if (hasWeb) writePageSettings(pageSettings(LOCAL_PROJECT, hostsOf(uses), options), LOCAL_WEB_DIR);
  let ownerOf: ReturnType<typeof deviceOwner> = async () => undefined;
  const suite = await startSuite({
    projectId: LOCAL_PROJECT,
    ports: 'firebase.json',
    functionsDir: FUNCTIONS_DIR,
    webDir: LOCAL_WEB_DIR,
    importDir: options.importDir,
    exportDir: EXPORT_DIR,
    recorded: true,
    signal,
    onPush: (push) => {
      void pushLine(push, ownerOf).then((line) => console.log(line));
    },
    onSms: (sms) => console.log(smsLine(sms)),
    onMail: (mail) => console.log(mailLine(mail)),
  });
  ownerOf = deviceOwner(suite.hosts.firestore, LOCAL_PROJECT);
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(overview(suite, { ...options, hasWeb, seconds }));

  const end = await Promise.race([
    aborted(signal).then(() => 'asked' as const),
    suite.exited.then(() => 'alone' as const),
  ]);
  console.log(
    end === 'asked'
      ? '\nStopping…'
      : `\nThe emulators ended by themselves: ${relative(ROOT, suite.logs)}`,
  );
  await suite.stop();
  console.log(`Stopped. ${outcomeOfExport(readFileSync(suite.logs, 'utf8'))}`);
  return end === 'asked' ? 0 : 1;
}

function outcomeOfExport(log: string): string {
  return log.includes('Export complete')
    ? `The data is in ${EXPORT_DIR}; \`npm start -- --import ${EXPORT_DIR}\` goes on with it.`
    : 'The data was not exported.';
}

/** What a person sees once the stack is up. */
export function overview(
  { hosts, logs, projectId }: Pick<Suite, 'hosts' | 'logs' | 'projectId'>,
  { seeded, hasWeb, seconds }: { seeded: boolean; hasWeb: boolean; seconds: string },
): string {
  const rows: [string, string][] = [
    ['API', `http://${hosts.functions}/${projectId}/us-central1/api/healthz`],
    ['Push inbox', `http://${hosts.push}/inbox`],
    ['SMS inbox', `http://${hosts.sms}/inbox`],
    ['Mail inbox', `http://${hosts.mail}/inbox`],
    ['Google', `POST http://${hosts.google}/tokens {sub, email, name}`],
    ['Facebook', `POST http://${hosts.facebook}/tokens {user_id, name}`],
    ['Operations', `http://${hosts.operations}/operations`],
    ['Emulators', `Firestore ${hosts.firestore}, Auth ${hosts.auth}, Functions ${hosts.functions}`],
    ['Logs', relative(ROOT, logs)],
  ];
  const [first = '', ...more] = seeded ? accountLines() : ['none: nothing was imported'];
  rows.push(['Accounts', first], ...more.map((line): [string, string] => ['', line]));
  return [
    '',
    `Parley is up (${seconds} s), project ${projectId}.`,
    '',
    ...rows.map(([name, value]) => `  ${name.padEnd(12)}${value}`),
    '',
    `Ctrl-C stops everything and leaves the data in ${EXPORT_DIR}. Pushes, text messages and mails appear below.`,
    '',
    ...(hasWeb ? [`Open http://${hosts.hosting} to see it work.`, ''] : []),
  ].join('\n');
}
