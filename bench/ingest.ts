import { createKnex } from '../db/knex.js';
import { createListener } from '../db/listener.js';
import { Material } from '../db/models/material.js';
import { originalKey } from '../domain/object-keys.js';
import { createRowWaiter } from '../services/runs/wait-for-row.js';
import { makePdf } from '../stack/sample/make-pdf.js';
import type { Bench, Benchmark, Figures } from './benchmark.js';
import { type IngestTimes, type ManyAtOnce, reportIngest } from './ingest-report.js';
import { plainSide, type Side, type Steps, workflowSide } from './ingest-sides.js';
import { storageOf, uploadMaterial } from './materials.js';
import { prosePage } from './prose.js';

const DOCUMENTS = [
  { name: 'text', pages: 300, shortPages: 60, scanned: false },
  { name: 'scan', pages: 40, shortPages: 20, scanned: true },
];

/** Longest that one ingestion may take before the benchmark gives up. */
const PATIENCE_SECONDS = 600;

/**
 * What durability costs: the wall time of ingesting a text PDF of 300 pages and a scan of 40 through `ingestMaterial`
 * by the real worker, against the same page functions called one after the other in a process with no Temporal.
 *
 * Both sides are a fresh process with the same engines, the same reader (2 OCR workers) and encoder, the same page
 * ranges, and the same writes; both do the same fetches from S3 and the same inserts. Both are timed from outside by
 * one clock and one listener: from the moment the work is ordered (the product's start call; a message to the plain
 * process) until Postgres tells that the row is finished. Before each timed run the side that is to run ingests a
 * small mixed document, so that its threads (which end when idle) are up; the other side idles, and no guide is being
 * made of an earlier document. Sides take turns in pairs whose order alternates, each run has an owner and a material
 * of its own, and medians are compared.
 * At last ten materials at once are compared with plain loops that share the cores without loss.
 */
export const ingest: Benchmark = { about: 'documents through the workflow against a plain loop', run };

async function run(bench: Bench): Promise<Figures> {
  bench.say('Making the documents …');
  const warmUp = await makePdf([1, 2, 3].map((seed) => ({ text: prosePage(seed, 60), scanned: seed > 1 })));
  const sides: Side[] = [];
  try {
    const workflow = await workflowSide(bench);
    sides.push(await plainSide(bench), workflow);
    const results: IngestTimes[] = [];
    for (const { name, pages, shortPages, scanned } of DOCUMENTS) {
      const count = bench.isShort ? shortPages : pages;
      const times = await timeSides(bench, sides, name, { warmUp, file: await makeDocument(1_000, count, scanned) });
      results.push({ document: name, pages: count, ...times });
    }
    const manyAtOnce = await compareManyAtOnce(bench, workflow, warmUp);
    const [plain] = sides.map((side) => side.peakRssMb());
    return reportIngest(results, manyAtOnce, { plain, workflow: workflow.peakRssMb() });
  } finally {
    await Promise.all(sides.map((side) => side.close()));
  }
}

const makeDocument = (seed: number, pages: number, scanned: boolean) =>
  makePdf(Array.from({ length: pages }, (_, index) => ({ text: prosePage(seed + index), scanned })));

/**
 * Ten materials of ten students, texts and scans: one after the other in a plain loop that keeps to one core, and at
 * once in the workflow, which has them all, and which makes guides of the first ones while it reads the last.
 */
async function compareManyAtOnce(bench: Bench, workflow: Side, warmUp: Uint8Array): Promise<ManyAtOnce> {
  const files = await Promise.all(
    Array.from({ length: 10 }, (_, index) => makeDocument(5_000 + 100 * index, index % 2 ? 4 : 20, index % 2 === 1)),
  );
  const plainMs = await timeOneByOne(bench, files, warmUp);
  await timeOnce(bench, workflow, warmUp);
  const times = await Promise.all(files.map((file) => timeOnce(bench, workflow, file)));
  const atOnceMs = Math.max(...times.map(({ totalMs }) => totalMs));
  bench.say(`Ten at once: ${(atOnceMs / 1_000).toFixed(2)} s`);
  return { plainMs, atOnceMs };
}

async function timeOneByOne(bench: Bench, files: readonly Uint8Array[], warmUp: Uint8Array): Promise<number[]> {
  const side = await plainSide({ ...bench, env: { ...bench.env, OCR_WORKERS: '1', ENCODER_THREADS: '1' } });
  try {
    await timeOnce(bench, side, warmUp);
    const times: number[] = [];
    for (const file of files) times.push((await timeOnce(bench, side, file)).totalMs);
    bench.say(`Ten one by one: ${(times.reduce((sum, ms) => sum + ms, 0) / 1_000).toFixed(2)} s`);
    return times;
  } finally {
    await side.close();
  }
}

async function timeSides(bench: Bench, sides: Side[], name: string, files: { warmUp: Uint8Array; file: Uint8Array }) {
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
  const { signal } = new AbortController();
  const rows = createRowWaiter(listener, signal);
  try {
    const input = await uploadMaterial(db, storage, file);
    const status = async () => (await Material.query(db).findById(input.id).throwIfNotFound()).status;
    const isFinished = async () => !['queued', 'processing'].includes(await status());
    const options = { seconds: PATIENCE_SECONDS, signal, isFinished };
    const finished = rows.wait(input.id, options);
    const began = performance.now();
    await Promise.all([side.begin(input), Promise.race([finished, side.broken])]);
    const totalMs = performance.now() - began;
    const steps = await side.end({ id: input.id, runNo: input.runNo });
    if ((await status()) !== 'ready') throw new Error(`The ${side.name} side left its material ${await status()}`);
    await storage.delete(originalKey(input.id));
    return { totalMs, steps };
  } finally {
    await listener.close();
    storage.close();
    await db.destroy();
  }
}
