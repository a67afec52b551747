import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TypedSearchAttributes } from '@temporalio/common';
import { readKeys } from '../../services/auth/keys.js';
import { createTemporalClient } from '../../temporal-config/client.js';
import { REQUEST_ID } from '../../workflows/search-attributes.js';
import { eventually } from '../support/eventually.js';
import {
  buildErasure,
  buildFlag,
  buildMail,
  buildQuiz,
  buildQuizAnswer,
  buildQuizAttempt,
  buildQuizItems,
  buildQuizQuestion,
  buildStudent,
  buildTopic,
  buildXpLine,
} from '../support/factories/index.js';
import { runCommand } from '../support/run-command.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const run = (entry: string, args: string[], env = {}) => runCommand(entry, args, { ...app.env, ...env });

describe('npm run admin', () => {
  test('makes an administrator and shows the password once', async () => {
    const { code, out } = await run('cli/admin.ts', ['create', 'boss@example.org']);
    expect(code).toBe(0);
    expect(out).toMatch(/^boss@example\.org is an administrator\. The password, shown this once: \S{24}\n$/);
    expect(await app.db('users').where({ email: 'boss@example.org' }).first('role')).toEqual({ role: 'admin' });
  });

  test.each([
    [[]],
    [['create']],
    [['create', 'no e-mail']],
    [['role', 'boss@example.org', 'king']],
    [['drop', 'boss@example.org']],
    [['suspend', 'boss@example.org', 'now']],
    [['flags', 'nobody']],
    [['close-flag', 'x', 'A note']],
    [['find', 'nobody']],
    [['retry', 'materials', '00000000-0000-4000-8000-000000000000', ' ']],
    [['cancel', 'streaks', '00000000-0000-4000-8000-000000000000', 'A ticket']],
    [['receipt', 'nobody']],
    [['close-flag', '00000000-0000-4000-8000-000000000000', ' ']],
  ])('shows how it is used for %j', async (args) => {
    const { code, err } = await run('cli/admin.ts', args);
    expect(code).toBe(2);
    expect(err).toContain('npm run admin -- create EMAIL');
  });

  test('says in a sentence what does not go', async () => {
    const unknown = await run('cli/admin.ts', ['suspend', 'nobody@example.org']);
    expect(unknown).toMatchObject({ code: 1, err: 'There is no account with the e-mail nobody@example.org.\n' });
    const away = await run('cli/admin.ts', ['create', 'a@example.org'], { DATABASE_URL: 'postgres://127.0.0.1:1/x' });
    expect(away.code).toBe(1);
    expect(away.err).toContain('The database does not answer');
  });
});

test('npm run admin finds a student, retries what failed, and stops it, each with a line in the audit log', async () => {
  const { id: userId, email } = await buildStudent(app.db);
  const { id } = await buildMail(app.db, { userId, status: 'failed' });
  const found = await run('cli/admin.ts', ['find', email]);
  expect(found).toMatchObject({ code: 0, err: '' });
  expect(found.out).toMatch(
    RegExp(`^${userId}  active, student[^]*mails ${id}  failed, run 1 [^]*/workflows/mail%3A${id}%3A1`),
  );
  const retried = await run('cli/admin.ts', ['retry', 'mails', id, 'ticket 1']);
  expect([retried.code, retried.out]).toEqual([0, expect.stringContaining(`mails ${id}  queued, run 2`)]);
  const stopped = await run('cli/admin.ts', ['cancel', 'mails', id, 'ticket 2']);
  expect([stopped.code, stopped.out]).toEqual([0, expect.stringContaining(`mails ${id}  cancelled, run 2`)]);
  const lines = await app
    .db('audit_log')
    .where({ subjectId: userId })
    .orderBy('id')
    .select('action', 'actorKind', 'reason');
  expect(lines.slice(-2)).toEqual([
    { action: 'support.retried', actorKind: 'command', reason: 'ticket 1' },
    { action: 'support.cancelled', actorKind: 'command', reason: 'ticket 2' },
  ]);
  const again = await run('cli/admin.ts', ['cancel', 'mails', userId, 'ticket 3']);
  expect(again).toMatchObject({ code: 1, err: 'There is no such row of a student.\n' });
});

test('npm run admin names the runs that a request started, also where they lead to nobody', async () => {
  const client = createTemporalClient(app.config);
  const workflowId = `mail:${crypto.randomUUID()}:1`;
  const find = () => run('cli/admin.ts', ['find', 'request:forgotten-1']);
  expect(await find()).toMatchObject({ code: 0, out: 'That leads to nobody.\n' });
  await client.workflow.start('sendMail', {
    ...{ workflowId, taskQueue: 'nobody-works-here', args: [{}] },
    typedSearchAttributes: new TypedSearchAttributes([{ key: REQUEST_ID, value: 'forgotten-1' }]),
  });
  const link = `/workflows/${encodeURIComponent(workflowId)}`;
  await eventually(async () => {
    const { out } = await find();
    return out.startsWith(`run ${workflowId}  http`) && out.endsWith(`${link}\nThat leads to nobody.\n`);
  });
  await client.workflow.getHandle(workflowId).terminate();
  await client.connection.close();
});

test('npm run admin tells that an erasure is to come, what one has removed, and not whose it was', async () => {
  const receipt = { users: 1, files: 3 };
  const { id } = await buildErasure(app.db, { userId: null, status: 'done', receipt });
  const { code, out } = await run('cli/admin.ts', ['receipt', id]);
  expect([code, out]).toEqual([0, expect.stringMatching(/^Erased on \S+Z\. Removed:\n {2}files: 3\n {2}users: 1\n$/)]);
  const { id: userId, email } = await buildStudent(app.db);
  const { id: toCome } = await buildErasure(app.db, { userId, status: 'processing' });
  const found = await run('cli/admin.ts', ['find', email]);
  expect(found.out).toMatch(RegExp(`^${userId} [^]*\n  erasure ${toCome}, due \\S+Z\n$`));
  const searches = await run('cli/admin.ts', ['searches']);
  expect(searches.out.match(/^ {2}http/gm)).toHaveLength(7);
});

test('npm run admin lists flags with their evidence, and closes a case with a note', async () => {
  const admin = (...args: string[]) => run('cli/admin.ts', args);
  const [one, other] = [await buildStudent(app.db), await buildStudent(app.db)].toSorted((a, b) =>
    a.email < b.email ? -1 : 1,
  );
  const caseId = '00000000-0000-4000-8000-000000000000';
  expect(await admin('flags')).toMatchObject({ code: 0, out: 'There are no flags.\n' });
  for (const student of [one, other]) await buildFlag(app.db, { userId: student?.id ?? '', caseId });
  const evidence = '{"minutes":1000,"sessions":5,"studyDay":"2026-03-01"}';
  const told = `  ${one?.email}  ${evidence}\n  ${other?.email}  ${evidence}\n`;
  expect(await admin('flags')).toMatchObject({ code: 0, out: `${caseId}  long-day of 2026-03-02, open\n${told}` });
  expect(await admin('close-flag', caseId, 'An exam')).toMatchObject({
    code: 0,
    out: 'The case is closed; it concerned 2 students.\n',
  });
  expect(await admin('close-flag', caseId, 'Again')).toMatchObject({
    code: 1,
    err: `There is no open case ${caseId}.\n`,
  });
  expect(await admin('flags')).toMatchObject({ code: 0, out: 'There are no flags.\n' });
  const { out } = await admin('flags', one?.email ?? '');
  expect(out).toMatch(/^\S+ {2}long-day of 2026-03-02, closed on \d{4}-\d\d-\d\d: An exam\n/);
  const looks = await app.db('audit_log').where({ action: 'support.listed-flags' }).orderBy('id');
  const look = { actorKind: 'command', reason: 'npm run admin -- flags' };
  expect(looks).toMatchObject([null, null, null, one?.id].map((subjectId) => ({ ...look, subjectId })));
});

describe('npm run keys', () => {
  const keys = () => readKeys(app.config.AUTH_KEYS_FILE);

  test('rotates: the new key signs, the old one verifies for an hour and is dropped then', async () => {
    const [first] = await keys();
    const { code, out } = await run('cli/keys.ts', ['rotate']);
    const [second, retired] = await keys();
    expect(code).toBe(0);
    expect(out).toContain(second?.kid);
    expect(retired?.kid).toBe(first?.kid);
    const secondsLeft = (retired?.exp ?? 0) - Date.now() / 1_000;
    expect(secondsLeft).toBeGreaterThan(3_600);
    expect(secondsLeft).toBeLessThan(3_700);
  });

  test('two at once lose no key', async () => {
    const before = (await keys()).length;
    const runs = await Promise.all([run('cli/keys.ts', ['rotate']), run('cli/keys.ts', ['rotate'])]);
    const done = runs.filter(({ code }) => code === 0).length;
    expect(done).toBeGreaterThanOrEqual(1);
    expect(await keys()).toHaveLength(before + done);
  });

  test('shows how it is used', async () => {
    expect(await run('cli/keys.ts', ['turn'])).toMatchObject({ code: 2 });
  });
});

describe('npm run questions', () => {
  const questions = (...args: string[]) => run('cli/questions.ts', args);

  /** A student who was wrong at the first of five questions of a quiz, by the factories. */
  async function attemptAtFive() {
    const { db } = app;
    const { id: userId, email } = await buildStudent(db);
    const { id: topicId } = await buildTopic(db);
    const { id: quizId } = await buildQuiz(db, { userId, topicId, wished: 5, questionCount: 5 });
    const { id: attemptId } = await buildQuizAttempt(db, { userId, quizId, score: 0.8 });
    const questionIds: string[] = [];
    for (let at = 0; at < 5; at += 1) {
      const { id: questionId } = await buildQuizQuestion(db, { topicId });
      await buildQuizAnswer(db, { attemptId, questionId, userId, mark: at === 0 ? 0 : 1 });
      questionIds.push(questionId);
    }
    await buildQuizItems(db, quizId, questionIds);
    return { email, attemptId, questionId: questionIds[0] ?? '' };
  }

  test('tells who would get another score, retires, and says what was done', async () => {
    const { email, attemptId, questionId } = await attemptAtFive();
    expect(await questions('review')).toMatchObject({
      code: 0,
      out: 'Neither answers nor reports speak against any question.\n',
    });
    expect(await questions('preview', questionId)).toMatchObject({
      code: 0,
      out: `${email}  attempt ${attemptId}  80 % -> 100 %  0 XP\nAttempts that would get another score: 1. XP that would be given: 0.\n`,
    });
    const done =
      'Attempts at it: 1; with another score now: 1. XP given: 0. Cards made from it that are suspended: 0.\n';
    expect(await questions('retire', questionId, 'wrong-key')).toMatchObject({
      code: 0,
      out: `The question is retired (wrong-key). ${done}`,
    });
    expect(await questions('retire', questionId, 'text')).toMatchObject({
      code: 0,
      out: `The question is retired (wrong-key). ${done.replace('now: 1', 'now: 0')}`,
    });
    expect(await run('cli/rebuild.ts', ['items'])).toMatchObject({ code: 0 });
  });

  test('knows no question of another id', async () => {
    const id = '00000000-0000-4000-8000-000000000000';
    const unknown = { code: 1, err: `There is no question ${id}.\n` };
    expect(await questions('retire', id, 'text')).toMatchObject(unknown);
    expect(await questions('preview', id)).toMatchObject(unknown);
  });

  test.each([[[]], [['preview']], [['preview', 'x']], [['retire', '00000000-0000-4000-8000-000000000000', 'bad']]])(
    'shows how it is used for %j',
    async (args) => expect(await questions(...args)).toMatchObject({ code: 2, err: expect.stringContaining('review') }),
  );
});

describe('npm run jobs', () => {
  const jobs = (args: string[], env = {}) => run('cli/jobs.ts', args, env);

  test('has the boards of days made by a worker, once more where the ledger says something else', async () => {
    await app.startWorker();
    const { id: userId } = await buildStudent(app.db);
    await buildXpLine(app.db, { userId, createdAt: new Date('2026-03-01T12:00:00Z') });
    const days = ['leaderboard', '--from', '2026-03-01', '--to', '2026-03-02'];
    const done = { code: 0, out: 'Made the boards of 2026-03-01.\nMade the boards of 2026-03-02.\n' };
    expect(await jobs(days)).toMatchObject(done);
    await buildXpLine(app.db, { userId, createdAt: new Date('2026-03-02T12:00:00Z') });
    expect(await jobs([...days, '--reason', 'A line came late'])).toMatchObject(done);
    const boards = app.db('leaderboards').where({ period: 'day' }).orderBy(['day', 'version']);
    expect(await boards.select('day', 'version', 'reason', 'students')).toEqual([
      { day: '2026-03-01', version: 1, reason: null, students: 1 },
      { day: '2026-03-02', version: 1, reason: null, students: 0 },
      { day: '2026-03-02', version: 2, reason: 'A line came late', students: 1 },
    ]);
  });

  test('has them made once more after a run that goes on, which may have read the ledger before', async () => {
    const { id: userId } = await buildStudent(app.db);
    const days = ['leaderboard', '--from', '2026-02-01'];
    expect(await jobs(days)).toMatchObject({ code: 0 });
    await buildXpLine(app.db, { userId, createdAt: new Date('2026-02-01T12:00:00Z') });
    const client = createTemporalClient(app.config);
    const prefix = app.config.TASK_QUEUE_PREFIX;
    await client.workflow.start('leaderboardRun', {
      ...{ workflowId: `${prefix}leaderboard:2026-02-01`, taskQueue: `${prefix}core`, startDelay: '10 seconds' },
      args: [{ day: '2026-02-01', reason: null }],
    });
    expect(await jobs([...days, '--reason', 'A line came late'])).toMatchObject({ code: 0 });
    const boards = app.db('leaderboards').where({ period: 'day', day: '2026-02-01' }).orderBy('version');
    expect(await boards.select('version', 'students')).toEqual([
      { version: 1, students: 0 },
      { version: 2, students: 1 },
    ]);
    await client.connection.close();
  }, 60_000);

  test('says in a sentence that Temporal is away', async () => {
    const away = await jobs(['leaderboard', '--from', '2026-03-01'], { TEMPORAL_ADDRESS: '127.0.0.1:1' });
    expect(away).toMatchObject({ code: 1, err: expect.stringMatching(/^Temporal does not answer.*\n$/) });
  });

  test.each([
    [[]],
    [['leaderboard']],
    [['leaderboard', '--from', '2026-02-30']],
    [['leaderboard', '--from', '2026-03-02', '--to', '2026-03-01']],
    [['leaderboard', '--from', '2020-03-02', '--to', '2026-03-01']],
    [['leaderboard', '--from', '9999-01-01']],
    [['leaderboard', '--since', '2026-03-01']],
    [['boards', '--from', '2026-03-01']],
  ])('shows how it is used for %j', async (args) => {
    expect(await jobs(args)).toMatchObject({ code: 2, err: expect.stringContaining('npm run jobs -- leaderboard') });
  });
});
