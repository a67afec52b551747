import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import { modelAnswer } from '../../domain/quizzes/model-answer.js';
import type { GivenAnswer, QuestionForm, QuestionKey } from '../../domain/quizzes/question.js';
import { workflowIdOf } from '../../domain/runs/flows.js';
import { forEachConcurrent } from '../../lib/for-each-concurrent.js';
import { createLog } from '../../log.js';
import { startAttempt } from '../../services/quizzes/start-attempt.js';
import { systemClock } from '../../services/shared/clock.js';
import { createTemporalClient, createWorkflowStarter } from '../../temporal-config/client.js';
import { startApi } from '../api-process.js';
import type { Bench, Figures } from '../benchmark.js';
import { onTheBeat } from '../on-the-beat.js';
import { printTable, printTarget } from '../report.js';
import { type SignedIn, signIn } from '../sign-in.js';
import { percentile, rounded } from '../statistics.js';
import { addStudents } from '../students.js';
import { startWorker } from '../worker.js';

const PER_SECOND = 20;
const QUESTIONS = 10;
/** Every fourth attempt is timed, so that handing it in ends a timer, too. */
const TIMED_EVERY = 4;
const STUDENTS = 200;
const STARTS_AT_ONCE = 4;
const TARGET_MS = 50;

/** A question of the bank. */
interface BankQuestion {
  id: string;
  topicId: string;
  form: QuestionForm;
  key: QuestionKey;
}

/** What is handed in, by whom. */
interface Submission {
  token: string;
  body: string;
}

/**
 * Attempts at ten questions handed in at 20 a second over HTTP, with the worker running and its timers asleep. Students
 * have an attempt behind them, as most have: their streaks and levels are there.
 */
export async function measureSubmits(bench: Bench, db: Knex): Promise<Figures> {
  const seconds = bench.isShort ? 5 : 60;
  await startWorker(bench);
  const api = await startApi(bench);
  const students = await signIn(bench, db, await addStudents(db, STUDENTS));
  const first = await startAttempts(bench, db, students, { attempts: STUDENTS, from: 0 });
  bench.say(`${PER_SECOND * seconds} attempts …`);
  const later = await startAttempts(bench, db, students, { attempts: PER_SECOND * seconds, from: STUDENTS });
  const submit = (submissions: readonly Submission[]) => (index: number) => {
    const { token, body } = submissions[index] as Submission;
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    return fetch(`${api}/quiz/submit`, { method: 'POST', headers, body });
  };
  await onTheBeat(PER_SECOND, STUDENTS / PER_SECOND, submit(first));
  // What these have started is at rest by then.
  await sleep(2_000);
  bench.say(`${PER_SECOND} are handed in a second, for ${seconds} s …`);
  const times = await onTheBeat(PER_SECOND, seconds, submit(later));
  return report(times);
}

/**
 * Attempts by the product's own service, of quizzes that are ready, on two topics or three each: a student has the same
 * number of them as others, at other questions.
 */
async function startAttempts(
  { config }: Bench,
  db: Knex,
  students: readonly SignedIn[],
  { attempts, from }: { attempts: number; from: number },
): Promise<Submission[]> {
  const bank: BankQuestion[] = await db('quiz_questions')
    .whereNull('retiredAt')
    .orderBy(['topicId', 'id'])
    .select('id', 'topicId', 'form', 'key');
  const client = createTemporalClient(config);
  const starter = createWorkflowStarter(client, config.TASK_QUEUE_PREFIX);
  const deps = { db, starter, clock: systemClock, log: createLog('silent', 'bench') };
  const submissions: Submission[] = [];
  try {
    await forEachConcurrent(
      STARTS_AT_ONCE,
      Array.from({ length: attempts }, (_, at) => at),
      undefined,
      async (at) => {
        const caller = students[at % students.length] as SignedIn;
        const begin = (Math.floor((from + at) / students.length) + at) * QUESTIONS;
        const questions = Array.from({ length: QUESTIONS }, (_, n) => bank[(begin + n) % bank.length] as BankQuestion);
        const quizId = await insertQuiz(db, caller.userId, questions, at % TIMED_EVERY === 0);
        const attemptId = await startAttempt(deps, { caller, quizId });
        const answers = questions.map((question, n) => ({
          questionId: question.id,
          answer: answerTo(question, n % 3 > 0),
        }));
        submissions[at] = { token: caller.token, body: JSON.stringify({ attemptId, answers }) };
      },
    );
  } finally {
    await client.connection.close();
  }
  return submissions;
}

async function insertQuiz(
  db: Knex,
  userId: string,
  questions: readonly BankQuestion[],
  isTimed: boolean,
): Promise<string> {
  const id = randomUUID();
  const workflowId = workflowIdOf('generateQuiz', { id, runNo: 1 });
  await db('quizzes').insert({
    ...{ id, userId, topicId: questions[0]?.topicId, wished: QUESTIONS, questionCount: QUESTIONS, seed: id },
    ...{ status: 'ready', workflowId, finishedAt: systemClock(), timeLimitMinutes: isTimed ? 60 : null },
  });
  await db('quiz_items').insert(
    questions.map(({ id: questionId }, at) => ({ quizId: id, questionId, position: at + 1 })),
  );
  return id;
}

/** The right answer, or a wrong one where one is at hand; else nothing. */
function answerTo({ form, key }: BankQuestion, isRight: boolean): GivenAnswer | null {
  if (isRight) return modelAnswer(key);
  if (key.kind === 'true-false') return { kind: key.kind, chosen: !key.right };
  if (key.kind !== 'single-choice' || form.kind !== 'single-choice') return null;
  return { kind: key.kind, chosen: form.options.find(({ id }) => id !== key.right)?.id ?? '' };
}

function report(times: readonly number[]): Figures {
  const ms = (share: number) => rounded(percentile(times, share), 1);
  const [p50, p95, p99] = [ms(0.5), ms(0.95), ms(0.99)];
  printTable(
    [`${times.length} attempts, ${PER_SECOND} a second, ms`, 'p50', 'p95', 'p99'],
    [['POST /quiz/submit', String(p50), String(p95), String(p99)]],
  );
  const withinTarget = printTarget(`p95 under ${TARGET_MS} ms`, p95 < TARGET_MS);
  return { attempts: times.length, p50, p95, p99, withinTarget };
}
