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

/** What classmates share. */
export interface Classroom {
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

/** A student of a class, who studies. */
export interface Classmate {
  student: Student;
  /** Those that were acknowledged, with the word that stands in no other. */
  materials: { id: string; word: string }[];
  cards: string[];
}

/** Signs one up; where the API is away, once it is back. */
export async function signUpClassmate(classroom: Classroom): Promise<Classmate | undefined> {
  while (!classroom.isOver()) {
    const student = await createStudent(classroom).catch(() => undefined);
    if (student) return { student, materials: [], cards: [] };
    await pause(500);
  }
  return undefined;
}

/** What a classmate does. */
type Deed = (classmate: Classmate, classroom: Classroom) => Promise<void>;

const idempotent = () => ({ 'Idempotency-Key': randomUUID() });
const pick = <T>(items: readonly T[], { random }: Classroom): T | undefined =>
  items[Math.floor(random() * items.length)];

const call = <T>(classroom: Classroom, made: () => Promise<{ data?: T | undefined; response: Response }>) =>
  persist(made, classroom).then((outcome) => (outcome && 'data' in outcome ? outcome.data : undefined));

const promise = ({ promised }: Classroom, { student }: Classmate, table: Promised['table'], id: string | undefined) =>
  id !== undefined && promised.push({ table, id, userId: student.id });

/** Something that nobody else's document tells. */
const factOf = (word: string) =>
  `The tides of ${word} are moved by the moon. At ${word} the range of the tide is seven metres.`;

const upload: Deed = async (classmate, classroom) => {
  const word = `Bay${Math.floor(classroom.random() * 1e9)}`;
  const pages = Array.from({ length: 1 + Math.floor(classroom.random() * 3) }, (_, at) => ({
    text: `${factOf(word)} This is page ${at + 1}.`,
    scanned: classroom.random() < 0.1,
  }));
  const file = await makePdf(pages);
  const header = idempotent();
  const material = await call(classroom, () => {
    const form = new FormData();
    form.set('title', word);
    form.set('file', new Blob([Buffer.from(file)]), 'notes.pdf');
    return classmate.student.client.POST('/materials/upload', {
      params: { header },
      body: { file: '' },
      bodySerializer: () => form,
    });
  });
  promise(classroom, classmate, 'materials', material?.id);
  if (material) classmate.materials.push({ id: material.id, word });
};

const ask: Deed = async (classmate, classroom) => {
  const material = pick(classmate.materials, classroom);
  const header = idempotent();
  const question = material ? `How large is the range of the tide at ${material.word}?` : 'What moves the tides?';
  const asked = await call(classroom, () =>
    classmate.student.client.POST('/ai/doubt', {
      params: { header },
      body: { question, ...(material ? { materialIds: [material.id] } : {}) },
    }),
  );
  promise(classroom, classmate, 'questions', asked?.id);
};

const read: Deed = async (classmate, classroom) => {
  const lesson = pick(classroom.lessons, classroom);
  if (!lesson) return;
  const path = { id: lesson.id };
  await call(classroom, () => classmate.student.client.POST('/lessons/{id}/start', { params: { path } }));
  const done = await call(classroom, () =>
    classmate.student.client.POST('/lessons/{id}/complete', { params: { path } }),
  );
  if (done) promise(classroom, classmate, 'lesson_progress', lesson.id);
};

const quiz: Deed = async (classmate, classroom) => {
  const lesson = pick(classroom.lessons, classroom);
  if (!lesson) return;
  const { client } = classmate.student;
  const header = idempotent();
  const body = { topic: lesson.topic, count: 5, timeLimitMinutes: 1 + Math.floor(classroom.random() * 5) };
  const asked = await call(classroom, () => client.POST('/quiz/generate', { params: { header }, body }));
  promise(classroom, classmate, 'quizzes', asked?.id);
  const path = { id: asked?.id ?? '' };
  let made = asked;
  while (made && ['queued', 'processing'].includes(made.status) && !classroom.isOver()) {
    await pause(500);
    made = await call(classroom, () => client.GET('/quiz/{id}', { params: { path } }));
  }
  if (made?.status !== 'ready') return;
  const attempt = await call(classroom, () => client.POST('/quiz/{id}/start', { params: { path } }));
  if (!attempt) return;
  lookForKeys(JSON.stringify([made, attempt]), attempt.questions, classroom);
  // Some leave a quiz to its deadline.
  if (classroom.random() < 0.2) return;
  const answers = attempt.questions.map(({ id: questionId, form }) => ({ questionId, answer: anyOf(form, classroom) }));
  const result = await call(classroom, () => client.POST('/quiz/submit', { body: { attemptId: attempt.id, answers } }));
  if (result?.status === 'ended') promise(classroom, classmate, 'quiz_attempts', attempt.id);
};

/** Nothing of what is right may have been told by now. */
function lookForKeys(told: string, questions: readonly AskedQuestion[], { secrets, faults }: Classroom): void {
  for (const { id } of questions) {
    const secret = secrets.get(id)?.find((one) => told.includes(JSON.stringify(one).slice(1, -1)));
    if (secret !== undefined) faults.push(`of the question ${id} was told before its time what is right`);
  }
}

function anyOf(form: AskedQuestion['form'], classroom: Classroom): AskedQuestion['answer'] {
  switch (form.kind) {
    case 'single-choice':
      return { kind: form.kind, chosen: pick(form.options, classroom)?.id ?? '' };
    case 'multiple-choice':
      return { kind: form.kind, chosen: form.options.slice(0, 1).map(({ id }) => id) };
    case 'true-false':
      return { kind: form.kind, chosen: classroom.random() < 0.5 };
    case 'ordering':
      return { kind: form.kind, order: form.items.map(({ id }) => id) };
    default:
      return null;
  }
}

const study: Deed = async (classmate, classroom) => {
  const { client } = classmate.student;
  const current = await call(classroom, () => client.GET('/study/current'));
  const session = current && 'session' in current ? current.session : undefined;
  if (!session) await call(classroom, () => client.POST('/study/start', { body: { mode: 'free' } }));
  else if (classroom.random() < 0.6)
    await call(classroom, () => client.POST('/study/heartbeat', { body: { kind: 'focus' } }));
  else await call(classroom, () => client.POST('/study/end'));
};

const review: Deed = async (classmate, classroom) => {
  const { client } = classmate.student;
  const header = idempotent();
  const body = { front: `What moves the tide ${randomUUID()}?`, back: 'The moon.', tags: [] };
  const card = await call(classroom, () => client.POST('/cards', { params: { header }, body }));
  promise(classroom, classmate, 'review_cards', card?.id);
  const path = { cardId: card?.id ?? '' };
  const requestKey = randomUUID();
  const grade = pick(['again', 'hard', 'good', 'easy'] as const, classroom) ?? 'good';
  if (!card) return;
  const done = await call(classroom, () =>
    client.POST('/reviews/{cardId}', { params: { path }, body: { grade, requestKey } }),
  );
  if (done && classroom.random() < 0.1)
    await call(classroom, () => client.POST('/reviews/undo', { body: { reviewId: done.review.id } }));
};

const befriend: Deed = async ({ student: { client } }, classroom) => {
  const own = await call(classroom, () => client.POST('/friends/code', { body: { renew: false } }));
  if (own && !classroom.codes.includes(own.code)) classroom.codes.push(own.code);
  const code = pick(classroom.codes, classroom);
  if (code && code !== own?.code) await call(classroom, () => client.POST('/friends/add', { body: { code } }));
  const requests = await call(classroom, () => client.GET('/friends/requests'));
  for (const { id } of requests?.data ?? [])
    await call(classroom, () => client.POST('/friends/{id}/accept', { params: { path: { id } } }));
};

const look: Deed = async ({ student: { client } }, classroom) => {
  await call(classroom, () => client.GET('/dashboard'));
  await call(classroom, () => client.GET('/gamification/status'));
  await call(classroom, () => client.GET('/notices'));
};

/** What is done, the more often the more often it stands here. */
export const DEEDS = { upload, ask, read, quiz, study, review, befriend, look } satisfies Record<string, Deed>;

const OFTEN = [upload, ask, ask, read, quiz, quiz, study, study, review, review, befriend, look];

/** How long somebody does nothing between two deeds, at most. */
const REST_MS = 10_000;

/** Lives until the lesson is over: one deed after another, in a random order. */
export async function live(classmate: Classmate, classroom: Classroom): Promise<void> {
  while (!classroom.isOver()) {
    await pick(OFTEN, classroom)?.(classmate, classroom);
    await pause(classroom.random() * REST_MS);
  }
}
