import { makePdf } from '../../stack/sample/make-pdf.js';
import { body } from './body.js';
import { json } from './http.js';
import { ingest } from './ingest.js';
import type { ScriptedPart } from './openai-answers.js';
import { type Behavior, type OpenAiServerDouble, startOpenAiServer } from './openai-server.js';
import { createStudent, type Student } from './student.js';
import { startTestApp, type TestApp } from './test-app.js';
import type { TestWorker } from './worker-process.js';

/** The page of the material that questions are about. */
export const PAGE =
  'The heart of an octopus stops when it swims. An octopus has three hearts and blue blood. Its skin changes color.';

export interface TutorApp {
  app: TestApp;
  worker: TestWorker;
  /** Every request to it is a chat: what is searched for is embedded on this machine. */
  ai: OpenAiServerDouble;
  student: Student;
  /** A ready material of the student's with PAGE. */
  materialId: string;
}

/** Starts an app with a worker whose AI server a test scripts; closing the app stops them all. */
export async function startTutorApp(): Promise<TutorApp> {
  const ai = await startOpenAiServer();
  const app = await startTestApp({
    OPENAI_BASE_URL: ai.baseUrl,
    OPENAI_API_KEY: 'test-key',
    EMBEDDINGS_PROVIDER: 'offline',
    AI_FIRST_TOKEN_SECONDS: '5',
    GUIDES_PROVIDER: 'offline',
  });
  const worker = await app.startWorker();
  const student = await createStudent(app);
  const { id: materialId } = await readyMaterial(student, PAGE);
  const close = () => app.close().finally(() => ai.close());
  return { app: { ...app, close }, worker, ai, student, materialId };
}

/** Uploads a page of text, or several, and waits until questions may be asked of it. */
export async function readyMaterial(
  student: Student,
  pages: string | readonly string[],
  title = 'Notes',
): Promise<{ id: string }> {
  const file = await makePdf([pages].flat().map((text) => ({ text })));
  const material = await ingest(student, file, { title });
  if (material.status !== 'ready') throw new Error(`the material is ${material.status}`);
  return material;
}

/** Asks and waits for the end of the work. @returns what the response holds, with its HTTP status and headers */
export async function askTutor(student: Student, question: string, more: object = {}) {
  const response = await student.fetch('/ai/doubt', json('POST', { question, ...more }, { Prefer: 'wait=30' }));
  return { ...(await body(response)), httpStatus: response.status, headers: response.headers };
}

/** A draft of these parts. */
export const says = (answer: ScriptedPart[], more: object = {}): Behavior => ({
  kind: 'ok',
  answer: { supported: true, answer, ...more },
});

/** A sentence that cites the first passage. */
export const cite = (text: string, ...quotes: string[]): ScriptedPart => ({
  text,
  citations: quotes.map((quote) => ({ ref: 1, quote })),
});
