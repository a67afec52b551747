/**
 * `npm run mutate -- lib domain/text`: changes the code of these folders, a bit at a time, and tells which changes no
 * test notices (stryker.config.mjs). By hand only: a folder takes minutes to an hour.
 */
import { fileURLToPath } from 'node:url';
import type { Children } from '../stack/children.js';
import { removeData } from '../stack/engines/start.js';
import { launch } from '../stack/launcher.js';
import { createProgress } from '../stack/progress.js';
import { leaveEngines, removeDeadRuns, removeTestHome, startTestEngines, testHome } from './support/test-engines.js';

/** Not among our packages: it is needed seldom, and brings a hundred with it. Version 10 needs a newer Node. */
const STRYKER = ['@stryker-mutator/core@9.6.1', '@stryker-mutator/jest-runner@9.6.1'];

const home = testHome();
const progress = createProgress();
const folders = process.argv.slice(2);
let isDone = false;

async function mutate(children: Children, env: NodeJS.ProcessEnv, folder: string): Promise<boolean> {
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const [command = 'npm', ...args] = [...npm, 'exec', '--yes', ...STRYKER.map((name) => `--package=${name}`)];
  const child = await children.start({
    name: 'stryker',
    command,
    args: [...args, '--', 'stryker', 'run'],
    marker: 'stryker',
    env: { ...env, MUTATE: folder, NODE_OPTIONS: '' },
    output: 'stderr',
  });
  await child.exited;
  return child.exitCode() === 0;
}

async function run(children: Children): Promise<number> {
  if (folders.length === 0) throw new Error('Which folders? `npm run mutate -- lib` (stryker.config.mjs lists them).');
  await removeDeadRuns();
  const env = await startTestEngines({ children, home, progress });
  let failed = 0;
  for (const folder of folders) failed += (await mutate(children, env, folder)) ? 0 : 1;
  await leaveEngines(env);
  isDone = true;
  return failed;
}

/** The engines' logs stay when it could not be done. */
function cleanUp(): void {
  removeData(home);
  if (isDone) removeTestHome();
}

await launch({ home, marker: fileURLToPath(import.meta.url), progress, work: run, cleanUp });
