import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listOperations } from '../../api/app.js';
import type { Operation } from '../../api/contract/operation.js';
import { originalKey } from '../../domain/object-keys.js';
import { issueCode } from '../../services/auth/one-time-codes.js';
import { recommendationId } from '../../services/recommendations/recommendation-id.js';
import { body } from '../support/body.js';
import { behindProxies, type Engine, type EngineProxies, startEngineProxies } from '../support/engine-proxies.js';
import {
  buildBlock,
  buildCard,
  buildFriendRequest,
  buildFriendship,
  buildIdentity,
  buildLesson,
  buildMaterial,
  buildNotice,
  buildPause,
  buildQuestion,
  buildQuiz,
  buildQuizAnswer,
  buildQuizAttempt,
  buildQuizItems,
  buildQuizQuestion,
  buildSession,
  buildStudent,
  buildStudySession,
  buildTopic,
} from '../support/factories/index.js';
import { type GoogleDouble, startGoogle } from '../support/google.js';
import { twoColors } from '../support/images.js';
import { listKeys } from '../support/objects.js';
import { callsOf, type OperationCall } from '../support/operation-calls.js';
import { databaseNow, type RowShapes, rowShapes, shapeChanges } from '../support/row-shapes.js';
import { createStudent, PASSWORD, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let google: GoogleDouble;
let proxies: EngineProxies;
let image: Buffer;
beforeAll(async () => {
  google = await startGoogle();
  proxies = await startEngineProxies();
  app = await startTestApp(google.env, behindProxies(proxies));
  image = await twoColors(64, 64).png().toBuffer();
});
afterAll(async () => {
  await proxies.passAll();
  await app.close();
  await proxies.close();
  await google.stop();
});

/** What changes something by being called: its effect may be lost, or come twice. */
const operations = listOperations().filter(({ method }) => method !== 'get');

/** In what state the material and the question must be for the operation to do something. */
const STATES: Record<string, { material?: 'queued' | 'failed'; question?: 'queued' | 'failed' }> = {
  cancelMaterial: { material: 'queued' },
  retryMaterial: { material: 'failed' },
  cancelQuestion: { question: 'queued' },
  retryQuestion: { question: 'failed' },
};

/** Those that need a login begun in a browser, or an avatar, to have an effect; and one that only refuses. */
const WITHOUT_EFFECT = ['exchange', 'removeAvatar'];

/** Those that need an open study session. */
const IN_SESSION = ['beatStudy', 'endStudy'];
/** One that was heard of longer ago than a gap counts, so that each counts the same. */
const OPEN_SESSION = () => ({
  status: 'running' as const,
  startedAt: new Date(Date.now() - 5 * 60_000),
  lastBeatAt: new Date(Date.now() - 3 * 60_000),
});

/** Those that change what is between friends. */
const OF_FRIENDS = ['removeFriend', 'blockFriend'];

const CODE_KINDS: Record<string, 'reset-password' | 'unsubscribe'> = {
  resetPassword: 'reset-password',
  unsubscribe: 'unsubscribe',
};

const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** A student with one of everything, for whom an operation has something to do. */
interface Subject {
  student: Student;
  /** Before anything of it was made. */
  since: Date;
  calls: OperationCall[];
}

async function newSubject(operation: Operation): Promise<Subject> {
  const since = await databaseNow(app.db);
  const student = await createStudent(app);
  const userId = student.id;
  const { material: status = 'ready', question = 'answered' } = STATES[operation.id] ?? {};
  const [material, asked, session] = await Promise.all([
    buildMaterial(app.db, { ownerId: userId, status }),
    buildQuestion(app.db, { userId, status: question }),
    buildSession(app.db, { userId }),
  ]);
  const { id: topicId } = await buildTopic(app.db);
  const lesson = await buildLesson(app.db, { topicId });
  const quiz = await quizFor(operation, { userId, topicId, lessonId: lesson.id });
  const pause = await buildPause(app.db, { userId, firstDay: dayIn(10), lastDay: dayIn(12) });
  const notice = await buildNotice(app.db, { userId });
  // One that is changed gets a topic: shapes of rows do not tell texts apart.
  const card = await buildCard(app.db, { userId, topicId: operation.id === 'changeCard' ? null : topicId });
  const reviewId = operation.id === 'undoReview' ? await reviewOnce(student, card.id) : randomUUID();
  if (IN_SESSION.includes(operation.id)) await buildStudySession(app.db, { userId, ...OPEN_SESSION() });
  if (operation.id === 'unsubscribe') {
    await app.db('user_preferences').insert({ userId, streakMails: true }).onConflict('userId').merge();
  }
  if (operation.id === 'unlinkGoogle') await buildIdentity(app.db, { userId, issuer: google.issuer });
  const kind = CODE_KINDS[operation.id] ?? 'verify-email';
  const { id: personId } = await buildStudent(app.db);
  if (OF_FRIENDS.includes(operation.id)) await buildFriendship(app.db, userId, personId);
  else if (operation.id === 'unblockFriend') await buildBlock(app.db, { blockerId: userId, blockedId: personId });
  else await buildFriendRequest(app.db, { senderId: personId, receiverId: userId });
  const sent = await buildFriendRequest(app.db, { senderId: userId });
  const values = {
    email: operation.id === 'signUp' ? `${randomUUID()}@example.org` : student.email,
    password: PASSWORD,
    newPassword: `${PASSWORD} anew`,
    displayName: 'Test Student',
    boardVisibility: 'nobody',
    locale: 'en',
    timeZone: 'UTC',
    refreshToken: student.refreshToken,
    idToken: await google.idToken(),
    code:
      operation.id === 'addFriend'
        ? 'ABCDEFGK'
        : await issueCode({ kind, userId, lifeMinutes: 5, now: new Date() }, app.db),
    subjects: ['biology'],
    preferences: { dailyMinutes: 30 },
    topic: operation.id === 'generateQuiz' ? 'computer-science/data-representation' : 'biology/cells',
    question: 'When does the tide come in?',
    from: dayIn(20),
    to: dayIn(21),
    noticeIds: [notice.id],
    position: 0.5,
    reviewId,
    front: 'When is high tide?',
    format: 'csv',
    file: 'What is ebb?,Low tide',
    attemptId: quiz.attemptId,
    answer: { kind: 'single-choice', chosen: 'right' },
  };
  const ids: Record<string, string> = {
    materials: material.id,
    messages: asked.id,
    doubt: asked.threadId,
    sessions: session.id,
    pauses: pause.id,
    lessons: lesson.id,
    cards: card.id,
    reviews: card.id,
    friends: personId,
    requests: sent.id,
    recommendations: recommendationId(userId, 'reviews'),
    quiz: quiz.id,
    attempts: quiz.attemptId,
    answers: quiz.questionId,
    questions: quiz.questionId,
  };
  const query = { unsubscribe: `?code=${values.code}` }[operation.id] ?? '';
  // No two files are the same one.
  const file = Buffer.concat([image, randomBytes(8)]);
  const calls = callsOf(operation, { idOf: (word) => ids[word] ?? randomUUID(), values, file });
  return { student, since, calls: calls.map((call) => ({ ...call, path: `${call.path}${query}` })) };
}

/** A quiz, with an attempt that is open for whatever needs one. */
async function quizFor({ id: operation }: Operation, about: { userId: string; topicId: string; lessonId: string }) {
  const { userId, ...place } = about;
  const { id: questionId } = await buildQuizQuestion(app.db, place);
  const quiz = await buildQuiz(app.db, about);
  await buildQuizItems(app.db, quiz.id, [questionId]);
  const isTimed = operation === 'submitQuiz';
  const isPaused = operation === 'resumeQuizAttempt';
  const attempt = await buildQuizAttempt(app.db, {
    ...{ userId, quizId: quiz.id, status: operation === 'startQuiz' ? 'ended' : 'running' },
    ...(isTimed || operation === 'startQuiz'
      ? {}
      : { deadline: null, workflowId: null, closesAt: null, nextCheckAt: null }),
    // From now on, so that it counts the same whenever it ends.
    ...(isPaused ? { pausedAt: new Date(Date.now() + 3_600_000) } : {}),
  });
  await buildQuizAnswer(app.db, {
    ...{ attemptId: attempt.id, questionId, userId, isGraded: operation === 'startQuiz' },
    answer: operation === 'saveQuizAnswer' ? null : { kind: 'single-choice', chosen: 'wrong' },
  });
  return { id: quiz.id, attemptId: attempt.id, questionId };
}

/** Reviews a card. @returns the review's id */
async function reviewOnce(student: Student, cardId: string): Promise<string> {
  const response = await student.fetch(`/reviews/${cardId}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ grade: 'good' }),
  });
  return (await body(response)).review.id;
}

/** Which of an operation's bodies is sent, and under which key. */
interface Sent {
  body: number;
  key: string | undefined;
}

function send({ student, calls }: Subject, { body, key }: Sent): Promise<Response> {
  const { path, init } = calls[body] as OperationCall;
  return student.fetch(path, { ...init, headers: { ...init.headers, ...(key ? { 'Idempotency-Key': key } : {}) } });
}

const SYNC = Buffer.from([0x53, 0, 0, 0, 4]);

/** Whether a piece completes something that is asked of an engine. */
const ASKS = {
  /** A simple query, or an extended one, which ends with a Sync. */
  DATABASE_URL: (piece: Buffer) => piece[0] === 0x51 || piece.subarray(-5).equals(SYNC),
  S3_ENDPOINT: (piece: Buffer) => /^(?:PUT|POST|GET|DELETE) /.test(piece.toString('latin1', 0, 8)),
  /** A call is several pieces. */
  TEMPORAL_ADDRESS: () => true,
} satisfies Partial<Record<Engine, (piece: Buffer) => boolean>>;
type Asked = keyof typeof ASKS;

/** The replies that are lost of those that an engine gives while one request is served, counted from 1. */
interface Loss {
  engine: Asked;
  from: number;
  to: number;
}

interface Outcome {
  before: RowShapes;
  response: Response;
  effect: Record<string, number>;
  /** How many replies each engine gave, or would have given. */
  asked: Record<Asked, number>;
}

/** Sends a request while replies are lost; without a loss it only counts. */
async function sendLosing(subject: Subject, sent: Sent, loss?: Loss): Promise<Outcome> {
  const asked: Record<Asked, number> = { DATABASE_URL: 0, S3_ENDPOINT: 0, TEMPORAL_ADDRESS: 0 };
  const before = await rowShapes(app.db, subject.since);
  for (const engine of Object.keys(ASKS) as Asked[]) {
    const losesReplyTo = (piece: Buffer) => {
      if (ASKS[engine](piece)) asked[engine] += 1;
      return loss?.engine === engine && asked[engine] >= loss.from && asked[engine] <= loss.to;
    };
    await proxies[engine].set({ losesReplyTo });
  }
  const response = await send(subject, sent);
  await proxies.passAll();
  return { before, response, effect: shapeChanges(before, await rowShapes(app.db, subject.since)), asked };
}

/** The first replies, one in the middle and the last ones, of which one is that of the commit; or each. */
function picksOf(asked: number): number[] {
  const each = Array.from({ length: asked }, (_, index) => index + 1);
  if (process.env.LOST_REPLIES === 'all') return each;
  return each.filter((nth) => [1, 2, Math.ceil(asked / 2), asked - 1, asked].includes(nth));
}

/** What to lose, by how often each engine is asked when nothing is lost. */
function lossesFor({ asked }: Outcome, cleansUp: boolean): Loss[] {
  const each = (engine: Asked, isAway: boolean) =>
    picksOf(asked[engine]).map((nth) => ({ engine, from: nth, to: isAway ? Number.POSITIVE_INFINITY : nth }));
  return [
    ...each('DATABASE_URL', false),
    // And the engine stays away, so that nothing can be taken back.
    ...(cleansUp ? each('DATABASE_URL', true) : []),
    // Its client tries twice, so that one loss alone is not seen.
    ...each('S3_ENDPOINT', true),
    ...each('TEMPORAL_ADDRESS', true).slice(0, 1),
  ];
}

const variants = operations.flatMap((operation) => {
  const calls = callsOf(operation, { idOf: () => '', values: {}, file: Buffer.alloc(0) });
  return calls.flatMap(({ name }, body) => [
    { name, operation, body, keyed: false },
    ...(operation.idempotent ? [{ name: `${name}, with a key`, operation, body, keyed: true }] : []),
  ]);
});

/** What is wrong with an outcome, if anything is: done in part or twice, refused by a fault of ours, or told wrongly. */
async function wrongsOf(subject: Subject, sent: Sent, plain: Outcome, lost: Outcome): Promise<string[]> {
  const { status, headers } = lost.response;
  const wrongs: string[] = [];
  const isSame = (effect: Outcome['effect']) => JSON.stringify(effect) === JSON.stringify(plain.effect);
  if (status === 503) {
    if (!(Number(headers.get('Retry-After')) > 0)) wrongs.push('no time to try again');
    // A key that is held may be left; a repeat tells.
    if (!sent.key && !isSame(lost.effect) && Object.keys(lost.effect).length > 0) wrongs.push('done in part or twice');
  } else {
    if (status !== plain.response.status) wrongs.push(`status ${status}`);
    if (!isSame(lost.effect)) wrongs.push('told to be done, and is not');
  }
  if (!sent.key) return wrongs;
  // Nobody holds the lease any more; lease.test.ts waits for its end.
  await app
    .db('idempotency_keys')
    .where({ key: sent.key, resourceId: null })
    .update({ leasedUntil: new Date(0) });
  const [first, second] = [await send(subject, sent), await send(subject, sent)];
  if (first.status >= 300) wrongs.push(`repeated with status ${first.status}`);
  if ((await body(first)).id !== (await body(second)).id) wrongs.push('two of one key');
  if (!isSame(shapeChanges(lost.before, await rowShapes(app.db, subject.since)))) wrongs.push('not one after all');
  return wrongs;
}

describe('a request is done once or not at all, whichever reply of an engine is lost:', () => {
  test.each(variants)('$name', async ({ operation, body: which, keyed }) => {
    const sent = (): Sent => ({ body: which, key: keyed ? randomUUID() : undefined });
    const plain = await sendLosing(await newSubject(operation), sent());
    expect(plain.response.status).toBeLessThan(500);
    expect(Object.keys(plain.effect).length > 0).toBe(!WITHOUT_EFFECT.includes(operation.id));

    let subject = await newSubject(operation);
    const wrongs: object[] = [];
    for (const loss of lossesFor(plain, operation.form !== undefined)) {
      const request = sent();
      const lost = await sendLosing(subject, request, loss);
      const wrong = await wrongsOf(subject, request, plain, lost);
      if (wrong.length > 0) wrongs.push({ wrong, ...loss, effect: lost.effect });
      if (request.key || Object.keys(lost.effect).length > 0) subject = await newSubject(operation);
    }
    expect(wrongs).toEqual([]);
  });
});

test('no material was taken whose bytes are not in storage', async () => {
  const taken = await app.db('materials').where({ format: 'png' }).whereNot({ status: 'uploading' }).pluck('id');
  expect(taken.length).toBeGreaterThan(0);
  expect(await listKeys(app.config)).toEqual(expect.arrayContaining(taken.map(originalKey)));
});
