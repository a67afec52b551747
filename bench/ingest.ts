import { createKnex } from '../db/knex.js';
import { createListener } from '../db/listener.js';
import { Material } from '../db/models/material.js';
import { originalKey } from '../services/materials/object-key.js';
import { createSettledRows } from '../services/settled-rows.js';
import { makePdf } from '../stack/sample/make-pdf.js';
import type { Bench, Benchmark, Figures } from './benchmark.js';
import { type IngestTimes, reportIngest } from './ingest-report.js';
import { plainSide, type Side, type Steps, workflowSide } from './ingest-sides.js';
import { storageOf, uploadMaterial } from './materials.js';
import { prosePage } from './prose.js';

const DOCUMENTS = [
  { name: 'text', pages: 60, scanned: false },
  { name: 'scan', pages: 20, scanned: true },
];

/** Longest that one ingestion may take before the benchmark gives up. */
const PATIENCE_SECONDS = 600;

/**
 * What durability costs: the wall time of ingesting a 60-page text PDF and a 20-page scan through `ingestMaterial`
 * by the real worker, against the same page functions called one after the other in a process with no Temporal.
 *
 * Both sides are a fresh process with the same engines, the same reader (2 OCR workers) and encoder, the same page
 * ranges, and the same writes; both do the same fetches from S3 and the same inserts. Both are timed from outside by
 * one clock and one listener: from the moment the work is ordered (the product's start call; a message to the plain
 * process) until Postgres tells that the row is settled. Before each timed run the side that is to run ingests a
 * small mixed document, so that its threads (which end when idle) are up; the other side idles. Sides take turns in
 * pairs whose order alternates, each run has an owner and a material of its own, and medians are compared.
 */
export const ingest: Benchmark = { about: 'documents through the workflow against a plain loop', run };

async function run(bench: Bench): Promise<Figures> {
  bench.say('Making the documents …');
  const warmUp = await makePdf([1, 2, 3].map((seed) => ({ text: prosePage(seed, 60), scanned: seed > 1 })));
  const sides: Side[] = [];
  try {
    sides.push(await plainSide(bench), await workflowSide(bench));
    const results: IngestTimes[] = [];
    for (const { name, pages, scanned } of DOCUMENTS) {
      const sources = Array.from({ length: pages }, (_, index) => ({ text: prosePage(1_000 + index), scanned }));
      const times = await takeTurns(bench, sides, name, { warmUp, file: await makePdf(sources) });
      results.push({ document: name, pages, ...times });
    }
    const [plain, workflow] = sides.map((side) => side.peakRssMb());
    return reportIngest(results, { plain, workflow });
  } finally {
    await Promise.all(sides.map((side) => side.close()));
  }
}

async function takeTurns(bench: Bench, sides: Side[], name: string, files: { warmUp: Uint8Array; file: Uint8Array }) {
  const times: Pick<IngestTimes, 'plain' | 'workflow'> = { plain: [], workflow: [] };
  const rounds = bench.isShort ? 2 : 3;
  for (let round = 1; round <= rounds; round += 1) {
    for (const side of round % 2 === 1 ? sides : sides.toReversed()) {
      await timeOnce(bench, side, files.warmUp);
      const time = await timeOnce(bench, side, files.file);
      times[side.name].push(time);
      bench.say(`${name}, round ${round} of ${rounds}, ${side.name}: ${(time.totalMs / 1_000).toFixed(2)} s`);
    }
  }
  return times;
}

async function timeOnce({ config }: Bench, side: Side, file: Uint8Array): Promise<{ totalMs: number; steps: Steps }> {
  const db = createKnex(config.DATABASE_URL, 2);
  const storage = storageOf(config);
  const listener = createListener(config.DATABASE_URL);
  const rows = createSettledRows(listener);
  try {
    const input = await uploadMaterial(db, storage, file);
    const status = async () => (await Material.query(db).findById(input.materialId).throwIfNotFound()).status;
    const isSettled = async () => !['queued', 'processing'].includes(await status());
    const options = { seconds: PATIENCE_SECONDS, signal: new AbortController().signal, isSettled };
    const settled = rows.wait(input.materialId, options);
    const began = performance.now();
    await Promise.all([side.begin(input), Promise.race([settled, side.broken])]);
    const totalMs = performance.now() - began;
    const steps = await side.end({ id: input.materialId, runNo: input.runNo });
    if ((await status()) !== 'ready') throw new Error(`The ${side.name} side left its material ${await status()}`);
    await storage.delete(originalKey(input.materialId));
    return { totalMs, steps };
  } finally {
    await listener.close();
    storage.close();
    await db.destroy();
  }
}
