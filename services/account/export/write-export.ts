import { Readable } from 'node:stream';
import type { Knex } from 'knex';
import type { ObjectStorage } from '../../../clients/storage.js';
import type { Export } from '../../../db/models/export.js';
import { PERSONAL_TABLES } from '../../../db/personal-data.js';
import { beginWriting, isCurrentWrite } from '../../../db/queries/exports.js';
import { exportKey } from '../../../domain/object-keys.js';
import { Failure } from '../../../domain/runs/failures.js';
import type { Run } from '../../../domain/runs/flows.js';
import type { Clock } from '../../shared/clock.js';
import { personalFiles } from './personal-files.js';
import { jsonOfRows } from './personal-rows.js';
import { type Contents, readme } from './readme.js';
import { putZip, type ZipWriter } from './zip-object.js';

export interface WriteExportDeps {
  db: Knex;
  clock: Clock;
  storage: ObjectStorage;
}

/** One try at writing an export's file. */
export interface Written extends Run {
  writeNo: number;
}

/** How long a file is kept that nobody came to count on. */
const KEPT_MS = 86_400_000;

/**
 * Writes everything a person has here into one ZIP file in storage. Every try writes a file of its own and removes
 * those of earlier tries, so that one that was thought dead spoils nothing.
 * @param input.report is told which part is being written
 * @throws Failure Superseded; the signal's reason; whatever storage throws. Then nothing is left of this try.
 */
export async function writeExport(
  deps: WriteExportDeps,
  { report, ...run }: Run & { report: (part: string) => void },
  signal: AbortSignal,
): Promise<{ writeNo: number; bytes: number }> {
  const { db, storage } = deps;
  const { userId, writeNo } = await beginTry(deps, run);
  const written = { ...run, writeNo };
  for (let earlier = 1; earlier < writeNo; earlier++) {
    await storage.deletePrefix(exportKey({ userId, id: run.id, writeNo: earlier }), signal);
  }
  const key = exportKey({ userId, ...written });
  const entries = (zip: ZipWriter) => fill(deps, { userId, written, zip, report }, signal);
  const bytes = await putZip({ storage }, { key, fill: entries }, signal);
  try {
    await assertCurrent(written, db);
  } catch (error) {
    await storage.delete(key);
    throw error;
  }
  return { writeNo, bytes };
}

/** From here on some of this try's file may be there. @throws Failure Superseded. */
async function beginTry(
  { db, clock }: WriteExportDeps,
  { id, runNo }: Run,
): Promise<Pick<Export, 'userId' | 'writeNo'>> {
  const row = await beginWriting(db, { id, runNo }, new Date(clock().getTime() + KEPT_MS));
  if (!row) throw new Failure('Superseded');
  return row;
}

/** @throws Failure Superseded when the row is another try's, finished, cancelled or gone, or its owner is leaving. */
async function assertCurrent(written: Written, db: Knex): Promise<void> {
  if (!(await isCurrentWrite(db, written))) throw new Failure('Superseded');
}

interface FillInput {
  userId: string;
  written: Written;
  zip: ZipWriter;
  report: (part: string) => void;
}

async function fill(
  deps: WriteExportDeps,
  { userId, written, zip, report }: FillInput,
  signal: AbortSignal,
): Promise<void> {
  const contents: Contents = { madeAt: deps.clock(), rows: {}, files: [], missing: [] };
  for (const table of PERSONAL_TABLES) {
    await assertCurrent(written, deps.db);
    report(table.table);
    let count = 0;
    const counted = (rows: number) => {
      count += rows;
    };
    const json = jsonOfRows(deps, { userId, table, counted });
    await zip.add(`data/${table.table}.json`, Readable.from(json, { objectMode: false }), { compress: true });
    contents.rows[table.table] = count;
  }
  report('files');
  for await (const { name, stream } of personalFiles(deps, { userId }, signal)) {
    await assertCurrent(written, deps.db).catch((error: unknown) => {
      stream?.destroy();
      throw error;
    });
    // Documents and images are compressed already.
    if (stream) await zip.add(`files/${name}`, stream, { compress: false });
    contents[stream ? 'files' : 'missing'].push(name);
  }
  await zip.add('README.txt', Readable.from([readme(contents)], { objectMode: false }), { compress: true });
}
