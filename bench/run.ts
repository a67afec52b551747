/**
 * `npm run bench -- NAME [--short | --full] [--held-out] [--check]`: runs one benchmark on engines of its own, and leaves
 * nothing behind; `all` runs every one, one after the other. With `--check` it fails where a ratio misses its target.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Children } from '../stack/children.js';
import { removeData } from '../stack/engines/start.js';
import { launch } from '../stack/launcher.js';
import { homeAt, ROOT } from '../stack/paths.js';
import { createProgress } from '../stack/progress.js';
import { api } from './api.js';
import { auth } from './auth.js';
import type { Benchmark } from './benchmark.js';
import { credit } from './credit.js';
import { dashboard } from './dashboard.js';
import { documents } from './documents.js';
import { embedding } from './embedding.js';
import { startEnvironment } from './environment.js';
import { firstAnswer } from './first-answer.js';
import { heartbeats } from './heartbeats.js';
import { ingest } from './ingest.js';
import { leaderboard } from './leaderboard.js';
import { leagues } from './leagues.js';
import { learning } from './learning.js';
import { mastery } from './mastery.js';
import { ocr } from './ocr.js';
import { overload } from './overload.js';
import { plans } from './plans.js';
import { quiz } from './quiz.js';
import { printJson } from './report.js';
import { retrieval } from './retrieval.js';
import { startLatency } from './start-latency.js';
import { streaks } from './streaks.js';
import { support } from './support.js';
import { tutor } from './tutor.js';

const BENCHMARKS: Record<string, Benchmark> = {
  api,
  auth,
  credit,
  dashboard,
  documents,
  embedding,
  'first-answer': firstAnswer,
  heartbeats,
  ingest,
  leaderboard,
  leagues,
  learning,
  mastery,
  ocr,
  overload,
  plans,
  quiz,
  retrieval,
  'start-latency': startLatency,
  streaks,
  support,
  tutor,
};

/** Above this load, others take so much of the machine that the figures say little. */
const QUIET_LOAD = 0.7;

const OPTIONS = ['--short', '--full', '--held-out', '--check'];
const USAGE = `npm run bench -- NAME [${OPTIONS.join('] [')}], NAME being all or one of`;
const entry = fileURLToPath(import.meta.url);

const [name = '', ...options] = process.argv.slice(2);
const benchmark = Object.hasOwn(BENCHMARKS, name) ? BENCHMARKS[name] : undefined;
const unknown = options.filter((option) => !OPTIONS.includes(option));

if ((!benchmark && name !== 'all') || unknown.length > 0) {
  const what = unknown.length > 0 ? `Unknown option ${unknown.join(' ')}.` : name && `No benchmark is called ${name}.`;
  const list = Object.entries(BENCHMARKS).map(([each, { about }]) => `  ${each.padEnd(15)} ${about}`);
  console.error([what, USAGE, ...list].filter(Boolean).join('\n'));
  process.exitCode = 2;
} else if (benchmark) {
  await measure(benchmark);
} else {
  measureAll();
}

/** Each in a process of its own, so that none finds what another left. */
function measureAll(): void {
  const failed = Object.keys(BENCHMARKS).filter((each) => {
    console.log(`\n${each}`);
    const { status } = spawnSync(process.execPath, ['--import', 'tsx', entry, each, ...options], { stdio: 'inherit' });
    return status !== 0;
  });
  if (failed.length === 0) return;
  console.error(`Failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}

async function measure({ run }: Benchmark): Promise<void> {
  const folder = join(ROOT, '.scholium', 'bench');
  const home = homeAt(folder);
  const progress = createProgress();
  const isCheck = options.includes('--check');
  const work = async (children: Children): Promise<number> => {
    // What a killed run left must not be measured.
    removeData(home);
    const [load = 0] = loadavg();
    if (load > QUIET_LOAD) progress.line(`The machine is busy (load ${load.toFixed(1)}): the figures will be worse.`);
    const environment = await startEnvironment(children, progress);
    const figures = await run({
      ...environment,
      isShort: options.includes('--short'),
      isFull: options.includes('--full'),
      isHeldOut: options.includes('--held-out'),
      isCheck,
    });
    printJson(name, figures);
    return isCheck && figures.withinRatios === false ? 1 : 0;
  };

  const cleanUp = () => {
    removeData(home);
    rmSync(folder, { recursive: true, force: true });
  };
  await launch({ home, marker: entry, progress, work, cleanUp });
}
