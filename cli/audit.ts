/**
 * `npm run audit [-- --only NAME,… --grace MINUTES]`: looks whether everything that is kept is as it should be, at any
 * time and on a live system; it writes nothing. Works on what the environment names, by default that of `npm start`.
 * It exits with 1 where it found something, with 3 where it could not look at everything.
 */
import { parseArgs } from 'node:util';
import { rootCause } from '@temporalio/common';
import { createObjectStorage } from '../clients/storage.js';
import { storageLocation } from '../clients/storage-location.js';
import { loadConfig } from '../config.js';
import { createKnex } from '../db/knex.js';
import { audit, type Report } from '../services/audit/audit.js';
import { CHECKS } from '../services/audit/checks.js';
import { systemClock } from '../services/shared/clock.js';
import { postgres } from '../stack/engines/postgres.js';
import { s3 } from '../stack/engines/s3.js';
import { temporal } from '../stack/engines/temporal.js';
import { portsFromEnvironment } from '../stack/ports.js';
import { createTemporalClient, createWorkflowStarter } from '../temporal-config/client.js';

const NAMES = CHECKS.map(({ name }) => name);
const USAGE = `npm run audit                        look at everything that is kept; nothing is written
  --only NAME,…                      only at this: ${NAMES.join(', ')}
  --grace MINUTES                    take no notice of what is younger than this; by default 10

${CHECKS.map(({ name, holds }) => `  ${name.padEnd(20)} ${holds}`).join('\n')}`;

const GRACE_MINUTES = 10;
const PROGRESS_MS = 5_000;

interface Wish {
  only: string[];
  graceSeconds: number;
}

/** @returns undefined for what is no such command */
function readWish(args: string[]): Wish | undefined {
  const options = { only: { type: 'string' }, grace: { type: 'string' } } as const;
  try {
    const { only = NAMES.join(), grace = String(GRACE_MINUTES) } = parseArgs({ args, options }).values;
    const names = only.split(',');
    const isUnderstood = names.every((name) => NAMES.includes(name)) && /^\d{1,5}$/.test(grace);
    return isUnderstood ? { only: names, graceSeconds: Number(grace) * 60 } : undefined;
  } catch {
    return undefined;
  }
}

function tell({ check, rows, found, findings }: Report): void {
  console.log(`${found === 0 ? 'ok   ' : 'WRONG'} ${check.name}: ${check.holds} (${rows} looked at)`);
  if (found === 0) return;
  console.log(`      ${found} found. ${check.meaning}`);
  for (const { id, wrong } of findings) console.log(`      ${id}  ${wrong}`);
  if (found > findings.length) console.log(`      and ${found - findings.length} more`);
}

/** Lets whoever waits know, now and then, how far it is. */
function progress(): (check: string, rows: number) => void {
  let toldAt = performance.now();
  return (check, rows) => {
    if (performance.now() - toldAt < PROGRESS_MS) return;
    toldAt = performance.now();
    console.error(`      ${check}: ${rows} looked at so far`);
  };
}

async function look({ only, graceSeconds }: Wish): Promise<number> {
  const ports = portsFromEnvironment(process.env);
  const embedded = Object.fromEntries(
    [postgres, s3, temporal].map((engine) => [engine.variable, engine.address(ports)]),
  );
  const config = loadConfig({ ...embedded, ...process.env });
  const db = createKnex(config.DATABASE_URL, 2);
  const storage = createObjectStorage(storageLocation(config));
  const client = createTemporalClient(config);
  const starter = createWorkflowStarter(client, config.TASK_QUEUE_PREFIX);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort(new Error('The audit was stopped; what is above was looked at.')));
  let found = 0;
  try {
    const deps = { db, storage, starter, clock: systemClock, graceSeconds };
    for await (const report of audit(deps, { only, report: progress() }, stop.signal)) {
      tell(report);
      found += report.found;
    }
    console.log(found === 0 ? 'Everything is as it should be.' : `${found} findings.`);
    return found === 0 ? 0 : 1;
  } catch (error) {
    console.error(`The audit could not look at everything: ${rootCause(error) ?? String(error)}`);
    return 3;
  } finally {
    await client.connection.close();
    storage.close();
    await db.destroy();
  }
}

async function main(args: string[]): Promise<number> {
  const wish = readWish(args);
  if (wish) return look(wish);
  console.error(USAGE);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
