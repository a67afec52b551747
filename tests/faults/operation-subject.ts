import { randomBytes, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Operation } from '../../api/contract/operation.js';
import { issueCode } from '../../services/auth/one-time-codes.js';
import { recommendationId } from '../../services/recommendations/recommendation-id.js';
import { body } from '../support/body.js';
import {
  buildBlock,
  buildCard,
  buildChunk,
  buildFlag,
  buildFriendRequest,
  buildFriendship,
  buildIdentity,
  buildLesson,
  buildMaterial,
  buildNotice,
  buildPage,
  buildPause,
  buildPreferences,
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
import type { GoogleDouble } from '../support/google.js';
import { callsOf, type OperationCall } from '../support/operation-calls.js';
import { databaseNow } from '../support/row-shapes.js';
import { createStudent, PASSWORD, type Student } from '../support/student.js';
import type { TestApp } from '../support/test-app.js';

/** In what state the material and the question must be for the operation to do something. */
const STATES: Record<string, { material?: 'queued' | 'failed'; question?: 'queued' | 'failed' }> = {
  cancelMaterial: { material: 'queued' },
  retryMaterial: { material: 'failed' },
  cancelQuestion: { question: 'queued' },
  retryQuestion: { question: 'failed' },
  supportRetry: { material: 'failed' },
  supportCancel: { material: 'queued' },
};

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

/** What subjects are made with. */
export interface SubjectDeps {
  app: TestApp;
  google: GoogleDouble;
  /** Of which each file has other bytes. */
  image: Buffer;
}

/** A student with one of everything, for whom an operation has something to do. */
export interface Subject {
  student: Student;
  /** Who calls: the student, or somebody of support. */
  caller: Student;
  /** Before anything of it was made. */
  since: Date;
  calls: OperationCall[];
}

/** Makes what an operation needs to have an effect. */
export async function newSubject({ app, google, image }: SubjectDeps, operation: Operation): Promise<Subject> {
  const since = await databaseNow(app.db);
  const student = await createStudent(app);
  const userId = student.id;
  const { material: status = 'ready', question = 'answered' } = STATES[operation.id] ?? {};
  const [material, asked, session] = await Promise.all([
    buildMaterial(app.db, { ownerId: userId, status }),
    buildQuestion(app.db, { userId, status: question }),
    buildSession(app.db, { userId }),
  ]);
  if (operation.id === 'generateCards') await addPassage(app.db, { materialId: material.id, ownerId: userId });
  const { id: topicId } = await buildTopic(app.db);
  const lesson = await buildLesson(app.db, { topicId });
  const quiz = await quizFor(app.db, operation, { userId, topicId, lessonId: lesson.id });
  const pause = await buildPause(app.db, { userId, firstDay: dayIn(10), lastDay: dayIn(12) });
  const notice = await buildNotice(app.db, { userId });
  // One that is changed gets a topic: shapes of rows do not tell texts apart.
  const card = await buildCard(app.db, { userId, topicId: operation.id === 'changeCard' ? null : topicId });
  const reviewId = operation.id === 'undoReview' ? await reviewOnce(student, card.id) : randomUUID();
  if (IN_SESSION.includes(operation.id)) await buildStudySession(app.db, { userId, ...OPEN_SESSION() });
  if (operation.id === 'unsubscribe') await buildPreferences(app.db, { userId, streakMails: true });
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
    points: 20,
    ...(operation.id === 'generateCards' ? { materialIds: [material.id] } : {}),
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
    generated: quiz.id,
    attempts: quiz.attemptId,
    answers: quiz.questionId,
    questions: quiz.questionId,
    users: userId,
    jobs: 'reconcile',
    flags: operation.id === 'supportCloseFlag' ? await openCase(app.db, userId) : randomUUID(),
  };
  const query = { unsubscribe: `?code=${values.code}` }[operation.id] ?? '';
  // No two files are the same one.
  const file = Buffer.concat([image, randomBytes(8)]);
  const calls = callsOf(operation, { idOf: (word) => ids[word] ?? randomUUID(), values, file });
  const caller = operation.access === 'support' ? await createSupporter(app) : student;
  return { student, caller, since, calls: calls.map((call) => ({ ...call, path: `${call.path}${query}` })) };
}

async function openCase(db: Knex, userId: string): Promise<string> {
  const caseId = randomUUID();
  await buildFlag(db, { userId, caseId });
  return caseId;
}

async function createSupporter(app: TestApp): Promise<Student> {
  const made = await createStudent(app);
  await app.db('users').where({ id: made.id }).update({ role: 'support' });
  return made;
}

/** A quiz, with an attempt that is open for whatever needs one. */
async function quizFor(
  db: Knex,
  { id: operation }: Operation,
  about: { userId: string; topicId: string; lessonId: string },
) {
  const { userId, ...place } = about;
  const { id: questionId } = await buildQuizQuestion(db, place);
  const cards = { ...about, makes: 'cards', source: 'generated', status: 'queued' } as const;
  const quiz = await buildQuiz(
    db,
    operation === 'cancelGeneratedCards'
      ? cards
      : { ...about, status: operation === 'cancelQuiz' ? 'queued' : 'ready' },
  );
  await buildQuizItems(db, quiz.id, [questionId]);
  const isTimed = operation === 'submitQuiz';
  const isPaused = operation === 'resumeQuizAttempt';
  const isEnded = operation === 'startQuiz' || quiz.status !== 'ready';
  const attempt = await buildQuizAttempt(db, {
    ...{ userId, quizId: quiz.id, status: isEnded ? 'ended' : 'running' },
    ...(isTimed || isEnded ? {} : { deadline: null, workflowId: null, closesAt: null, nextCheckAt: null }),
    // From now on, so that it counts the same whenever it ends.
    ...(isPaused ? { pausedAt: new Date(Date.now() + 3_600_000) } : {}),
  });
  await buildQuizAnswer(db, {
    ...{ attemptId: attempt.id, questionId, userId, isGraded: isEnded },
    answer: operation === 'saveQuizAnswer' ? null : { kind: 'single-choice', chosen: 'wrong' },
  });
  return { id: quiz.id, attemptId: attempt.id, questionId };
}

/** Gives a material something that can be asked of. */
async function addPassage(db: Knex, place: { materialId: string; ownerId: string }): Promise<void> {
  const text =
    'The tide comes in twice a day, and each time it is about fifty minutes later than the day before. '.repeat(2);
  await buildPage(db, { materialId: place.materialId, pageNo: 1, text });
  await buildChunk(db, { ...place, pageFrom: 1, text });
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
