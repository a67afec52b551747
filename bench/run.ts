/** `npm run bench -- NAME [--short | --full] [--held-out]`: runs one benchmark on engines of its own, and leaves nothing behind. */
import { rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Children } from '../stack/children.js';
import { removeData } from '../stack/engines/start.js';
import { launch } from '../stack/launcher.js';
import { homeAt, ROOT } from '../stack/paths.js';
import { createProgress } from '../stack/progress.js';
import { auth } from './auth.js';
import type { Benchmark } from './benchmark.js';
import { credit } from './credit.js';
import { dashboard } from './dashboard.js';
import { embedding } from './embedding.js';
import { startEnvironment } from './environment.js';
import { heartbeats } from './heartbeats.js';
import { ingest } from './ingest.js';
import { leaderboard } from './leaderboard.js';
import { leagues } from './leagues.js';
import { learning } from './learning.js';
import { mastery } from './mastery.js';
import { ocr } from './ocr.js';
import { overload } from './overload.js';
import { quiz } from './quiz.js';
import { printJson } from './report.js';
import { retrieval } from './retrieval.js';
import { startLatency } from './start-latency.js';
import { streaks } from './streaks.js';
import { support } from './support.js';
import { tutor } from './tutor.js';

const BENCHMARKS: Record<string, Benchmark> = {
  auth,
  credit,
  dashboard,
  embedding,
  heartbeats,
  ingest,
  leaderboard,
  leagues,
  learning,
  mastery,
  ocr,
  overload,
  quiz,
  retrieval,
  'start-latency': startLatency,
  streaks,
  support,
  tutor,
};

/** Above this load, others take so much of the machine that the figures say little. */
const QUIET_LOAD = 0.7;

const [name = '', ...options] = process.argv.slice(2);
const benchmark = Object.hasOwn(BENCHMARKS, name) ? BENCHMARKS[name] : undefined;
const unknown = options.filter((option) => !['--short', '--full', '--held-out'].includes(option));

if (!benchmark || unknown.length > 0) {
  const what = benchmark ? `Unknown option ${unknown.join(' ')}.` : name ? `No benchmark is called ${name}.` : '';
  const list = Object.entries(BENCHMARKS).map(([each, { about }]) => `  ${each.padEnd(15)} ${about}`);
  console.error(
    [what, 'npm run bench -- NAME [--short | --full] [--held-out], NAME being one of', ...list]
      .filter(Boolean)
      .join('\n'),
  );
  process.exitCode = 2;
} else {
  await measure(benchmark);
}

async function measure({ run }: Benchmark): Promise<void> {
  const folder = join(ROOT, '.scholium', 'bench');
  const home = homeAt(folder);
  const progress = createProgress();

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
    });
    printJson(name, figures);
    return 0;
  };

  const cleanUp = () => {
    removeData(home);
    rmSync(folder, { recursive: true, force: true });
  };
  await launch({ home, marker: fileURLToPath(import.meta.url), progress, work, cleanUp });
}
