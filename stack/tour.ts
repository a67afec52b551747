/** A student's first hour over real HTTP. `npm run tour` walks it again, as a new student, against a system that runs. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type ApiClient, createApiClient } from '../api-client/client.js';
import type { components } from '../api-client/schema.js';
import { portsFromEnvironment } from './ports.js';
import { createProgress, type Progress } from './progress.js';
import { SAMPLE_PDF } from './sample/source.js';

type Material = components['schemas']['Material'];
type Question = components['schemas']['Question'];
type AskedQuestion = components['schemas']['AttemptQuestion'];

const PASSWORD = 'demo-password-1';
/** The answer stands on the scanned page only. */
const QUESTION = 'How large is the tidal range at Burntcoat Head?';
/** Longest that the tour waits for the end of one piece of work. */
const PATIENCE_MS = 180_000;

/**
 * Signs up, uploads the sample, watches its pages, asks, shows the cited answer and what it brought, reads a lesson,
 * takes a quiz on its topic, and ends with the dashboard.
 * @throws Error in a sentence, when a step does not give what it should.
 */
export async function runTour({ apiUrl, uiUrl }: { apiUrl: string; uiUrl: string }): Promise<void> {
  const progress = createProgress();
  progress.line("\nA student's first hour");
  const { email, client } = await signUp(apiUrl);
  progress.line(`  1. ${email} signed up.`);
  const uploaded = await upload(client);
  progress.line(`  2. Uploaded "${uploaded.title}", ${Math.round(uploaded.bytes / 1024)} KiB; one page is a scan.`);
  const material = await watch(client, uploaded, progress);
  await tellPages(client, material, progress);
  const message = await progress.step(`  3. Asking: ${QUESTION}`, ask(client, material));
  tellAnswer(message, progress);
  await tellGame(client, progress);
  const topic = await readLesson(client, progress);
  if (topic !== undefined) await takeQuiz(client, topic, progress);
  await tellDashboard(client, progress);
  progress.line(`  All runs in the Temporal UI: ${uiUrl}/namespaces/default/workflows\n`);
  progress.end();
}

/** The demo student, or a new one where the demo student has been on a tour before. */
async function signUp(apiUrl: string): Promise<{ email: string; client: ApiClient }> {
  const client = createApiClient(apiUrl);
  for (const email of ['demo@scholium.local', `demo-${Date.now()}@scholium.local`]) {
    const { data, response } = await client.POST('/auth/signup', {
      body: { email, password: PASSWORD, displayName: 'Demo Student' },
    });
    if (data) {
      client.use({
        onRequest: ({ request }) => request.headers.set('Authorization', `Bearer ${data.tokens.accessToken}`),
      });
      return { email, client };
    }
    if (response.status !== 409) throw new Error(`sign-up was answered ${response.status}`);
  }
  throw new Error('no demo student could be made');
}

async function upload(client: ApiClient): Promise<Material> {
  const form = new FormData();
  form.set('title', 'How the tides work');
  form.set('file', new Blob([await readFile(SAMPLE_PDF)]), 'tides.pdf');
  const { data, response } = await client.POST('/materials/upload', {
    body: { file: '' },
    bodySerializer: () => form,
  });
  if (!data) throw new Error(`the upload was answered ${response.status}`);
  return data;
}

/** Shows each page as it is done, until the work on the material is over. */
async function watch(client: ApiClient, { id }: Material, progress: Progress): Promise<Material> {
  const until = Date.now() + PATIENCE_MS;
  let shown = -1;
  while (Date.now() < until) {
    const { data } = await client.GET('/materials/{id}', { params: { path: { id }, header: { Prefer: 'wait=1' } } });
    if (!data) throw new Error('the material is gone');
    if (data.pageCount !== null && data.pagesDone !== shown) {
      shown = data.pagesDone;
      progress.bar('     Reading pages', shown, data.pageCount);
    }
    if (data.status === 'ready') return data;
    if (data.status !== 'queued' && data.status !== 'processing') {
      throw new Error(`ingestion ended ${data.status} (${data.failure ?? 'no reason given'})`);
    }
  }
  throw new Error(`ingestion took longer than ${PATIENCE_MS / 1_000} s`);
}

async function tellPages(client: ApiClient, { id }: Material, progress: Progress): Promise<void> {
  const { data } = await client.GET('/materials/{id}/pages', { params: { path: { id }, query: { limit: 100 } } });
  const pages = data?.data ?? [];
  const scanned = pages.filter(({ method }) => method === 'ocr');
  const named = scanned.map(({ pageNo, confidence }) => `page ${pageNo}, confidence ${percent(confidence)}`).join('; ');
  progress.line(`     Ready: ${pages.length} pages, ${scanned.length} read by OCR (${named}).`);
}

const percent = (share: number | null) => `${Math.round((share ?? 0) * 100)} %`;

async function ask(client: ApiClient, { id }: Material): Promise<Question> {
  const until = Date.now() + PATIENCE_MS;
  const header = { Prefer: 'wait=30' };
  const asked = await client.POST('/materials/query', {
    params: { header },
    body: { question: QUESTION, materialIds: [id] },
  });
  let message = asked.data;
  while (message && ['queued', 'processing'].includes(message.status) && Date.now() < until) {
    const path = { id: message.id };
    message = (await client.GET('/ai/doubt/messages/{id}', { params: { path, header } })).data;
  }
  if (message?.status !== 'answered') throw new Error(`the question ended ${message?.status ?? 'without an answer'}`);
  return message;
}

function tellAnswer({ answer, citations, provider }: Question, progress: Progress): void {
  progress.line(`     ${provider} answers: ${answer}`);
  for (const { pageNo, quote } of citations) progress.line(`     page ${pageNo}: "${quote.replaceAll(/\s+/g, ' ')}"`);
}

async function tellGame(client: ApiClient, progress: Progress): Promise<void> {
  const { data } = await client.GET('/gamification/status');
  if (!data) throw new Error('the status was refused');
  const { xp, level, nextLevelXp, streak, latestAchievements } = data;
  const days = `${streak.days} ${streak.days === 1 ? 'day' : 'days'}`;
  const earned = latestAchievements.map(({ title }) => `"${title}"`).join(', ');
  progress.line(
    `  4. ${xp} XP, level ${level} (the next at ${nextLevelXp}), a streak of ${days}, achievements: ${earned}.`,
  );
}

/** Where the first subject has a lesson, reads the first one. @returns its topic */
async function readLesson(client: ApiClient, progress: Progress): Promise<string | undefined> {
  const { data: subjects } = await client.GET('/subjects');
  const topics = subjects?.data.flatMap((subject) => subject.topics) ?? [];
  for (const { slug } of topics) {
    const { data: lessons } = await client.GET('/lessons/{topic}', { params: { path: { topic: slug } } });
    const lesson = lessons?.data[0];
    if (!lesson) continue;
    const { data } = await client.POST('/lessons/{id}/complete', { params: { path: { id: lesson.id } } });
    if (!data) throw new Error('the lesson could not be completed');
    const { title, minutes, keyPoints } = data.lesson;
    progress.line(`  5. Read "${title}" (${minutes} minutes, ${keyPoints.length} key points): ${data.xp} XP.`);
    return data.lesson.topic;
  }
  return undefined;
}

/** Takes what stands first everywhere, and shows what is right instead, and where the lesson says so. */
async function takeQuiz(client: ApiClient, topic: string, progress: Progress): Promise<void> {
  const { data: quiz } = await client.POST('/quiz/generate', {
    params: { header: { Prefer: 'wait=30' } },
    body: { topic, count: 5 },
  });
  if (quiz?.status !== 'ready')
    throw new Error(`the quiz ended ${quiz?.failure ?? quiz?.status ?? 'without an answer'}`);
  const { data: attempt } = await client.POST('/quiz/{id}/start', { params: { path: { id: quiz.id } } });
  if (!attempt) throw new Error('the quiz could not be started');
  const answers = attempt.questions.map(({ id: questionId, form }) => ({ questionId, answer: firstOf(form) }));
  const { data: result } = await client.POST('/quiz/submit', { body: { attemptId: attempt.id, answers } });
  if (!result) throw new Error('the quiz could not be handed in');
  const right = result.questions.filter((one) => one.result?.mark === 1).length;
  progress.line(
    `  6. A quiz on ${topic}, answered blindly: ${right} of ${result.questions.length} right, ${percent(result.score)}, ${result.xp} XP.`,
  );
  const missed = result.questions.find((one) => one.result && one.result.mark < 1);
  if (!missed?.result) return;
  progress.line(`     ${missed.stem.replaceAll(/\s+/g, ' ')} ${missed.result.rightAnswer.replaceAll('\n', '; ')}`);
  progress.line(
    `     section "${missed.result.citation.section}": "${missed.result.citation.quote.replaceAll(/\s+/g, ' ')}"`,
  );
}

/** The first of everything; nothing where something would have to be written. */
function firstOf(form: AskedQuestion['form']): AskedQuestion['answer'] {
  switch (form.kind) {
    case 'single-choice':
      return { kind: form.kind, chosen: form.options[0]?.id ?? '' };
    case 'multiple-choice':
      return { kind: form.kind, chosen: form.options.slice(0, 1).map(({ id }) => id) };
    case 'true-false':
      return { kind: form.kind, chosen: true };
    case 'ordering':
      return { kind: form.kind, order: form.items.map(({ id }) => id) };
    case 'matching':
      return {
        kind: form.kind,
        pairs: Object.fromEntries(form.prompts.map(({ id }, at) => [id, form.options[at]?.id ?? ''])),
      };
    default:
      return null;
  }
}

async function tellDashboard(client: ApiClient, progress: Progress): Promise<void> {
  const { data } = await client.GET('/dashboard');
  if (!data) throw new Error('the dashboard was refused');
  const { today, level, recommendations, notices, missing } = data;
  if (missing.length > 0) throw new Error(`the dashboard lacks ${missing.join(', ')}`);
  progress.line(
    `  7. The dashboard: ${today.xp} XP today, level ${level?.level}, ${today.minutes} of ${today.goalMinutes} minutes, ${notices?.unseen} notices.`,
  );
  const next = recommendations?.[0];
  if (!next) throw new Error('nothing is recommended after a lesson');
  progress.line(`     Next: ${next.title} (${next.minutes} min). ${next.reason}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { api, temporalUi } = portsFromEnvironment(process.env);
  const urls = { apiUrl: `http://127.0.0.1:${api}`, uiUrl: `http://127.0.0.1:${temporalUi}` };
  await runTour(urls).catch((error: Error & { cause?: { code?: string } }) => {
    const away = error.cause?.code === 'ECONNREFUSED';
    console.error(
      away ? `Nothing answers on ${urls.apiUrl}; run npm start first.` : `The tour stopped: ${error.message}`,
    );
    process.exit(1);
  });
}
