import { setTimeout as sleep } from 'node:timers/promises';
import { createSentenceEncoder, type SentenceEncoder } from '../documents/encoder.js';
import type { Bench, Benchmark, Figures } from './benchmark.js';
import { prosePage } from './prose.js';
import { printTable } from './report.js';
import { median, percentiles, rounded } from './statistics.js';

const WORDS = 170;
const THREADS = 2;
const TARGETS = { chunksPerSecond: 4.5, queryP95Ms: 150 };
const MIB = 1024 ** 2;

/**
 * How fast the offline encoder turns chunks of 170 words into vectors, by one thread and by two, which take turns, and
 * how long a question waits for its vector: alone, and while two threads embed documents. Medians of rounds are given.
 */
export const embedding: Benchmark = { about: 'chunks a second of the offline encoder, and questions beside them', run };

async function run({ config, isShort, say }: Bench): Promise<Figures> {
  const folder = config.ENCODER_FOLDER ?? '';
  const texts = Array.from({ length: 16 }, (_, at) => prosePage(at, WORDS));
  const alone = createSentenceEncoder({ folder, threads: 1 });
  const documents = createSentenceEncoder({ folder, threads: THREADS });
  const questions = createSentenceEncoder({ folder, serves: 'questions' });
  try {
    say('Chunks …');
    const rates = await rounds(isShort ? 2 : 5, { one: alone, two: documents }, texts);
    say('Questions …');
    const quiet = await askMany(questions, isShort ? 30 : 100);
    const busy = await whileEmbedding(documents, texts, () => askMany(questions, isShort ? 30 : 100));
    return report(rates, { quiet, busy });
  } finally {
    await Promise.all([alone, documents, questions].map((encoder) => encoder.close()));
  }
}

type Rates = { one: number[]; two: number[] };

async function rounds(
  count: number,
  sides: { one: SentenceEncoder; two: SentenceEncoder },
  texts: readonly string[],
): Promise<Rates> {
  const rates: Rates = { one: [], two: [] };
  for (let round = 0; round <= count; round++) {
    for (const side of ['one', 'two'] as const) {
      const began = performance.now();
      await sides[side].embed(texts, 'passage');
      // The first round starts the threads.
      if (round > 0) rates[side].push((texts.length * 1_000) / (performance.now() - began));
    }
  }
  return rates;
}

async function askMany(encoder: SentenceEncoder, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let at = -1; at < count; at++) {
    await sleep(50);
    const began = performance.now();
    await encoder.embed([`What is said of place number ${at} of the island?`], 'query');
    if (at >= 0) times.push(performance.now() - began);
  }
  return times;
}

async function whileEmbedding<T>(encoder: SentenceEncoder, texts: readonly string[], work: () => Promise<T>) {
  let isOver = false;
  const embedding = (async () => {
    while (!isOver) await encoder.embed(texts, 'passage');
  })();
  const result = await work();
  isOver = true;
  await embedding;
  return result;
}

function report(rates: Rates, waits: { quiet: number[]; busy: number[] }): Figures {
  const chunksPerSecond = { one: rounded(median(rates.one), 2), two: rounded(median(rates.two), 2) };
  const [quiet, busy] = [percentiles(waits.quiet), percentiles(waits.busy)];
  const rssMb = Math.round(process.memoryUsage.rss() / MIB);
  printTable(
    ['chunks of 170 words a second', 'median'],
    [
      ['one thread', String(chunksPerSecond.one)],
      ['two threads', String(chunksPerSecond.two)],
    ],
  );
  printTable(
    ['a question, ms', 'p50', 'p95'],
    [
      ['alone', String(quiet.p50), String(quiet.p95)],
      ['while documents are embedded', String(busy.p50), String(busy.p95)],
    ],
  );
  console.log(`This process, with four threads of the encoder: ${rssMb} MiB`);
  const withinRate = chunksPerSecond.two >= TARGETS.chunksPerSecond;
  const withinP95 = busy.p95 <= TARGETS.queryP95Ms;
  return { chunksPerSecond, quietMs: quiet, busyMs: busy, rssMb, withinRate, withinP95 };
}
