import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../../config.js';
import { withKnex } from '../../db/knex.js';
import { migrateToLatest } from '../../db/migrate.js';
import { loadContent } from '../../services/content/load-content.js';
import { storeContent } from '../../services/content/store-content.js';
import { systemClock } from '../../services/shared/clock.js';
import { buildProduct } from '../../stack/build-product.js';
import type { Children } from '../../stack/children.js';
import { dropDatabase, ensureDatabase, withDatabase } from '../../stack/databases.js';
import { pinned } from '../../stack/engines/binaries.js';
import { removeData, startEngines } from '../../stack/engines/start.js';
import { leaveLessonsOut } from '../../stack/lessons-out.js';
import { lockHolder } from '../../stack/lock.js';
import { type Home, homeAt, ROOT } from '../../stack/paths.js';
import { freePorts } from '../../stack/ports.js';
import { endLeftovers } from '../../stack/processes.js';
import type { Progress } from '../../stack/progress.js';
import { writeWorkflowBundle } from '../../temporal-config/bundle.js';

/** Each run of tests has a folder of its own, so that two can go side by side. */
const RUNS = join(ROOT, '.scholium', 'test');

/** The folder of this process. */
export const testHome = (): Home => homeAt(join(RUNS, String(process.pid)));

/** Removes the folder of this process. */
export const removeTestHome = (): void => rmSync(join(RUNS, String(process.pid)), { recursive: true, force: true });

/** Ends and removes what killed runs left. */
export async function removeDeadRuns(): Promise<void> {
  for (const name of readdirSync(RUNS)) {
    const other = homeAt(join(RUNS, name));
    if (lockHolder(other) !== undefined) continue;
    await endLeftovers(other.run);
    removeData(other);
    rmSync(join(RUNS, name), { recursive: true, force: true });
  }
}

interface TestEnginesOptions {
  children: Children;
  home: Home;
  progress: Progress;
  /** Is told how long each phase takes. */
  timed?: <T>(phase: string, work: Promise<T>) => Promise<T>;
}

/** Starts the engines and makes what every test file takes a copy of. Resolves to the tests' variables. */
export async function startTestEngines({
  children,
  home,
  progress,
  timed = (_phase, work) => work,
}: TestEnginesOptions): Promise<NodeJS.ProcessEnv> {
  const content = await loadContent();
  const bundle = join(home.data, 'workflows.js');
  const build = join(home.data, 'build');
  const starting = Promise.all([
    freePorts().then((ports) => startEngines({ children, ports, durable: false, progress })),
    progress.step('Workflow bundle', writeWorkflowBundle(bundle)),
    progress.step('Build', buildProduct(build)),
  ]);
  const [engines] = await timed('engines', starting);
  const template = `scholium_template_${process.pid}`;
  const url = withDatabase(engines.env.DATABASE_URL as string, template);
  await ensureDatabase(url);
  const filling = migrateToLatest(url)
    .then(() => withKnex(url, (db) => storeContent({ db, clock: systemClock }, content)))
    .then(() => leaveLessonsOut(url));
  await timed('template', progress.step('Template database', filling));
  return {
    ...process.env,
    ...engines.env,
    S3_BUCKET: loadConfig(process.env).S3_BUCKET,
    TEST_TEMPLATE_DATABASE: template,
    WORKFLOW_BUNDLE: bundle,
    TEST_BUILD: build,
    TEMPORAL_TEST_SERVER: process.env.TEMPORAL_TEST_SERVER || pinned('bin/temporal-test-server'),
    // Far from UTC and off the hour, so that a day or an hour taken from the machine shows.
    TZ: process.env.TZ || 'Asia/Kathmandu',
    NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
  };
}

/** Leaves an engine that was given to us as it was; ours end with their folder. */
export async function leaveEngines({ TEST_TEMPLATE_DATABASE }: NodeJS.ProcessEnv): Promise<void> {
  if (process.env.DATABASE_URL) await dropDatabase(withDatabase(process.env.DATABASE_URL, `${TEST_TEMPLATE_DATABASE}`));
}
