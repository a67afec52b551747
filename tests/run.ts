/**
 * `npm test`: every check, and every test on real engines but the slow ones; `npm test -- --slow` runs those, and
 * `npm test -- FILE …` these files.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Children } from '../stack/children.js';
import { removeData } from '../stack/engines/start.js';
import { launch } from '../stack/launcher.js';
import { ROOT } from '../stack/paths.js';
import { createProgress } from '../stack/progress.js';
import {
  countReport,
  type JestReport,
  type Outcome,
  secondsByProject,
  slowestFiles,
  total,
} from './support/jest-summary.js';
import { quickTests, slowTests } from './support/slow-tests.js';
import { leaveEngines, removeDeadRuns, removeTestHome, startTestEngines, testHome } from './support/test-engines.js';

const home = testHome();
const progress = createProgress();
const args = process.argv.slice(2);
const files = args.length === 0 ? quickTests() : args[0] === '--slow' ? slowTests() : args;
/** Test files at once: many wait rather than work, but each may start processes of hundreds of megabytes. */
const WORKERS = Math.min(Math.max(availableParallelism() + 1, 3), 6);
let failed = false;
/** Seconds that each phase took; checks and tests run side by side. */
const phases: Record<string, number> = {};

/** Notes how long a phase took. Gives what the work gives. */
async function timed<T>(phase: string, work: Promise<T>): Promise<T> {
  const began = Date.now();
  const result = await work;
  phases[phase] = (Date.now() - began) / 1_000;
  return result;
}

/** Runs `npm run check`; what it prints is shown only when it fails. */
async function check(children: Children): Promise<Outcome> {
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const [command = 'npm', ...args] = [...npm, 'run', 'check'];
  const child = await children.start({ name: 'check', command, args, marker: 'check', env: process.env });
  await timed('checks', progress.step('Checks', child.exited));
  if (child.exitCode() === 0) return { passed: 1, failed: 0 };
  progress.line(readFileSync(child.logFile, 'utf8'));
  return { passed: 0, failed: 1 };
}

/** Runs jest on the terminal and tells what its report says. */
async function test(children: Children, env: NodeJS.ProcessEnv): Promise<Outcome> {
  const report = join(home.data, 'jest.json');
  const options = ['--ci', `--maxWorkers=${WORKERS}`, '--json', `--outputFile=${report}`];
  const command = [fileURLToPath(import.meta.resolve('jest/bin/jest')), ...options, '--', ...files];
  const child = await children.start({
    name: 'jest',
    command: process.execPath,
    args: command,
    marker: report,
    env,
    graceMs: 0,
    output: 'stderr',
  });
  await timed('jest', child.exited);
  const read = readReport(report);
  if (read) tellTimes(read);
  return countReport(read);
}

/** Prints which files took longest, and the seconds of each project's files together. */
function tellTimes(report: JestReport): void {
  const folders = JSON.parse(readFileSync(join(ROOT, 'tests/projects.json'), 'utf8')) as Record<string, string[]>;
  progress.line('The slowest files:');
  for (const [seconds, file] of slowestFiles(report, ROOT, 10)) {
    progress.line(`${seconds.toFixed(1).padStart(8)} s  ${file}`);
  }
  const projects = Object.entries(secondsByProject(report, folders)).map(
    ([name, seconds]) => `${name} ${seconds.toFixed(0)} s`,
  );
  progress.line(`Files by project, ${WORKERS} at a time: ${projects.join(', ')}`);
}

function readReport(file: string): JestReport | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as JestReport;
  } catch {
    return undefined;
  }
}

async function run(children: Children): Promise<number> {
  await removeDeadRuns();
  const tests = startTestEngines({ children, home, progress, timed }).then(async (env) => {
    const outcome = await test(children, env);
    await leaveEngines(env);
    return outcome;
  });
  const outcome = total(await Promise.all([...(args.length > 0 ? [] : [check(children)]), tests]));
  failed = outcome.failed > 0 || outcome.passed === 0;
  if (failed) progress.line(`The engines' logs are in ${home.logs}.`);
  progress.line(
    `Phases: ${Object.entries(phases)
      .map(([name, seconds]) => `${name} ${seconds.toFixed(1)} s`)
      .join(', ')}`,
  );
  progress.line(`${outcome.passed} passed, ${outcome.failed} failed`);
  return failed ? 1 : 0;
}

/** Logs of a failed run stay until the next run. */
function cleanUp(): void {
  removeData(home);
  if (!failed) removeTestHome();
}

await launch({ home, marker: fileURLToPath(import.meta.url), progress, work: run, cleanUp });
