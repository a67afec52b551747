import { setTimeout as sleep } from 'node:timers/promises';
import { createKnex } from '../db/knex.js';
import { makePdf } from '../stack/sample/make-pdf.js';
import { startApi } from './api-process.js';
import type { Bench, Benchmark, Figures } from './benchmark.js';
import { prosePage } from './prose.js';
import { printTable } from './report.js';
import { signIn } from './sign-in.js';
import { rounded } from './statistics.js';
import { addStudents } from './students.js';
import { peakRssMb, startWorker } from './worker.js';

const PAGES = { long: 261, short: 60 };
/** Between two looks at a material, and two questions about it. */
const PAUSE_MS = 250;

/** What stands on one page only, and is asked for. */
const FACTS = [
  {
    fact: 'The lighthouse of Varnholm was painted green in 1873.',
    question: 'When was the lighthouse of Varnholm painted green?',
    answer: '1873',
  },
  {
    fact: 'The ferry to Ostrava Island carries 412 passengers.',
    question: 'How many passengers does the ferry to Ostrava Island carry?',
    answer: '412',
  },
  {
    fact: 'The bell of Quillmark weighs 5730 kilograms.',
    question: 'How much does the bell of Quillmark weigh?',
    answer: '5730',
  },
];

/**
 * How long a student waits from an upload to the first right answer about a book, by what stands on its third page, in
 * its middle and near its end, each asked again and again; and until all of it is read, embedded and called ready, which
 * is when it could be asked before. By the real API and worker, offline.
 */
export const firstAnswer: Benchmark = { about: 'from the upload of a book to the first right answers', run };

async function run(bench: Bench): Promise<Figures> {
  const pages = bench.isShort ? PAGES.short : PAGES.long;
  const url = await startApi(bench);
  const worker = await startWorker(bench);
  const student = await signedIn(bench, url);
  // Threads that start with the first text are not what is measured.
  await student.untilReady(await student.upload(await makePdf([{ text: prosePage(1, 60) }])));
  const places = [3, Math.round(pages / 2), pages - 3];
  const file = await makePdf(
    Array.from({ length: pages }, (_, at) => ({
      text: [prosePage(1_000 + at, 330), FACTS[places.indexOf(at + 1)]?.fact ?? ''].join('\n\n'),
    })),
  );
  bench.say(`Uploading a book of ${pages} pages …`);
  const began = performance.now();
  const seconds = () => rounded((performance.now() - began) / 1_000, 1);
  const id = await student.upload(file);
  const answers = FACTS.map(async ({ question, answer }) => {
    await student.untilAnswered(id, question, answer);
    return seconds();
  });
  await student.untilReady(id);
  const ready = seconds();
  const first = await Promise.all(answers);
  printTable(
    ['right answer about', 'seconds after the upload'],
    [...places.map((page, at) => [`page ${page}`, String(first[at])]), ['(all is ready)', String(ready)]],
  );
  return { pages, firstSeconds: first, readySeconds: ready, workerPeakRssMb: peakRssMb(worker.pid) };
}

/** A student's calls. */
async function signedIn(bench: Bench, url: string) {
  const db = createKnex(bench.config.DATABASE_URL, 2);
  const [login] = await addStudents(db, 1).then((ids) => signIn(bench, db, ids));
  await db.destroy();
  const headers = { Authorization: `Bearer ${login?.token}` };
  const call = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${url}${path}`, { ...init, headers: { ...headers, ...init.headers } });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { id: string; status: string; answer?: string | null };
  };
  return {
    async upload(file: Uint8Array): Promise<string> {
      const body = new FormData();
      body.append('file', new Blob([Buffer.from(file)], { type: 'application/pdf' }), 'book.pdf');
      return (await call('/materials/upload', { method: 'POST', body })).id;
    },
    async untilReady(id: string): Promise<void> {
      for (;;) {
        const { status } = await call(`/materials/${id}`);
        if (status === 'ready') return;
        if (!['queued', 'processing'].includes(status)) throw new Error(`The material is ${status}`);
        await sleep(PAUSE_MS);
      }
    },
    async untilAnswered(materialId: string, question: string, answer: string): Promise<void> {
      for (;;) {
        const asked = await call('/materials/query', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', Prefer: 'wait=30' },
          body: JSON.stringify({ question, materialIds: [materialId] }),
        });
        if (asked.answer?.includes(answer)) return;
        await sleep(PAUSE_MS);
      }
    },
  };
}
