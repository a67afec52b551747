/**
 * `npm run chaos [-- --short] [--seed N] [--seconds N] [--students N] [--faults N]`: a class of students works through
 * the typed client while everything below it is killed, stopped, cut off and slowed, one by one and in pairs; then what
 * was acknowledged is looked for, and everything is audited. On engines of its own; it leaves nothing behind.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createObjectStorage } from '../../clients/storage.js';
import { storageLocation } from '../../clients/storage-location.js';
import { createKnex } from '../../db/knex.js';
import { randomNumbers } from '../../lib/random-numbers.js';
import type { Children } from '../../stack/children.js';
import { createProgress } from '../../stack/progress.js';
import { cachedWorkflowBundle } from '../../stack/workflow-bundle.js';
import { eventually } from '../support/eventually.js';
import { launchIn } from '../support/launch-in.js';
import { startOpenAiServer } from '../support/openai-server.js';
import { PARTS, startPrivateStack } from '../support/private-stack.js';
import { runCommand } from '../support/run-command.js';
import { putOnSmallDisk } from '../support/small-disk.js';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.js';
import { WIDE_LIMITS } from '../support/wide-limits.js';
import { brokenPromises, ends, forgottenTransactions, openWork, sweepNow } from './class/afterwards.js';
import { disturb, faultsOf, PROXIED, type Proxied } from './class/faults.js';
import { openClass } from './class/open-class.js';
import { residentMib } from './class/processes.js';
import { joinClass, live, type Pupil } from './class/pupil.js';

const LONG = { seconds: 600, students: 50, faults: 50 };
const SHORT = { seconds: 90, students: 8, faults: 12 };
const USAGE = 'npm run chaos [-- --short] [--seed N] [--seconds N] [--students N] [--faults N]';

/** Tables that students fill, on a disk which they do not. */
const ON_DISK = { tables: ['materials', 'material_pages', 'questions', 'quizzes', 'mails'], megabytes: 128 };

/** Work that was open when the faults ended is over by then, on a busy machine, too. */
const PATIENCE_MS = 600_000;

/** What a worker may hold that reads by OCR and embeds, in MiB, as docs/ingestion.md has it. */
const WARM_MIB = 1_000;

/** A process that was restarted often, or never, holds no more than this when all is quiet. */
const memoryBound = (before: number) => Math.max(before * 1.5 + 200, WARM_MIB);

const entry = fileURLToPath(import.meta.url);

interface Wish {
  seconds: number;
  students: number;
  faults: number;
  seed: number;
}

/** @returns undefined for what is no such command */
function readWish(args: string[]): Wish | undefined {
  const number = { type: 'string' } as const;
  const options = {
    short: { type: 'boolean' },
    seed: number,
    seconds: number,
    students: number,
    faults: number,
  } as const;
  try {
    const { short, ...given } = parseArgs({ args, options }).values;
    const numbers = Object.entries(given).map(([name, text]) => [name, Number(text)] as const);
    if (!numbers.every(([, value]) => Number.isInteger(value) && value > 0)) return undefined;
    return { ...(short ? SHORT : LONG), seed: Date.now() % 1_000_000, ...Object.fromEntries(numbers) };
  } catch {
    return undefined;
  }
}

/** A proxy before each engine, and the variables that lead through them. */
async function proxiesFor(env: Record<string, string | undefined>) {
  const hostOf = (address: string) => (address.includes('://') ? new URL(address).host : address);
  const started = await Promise.all(
    PROXIED.map(async (name) => [name, await startTcpProxy(hostOf(env[name] ?? ''))] as const),
  );
  const told = Object.fromEntries(
    started.map(([name, proxy]) => [name, (env[name] ?? '').replace(hostOf(env[name] ?? ''), proxy.address)]),
  );
  return { proxies: Object.fromEntries(started) as Record<Proxied, TcpProxy>, told };
}

async function run(children: Children, { seconds, students, faults, seed }: Wish): Promise<number> {
  const progress = createProgress();
  progress.line(`${students} students, ${faults} faults in ${seconds} s, seed ${seed}`);
  const ai = await startOpenAiServer();
  let proxies = {} as Record<Proxied, TcpProxy>;
  const stack = await startPrivateStack(children, {
    bundle: await cachedWorkflowBundle(),
    progress,
    adapt: async (env) => {
      const behind = await proxiesFor(env);
      proxies = behind.proxies;
      const models = { OPENAI_BASE_URL: ai.baseUrl, OPENAI_API_KEY: 'test-key', EMBEDDINGS_PROVIDER: 'offline' };
      return { ...behind.told, ...WIDE_LIMITS, ...models, AI_FIRST_TOKEN_SECONDS: '5' };
    },
  });
  const db = createKnex(stack.config.DATABASE_URL, 2);
  const disk = await putOnSmallDisk(db, ON_DISK.tables, ON_DISK.megabytes);
  const storage = createObjectStorage(storageLocation(stack.config));
  let isOver = false;
  const school = await openClass({ db, api: stack.api }, { random: randomNumbers(seed), isOver: () => isOver });
  const pupils: Pupil[] = [];
  for (let count = 0; count < students; count += 1) {
    const pupil = await joinClass(school);
    if (pupil) pupils.push(pupil);
  }
  const memory = () => ({ api: residentMib(stack.pidOf('api')), worker: residentMib(stack.pidOf('worker')) });
  // Each has numbers of its own: who is first does not change what the others do.
  const lives = pupils.map((pupil, at) => live(pupil, { ...school, random: randomNumbers(seed + at + 1) }));
  await pause(10_000);
  const before = memory();
  const tell = (name: string) => progress.line(`  ${name}`);
  const happened = await disturb(faultsOf({ stack, proxies, ai, disk }), {
    ...{ count: faults, seconds, tell },
    random: randomNumbers(seed),
  });
  isOver = true;
  await Promise.all(PROXIED.map((name) => proxies[name].set('pass')));
  await Promise.all(lives);
  for (const part of PARTS) await stack.back(part);
  progress.line('The faults are over; waiting for what is open.');
  const lookAgain = (args: string[]) => runCommand('cli/audit.ts', ['--grace', '0', ...args], stack.env);
  const wrong: string[] = [...school.faults];
  const isDone = async () => Object.keys(await openWork(db)).length === 0;
  const began = performance.now();
  await eventually(isDone, PATIENCE_MS).catch(async () => {
    wrong.push(`still open: ${JSON.stringify(await openWork(db))}`);
  });
  // A timer that was not told to begin is begun by the reconciler.
  const isBehind = async () => (await lookAgain(['--only', 'open-rows'])).code === 0;
  await eventually(isBehind, PATIENCE_MS).catch(() => {});
  const settled = Math.round((performance.now() - began) / 1_000);
  wrong.push(...(await brokenPromises(db, school.promised)), ...(await forgottenTransactions(db)));
  const swept = await sweepNow(db, storage);
  const after = memory();
  for (const part of ['api', 'worker'] as const)
    if (after[part] > memoryBound(before[part]))
      wrong.push(`the ${part} holds ${after[part]} MiB, before the faults it held ${before[part]}`);
  if (school.tally['500']) wrong.push(`${school.tally['500']} responses were 500`);
  const looked = await lookAgain([]);
  progress.line(looked.out.trim());
  if (looked.code !== 0) wrong.push(`the audit ended with ${looked.code} ${looked.err}`);
  const figures = { responses: school.tally, acknowledged: school.promised.length, ends: await ends(db), swept };
  progress.line(
    JSON.stringify({ seed, faults: happened.length, settled, memory: { before, after }, ...figures }, null, 1),
  );
  progress.line(wrong.length === 0 ? `Nothing is wrong (seed ${seed}).` : `Wrong (seed ${seed}):\n${wrong.join('\n')}`);
  await disk.remove();
  await db.destroy();
  storage.close();
  await Promise.all(PROXIED.map((name) => proxies[name].close()));
  await ai.close();
  return wrong.length === 0 ? 0 : 1;
}

const wish = readWish(process.argv.slice(2));
if (wish) await launchIn('chaos', entry, (children) => run(children, wish));
else {
  console.error(USAGE);
  process.exitCode = 2;
}
