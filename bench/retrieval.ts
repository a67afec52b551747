import type { Knex } from 'knex';
import pg from 'pg';
import { createKnex } from '../db/knex.js';
import type { SearchScope } from '../db/queries/retrieval.js';
import { randomNumbers } from '../lib/random-numbers.js';
import { createPassageSource } from '../services/questions/passage-source.js';
import { rankChunks } from '../services/questions/rank-chunks.js';
import type { Bench, Benchmark, Figures } from './benchmark.js';
import { metWord, printTable } from './report.js';
import { type MadeChunk, makeChunk, makeQuestion, unitVector } from './retrieval/corpus.js';
import { addLessons, addMaterial, makeOwners, type Owners, storePool } from './retrieval/fill.js';
import { percentile, rounded } from './statistics.js';

const OWNERS = 2_000;
const FULL_OWNER = 20_000;
const POOL = 4_000;
const MODEL = 'bench@384';
const TARGET_P95_MS = 50;
/** Shares of the table at which searches are timed. */
const STAGES = [0.25, 0.5, 1];
/** As many as the product's own lessons have. */
const LESSON_CHUNKS = 500;

/**
 * How long a search takes: 200,000 chunks (20,000 in the short form, 1,000,000 with --full) of 2,000 students, one of
 * whom has the full 20,000. Timed is what the product does between a question's vector and the passages for the model:
 * the search, the pick, and reading the pages; beside it the search's statement alone, sent by `pg` as it
 * is. Each search reads the lessons as well, and is done in turns without them. Questions have six words of a chunk that there is, so that some match almost nothing and some match much. The table is timed at a quarter, at half, and whole: a small student's search must not grow with it.
 */
export const retrieval: Benchmark = {
  about: 'searches over 200,000 chunks of 2,000 students (--full: a million)',
  run,
};

interface Timed {
  who: string;
  chunks: number;
  searches: number;
  p50Ms: number;
  p95Ms: number;
  /** Without the lessons. */
  p95AloneMs: number;
  rawP95Ms: number;
}

async function run(bench: Bench): Promise<Figures> {
  const total = bench.isFull ? 1_000_000 : bench.isShort ? 20_000 : 200_000;
  const full = bench.isShort ? 2_000 : FULL_OWNER;
  const db = createKnex(bench.config.DATABASE_URL, 4);
  const raw = new pg.Client({ connectionString: bench.config.DATABASE_URL });
  await raw.connect();
  try {
    const random = randomNumbers(1);
    const pool = Array.from({ length: POOL }, () => makeChunk(random));
    bench.say(`Filling the table with ${total} chunks …`);
    await storePool(db, pool);
    await addLessons(db, { model: MODEL, chunks: LESSON_CHUNKS, pool: POOL });
    const owners = await makeOwners(db, bench.isShort ? 200 : OWNERS);
    const timed: Timed[] = [];
    let stored = 0;
    for (const stage of STAGES) {
      stored += await fill(db, owners, { from: stored, to: total * stage, full: full * stage });
      await db.raw(
        'VACUUM ANALYZE material_chunks, chunk_vectors, material_pages, materials, lesson_chunks, lesson_vectors, lessons',
      );
      bench.say(`Searching among ${stored} …`);
      timed.push(...(await timeSearches({ db, raw, random, pool }, owners, { stored, full: full * stage })));
    }
    return report(timed);
  } finally {
    await raw.end();
    await db.destroy();
  }
}

/** Materials of the full student come among those of the others, as they would. */
async function fill(
  db: Knex,
  { full, small }: Owners,
  want: { from: number; to: number; full: number },
): Promise<number> {
  const [counted] = await db('material_chunks').where({ ownerId: full }).count({ count: '*' });
  let ofFull = Number(counted?.count ?? 0);
  let added = 0;
  let next = 0;
  for (let at = 0; want.from + added < want.to; at++) {
    const left = want.to - want.from - added;
    if (ofFull < want.full && at % 10 === 0) {
      const count = await addMaterial(db, {
        ownerId: full,
        model: MODEL,
        chunks: want.full - ofFull,
        from: at * 31,
        pool: POOL,
      });
      ofFull += count;
      added += count;
      continue;
    }
    const ownerId = small[next++ % small.length] ?? '';
    const each = Math.floor((want.to - want.from - want.full) / small.length);
    added += await addMaterial(db, {
      ownerId,
      model: MODEL,
      chunks: Math.min(Math.max(each, 1), left),
      from: at * 31,
      pool: POOL,
    });
  }
  return added;
}

interface Searching {
  db: Knex;
  raw: pg.Client;
  random: () => number;
  pool: readonly MadeChunk[];
}

async function timeSearches(
  setting: Searching,
  { full, small }: Owners,
  { stored, full: ofFull }: { stored: number; full: number },
): Promise<Timed[]> {
  const each = Math.round((stored - ofFull) / small.length);
  const anySmall = () => small[Math.floor(setting.random() * small.length)] ?? '';
  return [
    { who: `a student with some ${each}, of ${stored}`, chunks: each, ...(await timeMany(setting, anySmall, 200)) },
    { who: `the student with ${ofFull}, of ${stored}`, chunks: ofFull, ...(await timeMany(setting, () => full, 60)) },
  ];
}

async function timeMany(setting: Searching, owner: () => string, searches: number) {
  const ours: number[] = [];
  const alone: number[] = [];
  const bare: number[] = [];
  for (let at = -5; at < searches; at++) {
    const chunk = setting.pool[Math.floor(setting.random() * setting.pool.length)] as MadeChunk;
    const asked = { question: makeQuestion(setting.random, chunk), vector: unitVector(setting.random) };
    const ownerId = owner();
    const { ms, statement } = await search(setting.db, ownerId, asked, { id: null });
    const { ms: aloneMs } = await search(setting.db, ownerId, asked, null);
    const rawMs = await repeat(setting.raw, statement);
    // The first few load what later ones find loaded.
    if (at < 0) continue;
    ours.push(ms);
    alone.push(aloneMs);
    bare.push(rawMs);
  }
  return {
    searches,
    p50Ms: rounded(percentile(ours, 0.5), 1),
    p95Ms: rounded(percentile(ours, 0.95), 1),
    p95AloneMs: rounded(percentile(alone, 0.95), 1),
    rawP95Ms: rounded(percentile(bare, 0.95), 1),
  };
}

interface Statement {
  text: string;
  values: unknown[];
}

/** As retrievePassages and draftAnswer do, and the statement that the search sent. */
async function search(
  db: Knex,
  ownerId: string,
  { question, vector }: { question: string; vector: number[] },
  lessons: SearchScope['lessons'],
) {
  const statements: Statement[] = [];
  const note = ({ sql, bindings }: { sql: string; bindings: unknown[] }) =>
    void statements.push({ text: sql, values: bindings });
  db.on('query', note);
  const began = performance.now();
  const source = createPassageSource(db);
  const scope = { ownerId, topicId: null, materials: { ids: [], pages: null }, lessons };
  const picked = await rankChunks({ source }, { scope, search: { question, vectors: [{ model: MODEL, vector }] } });
  const ids = picked.map(({ id }) => id);
  const spans = await source.read(ownerId, ids);
  const ms = performance.now() - began;
  db.off('query', note);
  const [statement] = statements;
  if (!statement || spans.length === 0) throw new Error('A search found nothing');
  return { ms, statement };
}

async function repeat(raw: pg.Client, { text, values }: Statement): Promise<number> {
  const began = performance.now();
  await raw.query(text, values);
  return performance.now() - began;
}

function report(timed: readonly Timed[]): Figures {
  printTable(
    ['searching as', 'searches', 'p50, ms', 'p95, ms', 'without lessons', 'raw p95, ms', `<= ${TARGET_P95_MS}`],
    timed.map(({ who, searches, p50Ms, p95Ms, p95AloneMs, rawP95Ms }) => [
      who,
      ...[searches, p50Ms, p95Ms, p95AloneMs, rawP95Ms].map(String),
      metWord(p95Ms <= TARGET_P95_MS),
    ]),
  );
  return { targetP95Ms: TARGET_P95_MS, timed };
}
