import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { readFirebaseConfig, runConfig } from './firebase-config.ts';
import { ROOT } from './paths.ts';
import { listeningInodes, pidFromNetstat } from './port-owner.ts';
import {
  configuredPorts,
  conflictMessage,
  findConflicts,
  freePorts,
  isFree,
  PORT_NAMES,
} from './ports.ts';

const HOST = '127.0.0.1';

describe('ports', () => {
  let server: Server;
  let port: number;

  before(async () => {
    server = createServer().listen(0, HOST);
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  after(() => server.close());

  it('come from firebase.json, all of them, each its own', () => {
    const uses = configuredPorts(readFirebaseConfig(ROOT));
    assert.deepEqual(
      uses.map(({ name }) => name),
      [...PORT_NAMES],
    );
    assert.equal(new Set(uses.map((use) => use.port)).size, uses.length);
    const named = Object.fromEntries(uses.map((use) => [use.name, use.port]));
    assert.deepEqual([named.firestore, named.websocket, named.push], [8080, 9150, 9599]);
    const { sms, google, facebook, mail } = named;
    assert.deepEqual([sms, google, facebook, mail], [9598, 9597, 9596, 9595]);
  });

  it('fall back on the usual ones where firebase.json names none', () => {
    const uses = configuredPorts({ emulators: { firestore: { port: 1, host: '0.0.0.0' } } });
    const of = (name: string) => uses.find((use) => use.name === name);
    assert.deepEqual(of('firestore'), { name: 'firestore', host: '0.0.0.0', port: 1 });
    assert.deepEqual(of('websocket'), { name: 'websocket', host: '0.0.0.0', port: 9150 });
    assert.deepEqual(of('auth'), { name: 'auth', host: HOST, port: 9099 });
  });

  it('are reported with the process that has them', async function () {
    // Windows has neither these signals nor /proc: what is tested here is the POSIX side.
    if (process.platform === 'win32') this.skip();
    assert.equal(await isFree(HOST, port), false);
    const [conflict, ...others] = await findConflicts([{ name: 'auth', host: HOST, port }]);
    assert.equal(others.length, 0);
    assert.equal(conflict?.owner?.pid, process.pid);
    assert.match(conflict?.owner?.command ?? '', /node|mocha/);
  });

  it('are reported all in one message', () => {
    const message = conflictMessage([
      { name: 'firestore', host: HOST, port: 8080, owner: { pid: 42, command: 'java -jar x' } },
      { name: 'push', host: HOST, port: 9599, owner: undefined },
    ]);
    assert.match(message, /8080 +Firestore emulator +is used by process 42 \(java -jar x\)/);
    assert.match(message, /9599 +Push stand-in +is used by another process/);
    assert.match(message, /"emulators" in firebase\.json/);
  });

  it('picked for a run are free and different', async () => {
    const uses = await freePorts();
    assert.equal(new Set(uses.map((use) => use.port)).size, PORT_NAMES.length);
    assert.deepEqual(await findConflicts(uses), []);
  });

  it('picked for a run replace those of firebase.json', async () => {
    const uses = await freePorts();
    const config = readFirebaseConfig(ROOT);
    const run = runConfig(config, uses, { functionsDir: 'build/x', webDir: undefined });
    assert.deepEqual(configuredPorts(run), uses);
    assert.equal(run.functions?.[0]?.source, 'build/x');
    assert.equal(run.hosting?.public, config.hosting?.public);
    assert.deepEqual(run.firestore, config.firestore);
    assert.deepEqual(run.emulators?.ui, { enabled: false });
    assert.deepEqual(config, readFirebaseConfig(ROOT));
  });
});

describe('the owner of a port', () => {
  it('is found by its socket in /proc/net/tcp', () => {
    const table = [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      '   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1',
      '   1: 0100007F:1F90 0100007F:A001 01 00000000:00000000 00:00000000 00000000     0        0 222 1',
      '   2: 0100007F:1F91 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 333 1',
    ].join('\n');
    assert.deepEqual(listeningInodes(table, 8080), ['111']);
    assert.deepEqual(listeningInodes('', 8080), []);
  });

  it('is found in what netstat prints on Windows', () => {
    const output = [
      '  Proto  Local Address          Foreign Address        State           PID',
      '  TCP    127.0.0.1:8080         127.0.0.1:61000        ESTABLISHED     7',
      '  TCP    127.0.0.1:8080         0.0.0.0:0              LISTENING       4242',
    ].join('\r\n');
    assert.equal(pidFromNetstat(output, 8080), 4242);
    assert.equal(pidFromNetstat(output, 80), undefined);
  });
});
