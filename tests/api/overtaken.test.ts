import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { listOperations } from '../../api/register-routes.js';
import { createPasswords } from '../../services/auth/passwords.js';
import { body } from '../support/body.js';
import { checkedFetch } from '../support/checked-fetch.js';
import { type FullAccount, fillAccount } from '../support/full-account.js';
import { type GoogleDouble, newPerson, startGoogle } from '../support/google.js';
import { twoColors } from '../support/images.js';
import { overtake } from '../support/overtake.js';
import { createStudent, PASSWORD, type Student } from '../support/student.js';
import { tableMarks } from '../support/table-contents.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** What is decided on a read must still be so when it is written: each test changes it in between. */
let app: TestApp;
let google: GoogleDouble;
let newHash: string;
beforeAll(async () => {
  google = await startGoogle();
  app = await startTestApp(google.env);
  newHash = await createPasswords({ memoryKib: 8192, passes: 1 }).hash('a wholly new password');
});
afterAll(async () => {
  await app?.close();
  await google?.stop();
});

const json = (content: unknown): RequestInit => ({
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(content),
});
const post = (path: string, content: unknown) =>
  checkedFetch(`${app.api.url}/api/v1${path}`, { method: 'POST', ...json(content) });
const openSessions = ({ id: userId }: Pick<Student, 'id'>) => app.db('sessions').where({ userId, revokedAt: null });

/** What a reset by mail and a change of the password do. */
const setPassword =
  ({ id }: Pick<Student, 'id'>) =>
  async (trx: Knex) => {
    await trx('users').where({ id }).update({ passwordHash: newHash });
    await trx('sessions').where({ userId: id }).update({ revokedAt: new Date() });
  };

describe('a login whose password was checked before', () => {
  test('a new password opens no session, five times out of five', async () => {
    for (let round = 0; round < 5; round += 1) {
      const student = await createStudent(app);
      const logIn = () => post('/auth/login', { email: student.email, password: PASSWORD });
      const response = await overtake(app, student.id, logIn, setPassword(student));
      expect([response.status, (await body(response)).type]).toEqual([401, 'urn:scholium:problem:wrong-credentials']);
      expect(await openSessions(student)).toEqual([]);
    }
  });

  test('a suspension is refused', async () => {
    const student = await createStudent(app);
    const logIn = () => post('/auth/login', { email: student.email, password: PASSWORD });
    const suspend = (trx: Knex) => trx('users').where({ id: student.id }).update({ status: 'suspended' });
    expect((await overtake(app, student.id, logIn, suspend)).status).toBe(403);
  });

  test('the same password was hashed again goes on', async () => {
    const student = await createStudent(app);
    const renewed = await createPasswords({ memoryKib: 8192, passes: 1 }).hash(PASSWORD);
    const logIn = () => post('/auth/login', { email: student.email, password: PASSWORD });
    const renew = (trx: Knex) => trx('users').where({ id: student.id }).update({ passwordHash: renewed });
    expect((await overtake(app, student.id, logIn, renew)).status).toBe(200);
  });
});

test('a login with Google whose identity is unlinked meanwhile opens no session', async () => {
  const person = newPerson();
  const { user } = await body(await post('/auth/google', { idToken: await google.idToken(person) }));
  const idToken = await google.idToken(person);
  const unlink = async (trx: Knex) => {
    await trx('oauth_identities').where({ userId: user.id }).delete();
    await trx('sessions').where({ userId: user.id }).update({ revokedAt: new Date() });
  };
  const response = await overtake(app, user.id, () => post('/auth/google', { idToken }), unlink);
  expect([response.status, (await body(response)).type]).toEqual([401, 'urn:scholium:problem:google-token-invalid']);
  expect(await openSessions(user)).toEqual([]);
  // It was not used up, and tells now what is true: somebody else has this e-mail.
  expect((await post('/auth/google', { idToken })).status).toBe(409);
});

/** A request that would be taken, for every operation that writes for whoever is signed in. */
const REQUESTS: Record<string, (made: FullAccount & { sessionId: string }) => RequestInit | Promise<RequestInit>> = {
  logOut: () => ({}),
  logOutEverywhere: () => ({}),
  endSession: () => ({}),
  unlinkGoogle: () => json({ proof: { password: PASSWORD } }),
  linkGoogle: async () => json({ proof: { password: PASSWORD }, google: { idToken: await google.idToken() } }),
  resendVerification: () => ({}),
  changePassword: () => json({ proof: { password: PASSWORD }, password: 'another new password' }),
  updateProfile: () =>
    json({ displayName: 'Ada', grade: null, locale: 'en', timeZone: 'UTC', boardVisibility: 'nobody' }),
  requestErasure: () => json({ proof: { password: PASSWORD } }),
  setAvatar: async () => form(await twoColors(64, 64).png().toBuffer()),
  removeAvatar: () => ({}),
  onboard: () => json({ goals: ['learn'] }),
  uploadMaterial: () => form(Buffer.from('Tides come and go.')),
  renameMaterial: () => json({ title: 'Tides', topic: null }),
  deleteMaterial: () => ({}),
  cancelMaterial: () => ({}),
  retryMaterial: () => ({}),
  queryMaterials: () => json({ question: 'Why?', materialIds: [] }),
  askQuestion: () => json({ question: 'Why?', materialIds: [] }),
  deleteThread: () => ({}),
  cancelQuestion: () => ({}),
  retryQuestion: () => ({}),
  giveQuestionFeedback: () => json({ verdict: 'wrong' }),
  requestExport: () => ({}),
  markNoticesSeen: ({ noticeId }) => json({ noticeIds: [noticeId] }),
  pauseStreak: () => json({ from: dayIn(20), to: dayIn(21) }),
  endPause: () => ({}),
  startLesson: () => ({}),
  keepLessonPosition: () => json({ position: 0.5 }),
  completeLesson: () => ({}),
  addLessonCards: () => json({}),
  createCard: () => json({ front: 'When is high tide?', back: 'At noon' }),
  changeCard: () => json({ front: 'When is high tide?', back: 'At noon' }),
  deleteCard: () => ({}),
  reviewCard: () => json({ grade: 'good' }),
  undoReview: ({ reviewId }) => json({ reviewId }),
  importCards: () => json({ format: 'csv', file: 'What is ebb?,Low tide' }),
  dismissRecommendation: () => ({}),
  startStudy: () => json({}),
  endStudy: () => json({}),
  takeFriendCode: () => json({ renew: true }),
  addFriend: () => json({ code: 'HGFEDCBA' }),
  takeBackRequest: () => ({}),
  acceptFriend: () => ({}),
  declineFriend: () => ({}),
  blockFriend: () => ({}),
  unblockFriend: () => ({}),
  removeFriend: () => ({}),
  generateQuiz: ({ lessonId }) => json({ lessonId }),
  cancelQuiz: () => ({}),
  generateCards: ({ materialId }) => json({ materialIds: [materialId] }),
  cancelGeneratedCards: () => ({}),
  startQuiz: () => ({}),
  saveQuizAnswer: () => json({ answer: null }),
  pauseQuizAttempt: () => ({}),
  resumeQuizAttempt: () => ({}),
  submitQuiz: ({ attemptId }) => json({ attemptId }),
  reportQuestion: () => json({ reason: 'text' }),
};
const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
/** Those of support are in tests/api/support/deeds.test.ts. A beat of a study session looks at session and account in its one statement (tests/services/study). */
const OPERATIONS = listOperations().filter(
  ({ id, access, method }) => access === 'student' && method !== 'get' && id !== 'beatStudy',
);

function form(bytes: Uint8Array): RequestInit {
  const content = new FormData();
  content.set('file', new Blob([Buffer.from(bytes)]), 'file');
  return { body: content };
}

function addressOf({ id, path }: { id: string; path: string }, made: FullAccount & { sessionId: string }): string {
  const ids: Record<string, string> = { endSession: made.sessionId, deleteThread: made.threadId };
  const places: [string, string][] = [
    ['/materials', made.materialId],
    ['/lessons', made.lessonId],
    ['/gamification', made.pauseId],
    ['/cards/generated', made.madeCardsId],
    ['/cards', made.cardId],
    ['/reviews', made.cardId],
    ['/friends/requests', made.friendRequestId],
    ['/friends', made.friendId],
    ['/recommendations', made.recommendationId],
    ['/quiz/attempts', made.attemptId],
    ['/quiz/questions', made.quizQuestionId],
    ['/quiz', made.quizId],
  ];
  const own = ids[id] ?? places.find(([start]) => path.startsWith(start))?.[1] ?? made.questionId;
  return path.replace('{questionId}', made.quizQuestionId).replace(/\{\w+\}/, own);
}

/** Whatever stands in the database but users and sessions, which the tests change. */
const everything = async () => ({ ...(await tableMarks(app.db)), users: '', sessions: '' });

describe('a request that was let in, and whose turn comes', () => {
  const change: [string, (trx: Knex, student: Student) => PromiseLike<unknown>][] = [
    [
      'after its session was ended',
      (trx, { sessionId }) => trx('sessions').where({ id: sessionId }).update({ revokedAt: new Date() }),
    ],
    [
      'after the account was suspended',
      (trx, { id }) =>
        trx('users')
          .where({ id })
          .update({ status: 'suspended', updatedAt: new Date(0) }),
    ],
  ];

  test.each(OPERATIONS.flatMap((operation) => change.map((changed) => [operation.id, ...changed, operation] as const)))(
    '%s %s writes nothing',
    async (id, what, make, operation) => {
      const student = await createStudent(app);
      const made = { ...(await fillAccount(app, student)), sessionId: student.sessionId };
      const init = await REQUESTS[id]?.(made);
      if (!init) throw new Error(`${id} writes: give it a request that would be taken`);
      let before = {};
      const send = () => student.fetch(addressOf(operation, made), { method: operation.method, ...init });
      const response = await overtake(app, student.id, send, async (trx) => {
        before = await everything();
        await make(trx, student);
      });
      expect([401, ...(what.includes('suspended') ? [403] : [])]).toContain(response.status);
      await app.db('users').where({ id: student.id }).update({ status: 'active' });
      expect(await everything()).toEqual(before);
    },
  );
});

test('an upload that lasts longer than its session leaves nothing', async () => {
  const student = await createStudent(app);
  const boundary = 'b0undary';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n`;
  async function* bytes() {
    yield Buffer.from(`${head}Tides come and go.`);
    yield Buffer.from(' '.repeat(100_000));
    while ((await app.db('materials').where({ ownerId: student.id })).length === 0) yield Buffer.from(' ');
    await app.db('sessions').where({ id: student.sessionId }).update({ revokedAt: new Date() });
    yield Buffer.from(`\r\n--${boundary}--\r\n`);
  }
  const response = await student.fetch('/materials/upload', {
    method: 'POST',
    headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
    body: bytes() as unknown as RequestInit['body'],
    duplex: 'half',
  } as RequestInit);
  expect(response.status).toBe(401);
  expect(await app.db('materials').where({ ownerId: student.id })).toEqual([]);
});
