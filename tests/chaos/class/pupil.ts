import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { components } from '../../../api-client/schema.js';
import { makePdf } from '../../../stack/sample/make-pdf.js';
import { createStudent, type Student } from '../../support/sign-up.js';
import { persist, type Tally } from './calls.js';

type AskedQuestion = components['schemas']['QuizAttempt']['questions'][number];

/** What the API has said that it has: it is looked for afterwards, under its table. */
export interface Promised {
  table: 'materials' | 'questions' | 'quizzes' | 'review_cards' | 'lesson_progress' | 'quiz_attempts';
  id: string;
  /** Of a lesson, whose id many share. */
  userId: string;
}

/** What the pupils of a class share. */
export interface Class {
  api: { url: string };
  random: () => number;
  isOver: () => boolean;
  tally: Tally;
  promised: Promised[];
  /** What was told too early, or is wrong in an answer. */
  faults: string[];
  /** Lessons with their topics. */
  lessons: readonly { id: string; topic: string }[];
  /** What nobody may read of a question before it is handed in, by its id. */
  secrets: ReadonlyMap<string, readonly string[]>;
  /** Friend codes of all. */
  codes: string[];
}

/** Somebody of a class, who studies. */
export interface Pupil {
  student: Student;
  /** Those that were acknowledged, with the word that stands in no other. */
  materials: { id: string; word: string }[];
  cards: string[];
}

/** Signs one up; where the API is away, once it is back. */
export async function joinClass(school: Class): Promise<Pupil | undefined> {
  while (!school.isOver()) {
    const student = await createStudent(school).catch(() => undefined);
    if (student) return { student, materials: [], cards: [] };
    await pause(500);
  }
  return undefined;
}

/** What a pupil does. */
type Deed = (pupil: Pupil, school: Class) => Promise<void>;

const idempotent = () => ({ 'Idempotency-Key': randomUUID() });
const pick = <T>(items: readonly T[], { random }: Class): T | undefined => items[Math.floor(random() * items.length)];

const call = <T>(school: Class, made: () => Promise<{ data?: T | undefined; response: Response }>) =>
  persist(made, school).then((answer) => (answer && 'data' in answer ? answer.data : undefined));

const promise = ({ promised }: Class, { student }: Pupil, table: Promised['table'], id: string | undefined) =>
  id !== undefined && promised.push({ table, id, userId: student.id });

/** Something that nobody else's document tells. */
const factOf = (word: string) =>
  `The tides of ${word} are moved by the moon. At ${word} the range of the tide is seven metres.`;

const upload: Deed = async (pupil, school) => {
  const word = `Bay${Math.floor(school.random() * 1e9)}`;
  const pages = Array.from({ length: 1 + Math.floor(school.random() * 3) }, (_, at) => ({
    text: `${factOf(word)} This is page ${at + 1}.`,
    scanned: school.random() < 0.1,
  }));
  const file = await makePdf(pages);
  const header = idempotent();
  const material = await call(school, () => {
    const form = new FormData();
    form.set('title', word);
    form.set('file', new Blob([Buffer.from(file)]), 'notes.pdf');
    return pupil.student.client.POST('/materials/upload', {
      params: { header },
      body: { file: '' },
      bodySerializer: () => form,
    });
  });
  promise(school, pupil, 'materials', material?.id);
  if (material) pupil.materials.push({ id: material.id, word });
};

const ask: Deed = async (pupil, school) => {
  const material = pick(pupil.materials, school);
  const header = idempotent();
  const question = material ? `How large is the range of the tide at ${material.word}?` : 'What moves the tides?';
  const asked = await call(school, () =>
    pupil.student.client.POST('/ai/doubt', {
      params: { header },
      body: { question, ...(material ? { materialIds: [material.id] } : {}) },
    }),
  );
  promise(school, pupil, 'questions', asked?.id);
};

const read: Deed = async (pupil, school) => {
  const lesson = pick(school.lessons, school);
  if (!lesson) return;
  const path = { id: lesson.id };
  await call(school, () => pupil.student.client.POST('/lessons/{id}/start', { params: { path } }));
  const done = await call(school, () => pupil.student.client.POST('/lessons/{id}/complete', { params: { path } }));
  if (done) promise(school, pupil, 'lesson_progress', lesson.id);
};

const quiz: Deed = async (pupil, school) => {
  const lesson = pick(school.lessons, school);
  if (!lesson) return;
  const { client } = pupil.student;
  const header = idempotent();
  const body = { topic: lesson.topic, count: 5, timeLimitMinutes: 1 + Math.floor(school.random() * 5) };
  const asked = await call(school, () => client.POST('/quiz/generate', { params: { header }, body }));
  promise(school, pupil, 'quizzes', asked?.id);
  const path = { id: asked?.id ?? '' };
  let made = asked;
  while (made && ['queued', 'processing'].includes(made.status) && !school.isOver()) {
    await pause(500);
    made = await call(school, () => client.GET('/quiz/{id}', { params: { path } }));
  }
  if (made?.status !== 'ready') return;
  const attempt = await call(school, () => client.POST('/quiz/{id}/start', { params: { path } }));
  if (!attempt) return;
  lookForKeys(JSON.stringify([made, attempt]), attempt.questions, school);
  // Some leave a quiz to its deadline.
  if (school.random() < 0.2) return;
  const answers = attempt.questions.map(({ id: questionId, form }) => ({ questionId, answer: anyOf(form, school) }));
  const result = await call(school, () => client.POST('/quiz/submit', { body: { attemptId: attempt.id, answers } }));
  if (result?.status === 'ended') promise(school, pupil, 'quiz_attempts', attempt.id);
};

/** Nothing of what is right may have been told by now. */
function lookForKeys(told: string, questions: readonly AskedQuestion[], { secrets, faults }: Class): void {
  for (const { id } of questions) {
    const secret = secrets.get(id)?.find((one) => told.includes(JSON.stringify(one).slice(1, -1)));
    if (secret !== undefined) faults.push(`of the question ${id} was told before its time what is right`);
  }
}

function anyOf(form: AskedQuestion['form'], school: Class): AskedQuestion['answer'] {
  switch (form.kind) {
    case 'single-choice':
      return { kind: form.kind, chosen: pick(form.options, school)?.id ?? '' };
    case 'multiple-choice':
      return { kind: form.kind, chosen: form.options.slice(0, 1).map(({ id }) => id) };
    case 'true-false':
      return { kind: form.kind, chosen: school.random() < 0.5 };
    case 'ordering':
      return { kind: form.kind, order: form.items.map(({ id }) => id) };
    default:
      return null;
  }
}

const study: Deed = async (pupil, school) => {
  const { client } = pupil.student;
  const current = await call(school, () => client.GET('/study/current'));
  const session = current && 'session' in current ? current.session : undefined;
  if (!session) await call(school, () => client.POST('/study/start', { body: { mode: 'free' } }));
  else if (school.random() < 0.6)
    await call(school, () => client.POST('/study/heartbeat', { body: { kind: 'focus' } }));
  else await call(school, () => client.POST('/study/end'));
};

const review: Deed = async (pupil, school) => {
  const { client } = pupil.student;
  const header = idempotent();
  const body = { front: `What moves the tide ${randomUUID()}?`, back: 'The moon.', tags: [] };
  const card = await call(school, () => client.POST('/cards', { params: { header }, body }));
  promise(school, pupil, 'review_cards', card?.id);
  const path = { cardId: card?.id ?? '' };
  const requestKey = randomUUID();
  const grade = pick(['again', 'hard', 'good', 'easy'] as const, school) ?? 'good';
  if (!card) return;
  const done = await call(school, () =>
    client.POST('/reviews/{cardId}', { params: { path }, body: { grade, requestKey } }),
  );
  if (done && school.random() < 0.1)
    await call(school, () => client.POST('/reviews/undo', { body: { reviewId: done.review.id } }));
};

const befriend: Deed = async ({ student: { client } }, school) => {
  const own = await call(school, () => client.POST('/friends/code', { body: { renew: false } }));
  if (own && !school.codes.includes(own.code)) school.codes.push(own.code);
  const code = pick(school.codes, school);
  if (code && code !== own?.code) await call(school, () => client.POST('/friends/add', { body: { code } }));
  const requests = await call(school, () => client.GET('/friends/requests'));
  for (const { id } of requests?.data ?? [])
    await call(school, () => client.POST('/friends/{id}/accept', { params: { path: { id } } }));
};

const look: Deed = async ({ student: { client } }, school) => {
  await call(school, () => client.GET('/dashboard'));
  await call(school, () => client.GET('/gamification/status'));
  await call(school, () => client.GET('/notices'));
};

/** What is done, the more often the more often it stands here. */
export const DEEDS = { upload, ask, read, quiz, study, review, befriend, look } satisfies Record<string, Deed>;

const OFTEN = [upload, ask, ask, read, quiz, quiz, study, study, review, review, befriend, look];

/** How long somebody does nothing between two deeds, at most. */
const REST_MS = 10_000;

/** Lives until the lesson is over: one deed after another, in a random order. */
export async function live(pupil: Pupil, school: Class): Promise<void> {
  while (!school.isOver()) {
    await pick(OFTEN, school)?.(pupil, school);
    await pause(school.random() * REST_MS);
  }
}
