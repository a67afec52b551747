/**
 * `npm run chaos [-- --short] [--seed N] [--seconds N] [--students N] [--faults N]`: a class of students works through
 * the typed client while everything below it is killed, stopped, cut off and slowed, one by one and in pairs; then what
 * was acknowledged is looked for, and everything is audited. On engines of its own; it leaves nothing behind.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { randomNumbers } from '../../lib/random-numbers.js';
import type { Children } from '../../stack/children.js';
import { createProgress, type Progress } from '../../stack/progress.js';
import { eventually } from '../support/eventually.js';
import { launchIn } from '../support/launch-in.js';
import { PARTS } from '../support/private-stack.js';
import { brokenPromises, ends, forgottenTransactions, openWork, sweepNow } from './class/afterwards.js';
import { type Classmate, live, signUpClassmate } from './class/classmate.js';
import { disturb, faultsOf, PROXIED } from './class/faults.js';
import { openClassroom } from './class/open-classroom.js';
import { openWorld, type World } from './class/world.js';

const LONG = { seconds: 600, students: 50, faults: 50 };
const SHORT = { seconds: 90, students: 8, faults: 12 };
const USAGE = 'npm run chaos [-- --short] [--seed N] [--seconds N] [--students N] [--faults N]';

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

/** Has students work and everything break; everything is whole again when it returns. */
async function workAndBreak(world: World, { seconds, students, faults, seed }: Wish, progress: Progress) {
  let isOver = false;
  const classroom = await openClassroom(
    { db: world.db, api: world.stack.api },
    { random: randomNumbers(seed), isOver: () => isOver },
  );
  const classmates: Classmate[] = [];
  for (let count = 0; count < students; count += 1) {
    const classmate = await signUpClassmate(classroom);
    if (classmate) classmates.push(classmate);
  }
  // Each has numbers of its own: who is first does not change what the others do.
  const lives = classmates.map((classmate, at) =>
    live(classmate, { ...classroom, random: randomNumbers(seed + at + 1) }),
  );
  await pause(10_000);
  const before = world.memory();
  const happened = await disturb(faultsOf(world), {
    ...{ count: faults, seconds, tell: (name: string) => progress.line(`  ${name}`) },
    random: randomNumbers(seed),
  });
  isOver = true;
  await Promise.all(PROXIED.map((name) => world.proxies[name].set('pass')));
  await Promise.all(lives);
  for (const part of PARTS) await world.stack.back(part);
  return { classroom, before, happened };
}

/** Waits until nothing is open. @returns how many seconds that took, and what does not end */
async function waitForOpenWork({ db, audit }: World): Promise<{ settled: number; stuck: string[] }> {
  const began = performance.now();
  const stuck: string[] = [];
  const isDone = async () => Object.keys(await openWork(db)).length === 0;
  await eventually(isDone, PATIENCE_MS).catch(async () => {
    stuck.push(`still open: ${JSON.stringify(await openWork(db))}`);
  });
  // A timer that was not told to begin is begun by the reconciler.
  const isBehind = async () => (await audit('--only', 'open-rows')).code === 0;
  await eventually(isBehind, PATIENCE_MS).catch(() => {});
  return { settled: Math.round((performance.now() - began) / 1_000), stuck };
}

async function run(children: Children, wish: Wish): Promise<number> {
  const { seed } = wish;
  const progress = createProgress();
  progress.line(`${wish.students} students, ${wish.faults} faults in ${wish.seconds} s, seed ${seed}`);
  const world = await openWorld(children, progress);
  try {
    const { classroom, before, happened } = await workAndBreak(world, wish, progress);
    progress.line('The faults are over; waiting for what is open.');
    const { settled, stuck } = await waitForOpenWork(world);
    const broken = await brokenPromises(world.db, classroom.promised);
    const forgotten = await forgottenTransactions(world.db);
    const swept = await sweepNow(world.db, world.storage);
    const memory = { before, after: world.memory() };
    const audited = await world.audit();
    progress.line(audited.out.trim());
    const figures = {
      responses: classroom.tally,
      acknowledged: classroom.promised.length,
      ends: await ends(world.db),
      swept,
    };
    progress.line(JSON.stringify({ seed, faults: happened.length, settled, memory, ...figures }, null, 1));
    const wrong = [...classroom.faults, ...stuck, ...broken, ...forgotten, ...swollen(memory)];
    if (classroom.tally['500']) wrong.push(`${classroom.tally['500']} responses were 500`);
    if (audited.code !== 0) wrong.push(`the audit ended with ${audited.code} ${audited.err}`);
    const verdict =
      wrong.length === 0 ? `Nothing is wrong (seed ${seed}).` : `Wrong (seed ${seed}):\n${wrong.join('\n')}`;
    progress.line(verdict);
    return wrong.length === 0 ? 0 : 1;
  } finally {
    await world.close();
  }
}

/** Processes that hold more than they may. */
function swollen({ before, after }: Record<'before' | 'after', ReturnType<World['memory']>>): string[] {
  return (['api', 'worker'] as const)
    .filter((part) => after[part] > memoryBound(before[part]))
    .map((part) => `the ${part} holds ${after[part]} MiB, before the faults it held ${before[part]}`);
}

const wish = readWish(process.argv.slice(2));
if (wish) await launchIn('chaos', entry, (children) => run(children, wish));
else {
  console.error(USAGE);
  process.exitCode = 2;
}
