/**
 * A student's first hour by the typed client: sign up, upload, ask, take a quiz, look at the board and the dashboard.
 * `npx tsx examples/typescript/first-hour.ts [http://127.0.0.1:7400]`, with `npm start` beside it.
 */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createApiClient } from '../../api-client/client.js';
import type { components } from '../../api-client/schema.js';

type QuizAnswer = components['schemas']['QuizAnswer'];
type QuestionForm = components['schemas']['QuestionForm'];

const [apiUrl = 'http://127.0.0.1:7400'] = process.argv.slice(2);
const document = new URL('../tides.md', import.meta.url);
const client = createApiClient(apiUrl);
/** What takes long is answered when it is done, or after 30 seconds as it stands then: ask again. */
const header = { Prefer: 'wait=30' };

/** The body of a response. @throws Error with the problem where there is none */
function bodyOf<T>({ data, error }: { data?: T; error?: unknown }): T {
  if (data === undefined) throw new Error(JSON.stringify(error));
  return data;
}

/** Asks until work on something has ended. */
async function ended<T extends { status: string }>(read: () => Promise<T>): Promise<T> {
  for (;;) {
    const row = await read();
    if (row.status !== 'queued' && row.status !== 'processing') return row;
  }
}

// Sign up, and send the token with everything that follows.
const { tokens } = bodyOf(
  await client.POST('/auth/signup', {
    body: { email: `${randomUUID()}@example.org`, password: randomUUID(), displayName: 'Ada' },
  }),
);
client.use({ onRequest: ({ request }) => request.headers.set('Authorization', `Bearer ${tokens.accessToken}`) });

// Upload a document, and wait until its pages are read.
const form = new FormData();
form.set('title', 'Tides');
form.set('file', new Blob([await readFile(document)]), 'tides.md');
// The same key makes a repeat after a lost response safe: nothing is uploaded twice.
const upload = { 'Idempotency-Key': randomUUID() };
const { id } = bodyOf(
  await client.POST('/materials/upload', {
    params: { header: upload },
    body: { file: '' },
    bodySerializer: () => form,
  }),
);
const material = await ended(async () =>
  bodyOf(await client.GET('/materials/{id}', { params: { path: { id }, header } })),
);
console.log(`${material.title}: ${material.status}, ${material.pageCount} page(s)`);

// Ask about it. Each citation is a sentence that stands on the page that it names.
const asked = bodyOf(
  await client.POST('/materials/query', {
    params: { header },
    body: { question: 'What causes the tides?', materialIds: [id] },
  }),
);
const question = await ended(async () =>
  bodyOf(await client.GET('/ai/doubt/messages/{id}', { params: { path: { id: asked.id }, header } })),
);
console.log(question.answer);
for (const { pageNo, quote } of question.citations) console.log(`  page ${pageNo}: "${quote}"`);

// Take a quiz on the first topic, answered blindly, and read what is right instead.
const [subject] = bodyOf(await client.GET('/subjects')).data;
const topic = `${subject?.slug}/${subject?.topics[0]?.slug}`;
const made = bodyOf(await client.POST('/quiz/generate', { params: { header }, body: { topic, count: 3 } }));
const quiz = await ended(async () =>
  bodyOf(await client.GET('/quiz/{id}', { params: { path: { id: made.id }, header } })),
);
const attempt = bodyOf(await client.POST('/quiz/{id}/start', { params: { path: { id: quiz.id } } }));
const result = bodyOf(
  await client.POST('/quiz/submit', {
    body: {
      attemptId: attempt.id,
      answers: attempt.questions.map(({ id: questionId, form }) => ({ questionId, answer: firstOf(form) })),
    },
  }),
);
console.log(`Quiz on ${topic}: ${Math.round((result.score ?? 0) * 100)} %, ${result.xp} XP`);
for (const { stem, result: marked } of result.questions) console.log(`  ${stem}\n    ${marked?.rightAnswer}`);

// Look at the board, which is made when a day is over, and at the dashboard.
const { data: board } = await client.GET('/leaderboard', { params: { query: { period: 'day', view: 'top' } } });
for (const { rank, displayName, xp } of board?.lines ?? []) console.log(`${rank}. ${displayName}: ${xp} XP`);
if (!board) console.log('There is no board before the first day is over.');
const { today, level, streak } = bodyOf(await client.GET('/dashboard'));
console.log(`Today ${today.xp} XP, level ${level?.level}, a streak of ${streak?.days} day(s)`);

/** The first of everything; nothing where something would have to be written. */
function firstOf(form: QuestionForm): QuizAnswer | null {
  switch (form.kind) {
    case 'single-choice':
      return { kind: form.kind, chosen: form.options[0]?.id ?? '' };
    case 'multiple-choice':
      return { kind: form.kind, chosen: form.options.slice(0, 1).map((option) => option.id) };
    case 'true-false':
      return { kind: form.kind, chosen: true };
    case 'ordering':
      return { kind: form.kind, order: form.items.map((item) => item.id) };
    default:
      return null;
  }
}
