import { createConnection, createServer } from 'node:net';
import getPort, { portNumbers } from 'get-port';
import { portOwner, type PortOwner } from './port-owner.ts';
import type { FirebaseConfig } from './firebase-config.ts';
import { UserError } from './user-error.ts';

/** A port that a running suite listens on. */
export interface PortUse {
  readonly name: PortName;
  readonly host: string;
  readonly port: number;
}

/** A port that something else listens on already. */
export interface Conflict extends PortUse {
  readonly owner: PortOwner | undefined;
}

/**
 * Everything that listens while the suite runs. The last are ours: the stand-ins that take push and
 * text messages, those for sign-in at Google and Facebook, the one that takes mails, the recorder of what
 * functions ask of Firestore, and the inspector of their process; the Firebase CLI leaves keys it does not
 * know alone.
 */
export const PORT_NAMES = [
  'auth',
  'functions',
  'firestore',
  'websocket',
  'hosting',
  'tasks',
  'eventarc',
  'hub',
  'logging',
  'push',
  'sms',
  'google',
  'facebook',
  'mail',
  'operations',
  'inspector',
] as const;
export type PortName = (typeof PORT_NAMES)[number];

const DESCRIPTIONS: Record<PortName, string> = {
  auth: 'Auth emulator',
  functions: 'Functions emulator',
  firestore: 'Firestore emulator',
  websocket: 'Firestore emulator (websocket)',
  hosting: 'Hosting emulator (web page)',
  tasks: 'Cloud Tasks emulator',
  eventarc: 'Eventarc emulator',
  hub: 'Emulator hub',
  logging: 'Emulator logging',
  push: 'Push stand-in',
  sms: 'SMS stand-in',
  google: 'Google stand-in',
  facebook: 'Facebook stand-in',
  mail: 'Mail stand-in',
  operations: 'Recorder of operations',
  inspector: 'Debugger of the functions',
};

const DEFAULTS: Record<PortName, number> = {
  auth: 9099,
  functions: 5001,
  firestore: 8080,
  websocket: 9150,
  hosting: 5002,
  tasks: 9499,
  eventarc: 9299,
  hub: 4400,
  logging: 4500,
  push: 9599,
  sms: 9598,
  google: 9597,
  facebook: 9596,
  mail: 9595,
  operations: 9594,
  inspector: 9229,
};

// Below what Linux, macOS and Windows hand out for outgoing connections: such a port cannot be
// taken by somebody's client between being picked and being listened on.
const FREE_RANGE = { from: 20_000, to: 31_000, span: 400 };

/** The ports in firebase.json's `emulators`, with the usual ones where it names none. */
export function configuredPorts(config: FirebaseConfig): PortUse[] {
  const emulators = config.emulators ?? {};
  return PORT_NAMES.map((name) => {
    const entry = emulators[name === 'websocket' ? 'firestore' : name];
    const port = name === 'websocket' ? entry?.websocketPort : entry?.port;
    return { name, host: entry?.host ?? '127.0.0.1', port: port ?? DEFAULTS[name] };
  });
}

/** Free ports for a suite that must not meet another one. */
export async function freePorts(): Promise<PortUse[]> {
  const host = '127.0.0.1';
  const from =
    FREE_RANGE.from +
    Math.floor(Math.random() * (FREE_RANGE.to - FREE_RANGE.from - FREE_RANGE.span));
  const uses: PortUse[] = [];
  for (const name of PORT_NAMES) {
    const port = await getPort({ host, port: portNumbers(from, from + FREE_RANGE.span) });
    uses.push({ name, host, port });
  }
  return uses;
}

/** Those of the ports that are in use, each with the process that has it where that can be told. */
export async function findConflicts(uses: readonly PortUse[]): Promise<Conflict[]> {
  const taken = await Promise.all(uses.map(async (use) => !(await isFree(use.host, use.port))));
  return uses
    .filter((_, index) => taken[index])
    .map((use) => ({ ...use, owner: portOwner(use.port) }));
}

/** Throws one UserError that names every port in use, what it is for and who has it. */
export async function assertFree(uses: readonly PortUse[]): Promise<void> {
  const conflicts = await findConflicts(uses);
  if (conflicts.length > 0) throw new UserError(conflictMessage(conflicts));
}

/** The message for ports that are in use. */
export function conflictMessage(conflicts: readonly Conflict[]): string {
  const lines = conflicts.map(({ port, name, owner }) => {
    const by = owner ? `process ${owner.pid} (${owner.command})` : 'another process';
    return `  ${String(port).padEnd(6)}${DESCRIPTIONS[name].padEnd(32)}is used by ${by}`;
  });
  return [
    conflicts.length === 1 ? 'A port is already in use:' : 'Ports are already in use:',
    ...lines,
    'Stop what runs there, or choose other ports under "emulators" in firebase.json.',
  ].join('\n');
}

/** Whether nothing listens on the port; asks by connecting as well, because some systems let two listen. */
export async function isFree(host: string, port: number): Promise<boolean> {
  return !(await answers(host, port)) && (await canListen(host, port));
}

/** Whether something accepts connections on the port. */
export function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port });
    const done = (result: boolean): void => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(1_000, () => done(false));
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  });
}

function canListen(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
