// Runs before anything is installed: Node's own modules only, and no newer syntax than Node 20 has.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const STAMP = 'node_modules/.parley-install';
const INSTALL_LOCK = '.parley/install.lock';
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Where the npm package `node` puts its binary below `root`. */
export function packagedNode(root, platform = process.platform) {
  return join(root, 'node_modules/node/bin', platform === 'win32' ? 'node.exe' : 'node');
}

/**
 * Why `npm ci` is needed in `root`, or undefined when what is installed matches package-lock.json.
 * Cheap when the stamp of the last look still fits; otherwise it compares the lockfile with npm's
 * own record of the installed tree.
 */
export function staleReason(root) {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  if (!existsSync(join(root, 'node_modules'))) return 'nothing is installed yet';
  if (readOptional(join(root, STAMP)) === digest(lock)) return undefined;
  const installed = readOptional(join(root, 'node_modules/.package-lock.json'));
  if (installed === undefined) return 'the last installation did not finish';
  const difference = firstDifference(JSON.parse(lock), JSON.parse(installed));
  if (difference === undefined) writeStamp(root);
  return difference;
}

/**
 * The first package that package-lock.json wants and the installed tree lacks or has in another
 * version. Optional packages may be absent: npm leaves out those of other platforms.
 */
export function firstDifference(lock, installed) {
  for (const [path, wanted] of Object.entries(lock.packages ?? {})) {
    if (path === '') continue;
    const found = installed.packages?.[path];
    if (found === undefined) {
      if (wanted.optional || wanted.devOptional || wanted.peer) continue;
      return `${nameOf(path)} is missing`;
    }
    if (found.version !== wanted.version) {
      return `${nameOf(path)} is ${found.version}, package-lock.json wants ${wanted.version}`;
    }
    if (path === 'functions' && !sameEntries(wanted.dependencies, found.dependencies)) {
      return 'the dependencies of functions/package.json changed';
    }
  }
  return undefined;
}

/**
 * Runs `npm ci` in `root` unless another process just did. Prints one line saying why.
 * Rejects with an Error whose message says what to do when npm fails.
 */
export async function install(root, reason) {
  const release = await acquireLock(join(root, INSTALL_LOCK));
  try {
    if (staleReason(root) === undefined) return;
    console.log(`Installing dependencies (${reason}); this takes about a minute.`);
    const problem = await runNpm(root, [
      'ci',
      '--include=dev',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ]);
    if (problem !== undefined) {
      throw new Error(
        `npm ci ${problem}. See what npm says above: the registry must be reachable the first ` +
          'time, and when package.json and package-lock.json disagree, `npm install` brings them ' +
          'together. Then run the same command again.',
      );
    }
    writeStamp(root);
  } finally {
    release();
  }
}

function runNpm(root, args) {
  const npm = process.env.npm_execpath;
  const isNpm = npm !== undefined && /^npm(-cli)?\.c?js$/.test(basename(npm));
  const child = isNpm
    ? spawn(process.execPath, [npm, ...args], { cwd: root, stdio: 'inherit' })
    : spawn('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  const forward = (signal) => child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, forward);
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(`could not be run: ${error.message}`));
    child.on('exit', (code, signal) => {
      resolve(
        code === 0 ? undefined : signal ? `was stopped by ${signal}` : `failed (code ${code})`,
      );
    });
  }).finally(() => {
    for (const signal of SIGNALS) process.off(signal, forward);
  });
}

/** Two commands that both find the tree stale must not run npm over each other. */
async function acquireLock(path) {
  mkdirSync(dirname(path), { recursive: true });
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (isAbandoned(path)) rmSync(path, { force: true });
    else await pause(500);
  }
}

function isAbandoned(path) {
  const holder = Number(readOptional(path));
  // An empty file is one that its writer has created but not filled yet.
  if (!holder) return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > 5000;
  try {
    process.kill(holder, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function writeStamp(root) {
  writeFileSync(join(root, STAMP), digest(readFileSync(join(root, 'package-lock.json'), 'utf8')));
}

function digest(text) {
  return createHash('sha256').update(text).digest('hex');
}

function readOptional(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function nameOf(path) {
  return path.replace(/^.*node_modules\//, '');
}

function sameEntries(left = {}, right = {}) {
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => left[key] === right[key]);
}
