/** `npm start`: the whole system, until Ctrl-C. `npm start -- --no-tour` leaves an empty database empty. */
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Config, loadConfig } from '../config.js';
import { withKnex } from '../db/knex.js';
import { migrateToLatest } from '../db/migrate.js';
import { ensureAuthKeys } from '../services/auth/key-files.js';
import { loadContent } from '../services/content/load-content.js';
import { storeContent } from '../services/content/store-content.js';
import { systemClock } from '../services/shared/clock.js';
import type { Children } from './children.js';
import { hasNoUsers } from './databases.js';
import { startEngines } from './engines/start.js';
import { launch } from './launcher.js';
import { homeAt, ROOT } from './paths.js';
import { assertPortsFree, portsFromEnvironment } from './ports.js';
import { createProgress } from './progress.js';
import { reachable, startServices } from './services.js';
import { runTour } from './tour.js';
import { cachedWorkflowBundle } from './workflow-bundle.js';

const home = homeAt(join(ROOT, '.scholium'));
const progress = createProgress();

/** Seconds since the command was given; the bootstrap says when that was. */
const secondsSoFar = () =>
  ((Date.now() - Number(process.env.SCHOLIUM_STARTED_AT ?? performance.timeOrigin)) / 1_000).toFixed(1);

async function up(children: Children): Promise<undefined> {
  const ports = portsFromEnvironment(process.env);
  const content = await loadContent();
  await assertPortsFree(ports, ['api', 'workerHealth']);
  const bundle = cachedWorkflowBundle();
  // Awaited below; engines that do not start end the launch first.
  bundle.catch(() => {});
  const engines = await startEngines({ children, ports, durable: true, progress });
  const env = {
    ...process.env,
    ...engines.env,
    API_PORT: String(ports.api),
    WORKER_HEALTH_PORT: String(ports.workerHealth),
    WORKFLOW_BUNDLE: process.env.WORKFLOW_BUNDLE || (await progress.step('Workflow bundle', bundle)),
  };
  const config = loadConfig(env);
  await progress.step('Schema', migrateToLatest(config.DATABASE_URL));
  await progress.step(
    'Content',
    withKnex(config.DATABASE_URL, (db) => storeContent({ db, clock: systemClock }, content)),
  );
  await ensureAuthKeys(config.AUTH_KEYS_FILE);
  await startServices(children, env, progress);
  progress.line(`Ready in ${secondsSoFar()} s.`);
  const apiUrl = config.PUBLIC_URL ?? `http://${reachable(config.API_HOST)}:${ports.api}`;
  if (!process.argv.includes('--no-tour') && (await hasNoUsers(config.DATABASE_URL)))
    await tour({ apiUrl, uiUrl: engines.uiUrl });
  printAddresses({ apiUrl, uiUrl: engines.uiUrl, mails: mailPlace(config) });
  return undefined;
}

/** A tour that fails leaves a system that runs. */
async function tour(urls: { apiUrl: string; uiUrl: string }): Promise<void> {
  await runTour(urls).catch((error: Error) => {
    progress.line(`The tour stopped: ${error.message}. Everything runs; \`npm run tour\` tries again.`);
  });
}

/** Where mails go: a server, without what it is logged in with, or the folder of their files. */
const mailPlace = ({ SMTP_URL, MAIL_FOLDER }: Config): string =>
  SMTP_URL ? `to ${new URL(SMTP_URL).host}` : resolve(ROOT, MAIL_FOLDER);

function printAddresses({ apiUrl, uiUrl, mails }: { apiUrl: string; uiUrl: string; mails: string }): void {
  const rows = {
    API: `${apiUrl}/api/v1`,
    'API docs': `${apiUrl}/docs`,
    'Temporal UI': uiUrl,
    'Demo login': 'demo@scholium.local / demo-password-1',
    Mails: mails,
    Logs: home.logs,
  };
  progress.line('');
  for (const [name, value] of Object.entries(rows)) progress.line(`  ${name.padEnd(13)}${value}`);
  progress.line('\nCtrl-C stops everything; the data stays in .scholium/data.');
}

await launch({ home, marker: fileURLToPath(import.meta.url), progress, work: up });
