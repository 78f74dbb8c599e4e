// `node scripts/bootstrap.mjs <command> [args]`: what every npm script runs. It works on a bare
// clone with any Node from 20 on, makes sure the dependencies are there, and hands over to
// scripts/<command>.ts on the Node 24 that comes with them.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, packagedNode, staleReason } from './lib/install.mjs';

const FORWARD_DELAY_MS = 250;
const PARENT_CHECK_MS = 200;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [command = '', ...args] = process.argv.slice(2);
const script = join(root, 'scripts', `${command}.ts`);

if (!/^[a-z-]+$/.test(command) || !existsSync(script)) {
  fail(`There is no command "${command}". \`npm run\` lists those there are.`);
}
try {
  const reason = staleReason(root);
  if (reason !== undefined) await install(root, reason);
} catch (error) {
  fail(error.message);
}
const node = findNode();

const child = spawn(node, [script, ...args], {
  cwd: root,
  env: withPath([join(root, 'node_modules/.bin'), dirname(node)]),
  // The channel tells the command when this process dies, and this one when the command is stopping.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});

let stopping = false;
child.on('message', (message) => {
  if (message === 'stopping') stopping = true;
});
child.on('error', (error) => fail(error.message));
child.on('exit', (code, signal) => {
  process.exit(code ?? 128 + constants.signals[signal]);
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    // A terminal sends Ctrl-C to the command as well; forwarding it would make it a second one.
    // Only a signal that the command has not noticed by itself is passed on.
    setTimeout(
      () => {
        if (!stopping) child.kill(signal);
      },
      signal === 'SIGTERM' ? 0 : FORWARD_DELAY_MS,
    );
  });
}

// A shell between npm and this process may swallow the signal and die of it.
if (process.env.npm_lifecycle_event !== undefined && process.platform !== 'win32') {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent && !stopping) child.kill('SIGHUP');
  }, PARENT_CHECK_MS).unref();
}

function findNode() {
  const packaged = packagedNode(root);
  if (existsSync(packaged)) return packaged;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return fail(
    'The Node 24 binary is not in node_modules/node/bin, because npm did not run the install ' +
      'script of the package `node`. Run `npm rebuild node`, or use Node 24 or newer.',
  );
}

function withPath(folders) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...process.env, [name]: [...folders, process.env[name] ?? ''].join(delimiter) };
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
