import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listOperations } from '../../api/app.js';
import { supportSearches } from '../../domain/support/searches.js';
import { WORK_KINDS, type WorkKind } from '../../domain/support/work-kinds.js';
import { createTemporalClient } from '../../temporal-config/client.js';
import { syncSchedules } from '../../temporal-config/schedules.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import {
  buildExport,
  buildFlag,
  buildMail,
  buildMaterial,
  buildNotice,
  buildQuestion,
  buildQuestionReport,
  buildQuiz,
  buildQuizQuestion,
  buildStreakDay,
  buildTopic,
} from '../support/factories/index.js';
import { json } from '../support/http.js';
import { overtake } from '../support/overtake.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const REASON = 'ticket 4711';

let app: TestApp;
let support: Student;
let student: Student;
beforeAll(async () => {
  app = await startTestApp({ TEMPORAL_UI_URL: 'https://temporal.example.org/' });
  support = await createSupporter();
  student = await createStudent(app);
});
afterAll(() => app.close());

async function createSupporter(): Promise<Student> {
  const made = await createStudent(app);
  await app.db('users').where({ id: made.id }).update({ role: 'support' });
  return made;
}

const get = (path: string, by = support) =>
  by.fetch(`/support${path}${path.includes('?') ? '&' : '?'}reason=${encodeURIComponent(REASON)}`);
const post = (path: string, content: object = {}, by = support) =>
  by.fetch(`/support${path}`, json('POST', { reason: REASON, ...content }));
const lines = (subjectId: string) =>
  app.db('auditLog').where({ subjectId }).whereLike('action', 'support.%').orderBy('id').select('*');

const MAKE: Record<WorkKind, (userId: string, status: string) => Promise<{ id: string }>> = {
  materials: (ownerId, status) => buildMaterial(app.db, { ownerId, status: status as never, title: 'Secret tides' }),
  questions: (userId, status) => buildQuestion(app.db, { userId, status: status as never, question: 'Secret tides?' }),
  quizzes: async (userId, status) => {
    const { id: topicId } = await buildTopic(app.db);
    return buildQuiz(app.db, { userId, topicId, status: status as never });
  },
  mails: (userId, status) => buildMail(app.db, { userId, status: status as never }),
  exports: (userId, status) => buildExport(app.db, { userId, status: status as never }),
};

test('every operation is for support alone, and asks for a reason', async () => {
  const operations = listOperations().filter(({ path }) => path.startsWith('/support/'));
  expect(operations.length).toBeGreaterThan(10);
  const before = await app.db('auditLog');
  for (const { method, path, access } of operations) {
    expect([path, access]).toEqual([path, 'support']);
    const address = path.replace('{kind}', 'mails').replaceAll(/\{\w+\}/g, () => student.id);
    const send = (by: Student) => by.fetch(address, method === 'get' ? {} : json('POST', {}));
    expect([path, (await send(student)).status]).toEqual([path, 403]);
    const refused = await send(support);
    expect([path, refused.status]).toEqual([path, 422]);
    expect(JSON.stringify(await refused.json())).toMatch(/reason|"pointer":""/);
  }
  expect(await app.db('auditLog')).toEqual(before);
});

describe('a search', () => {
  test('finds a student by what they tell: e-mail, friend code, an id of theirs, a run, and says so in the audit log', async () => {
    const sought = await createStudent(app);
    const { code } = await body(await sought.fetch('/friends/code', json('POST', {})));
    const { id } = await MAKE.questions(sought.id, 'failed');
    const { threadId } = await app.db('questions').where({ id }).first('threadId');
    for (const wanted of [
      { email: ` ${sought.email.toUpperCase()} ` },
      { friendCode: code.toLowerCase() },
      { id: sought.id },
      { id },
      { id: `question:${id}:1` },
      { id: threadId },
    ]) {
      const found = await post('/users/search', wanted);
      expect(found.status).toBe(200);
      const text = await found.text();
      expect(JSON.parse(text)).toMatchObject({
        users: [{ id: sought.id, status: 'active', role: 'student' }],
        runs: [],
      });
      expect(text).not.toContain(sought.email);
    }
    const searched = ['email', 'friendCode', 'id', 'id', 'id', 'id'].map((by) => ({
      ...{ action: 'support.searched', actorId: support.id, details: { by }, reason: REASON },
    }));
    expect(await lines(sought.id)).toMatchObject(searched);
    const nobody = await body(await post('/users/search', { email: 'nobody@example.org' }));
    expect(nobody).toEqual({ users: [], runs: [] });
    const [entry] = await app.db('auditLog').where({ actorId: support.id }).orderBy('id', 'desc').limit(1);
    expect(entry).toMatchObject({
      action: 'support.searched',
      subjectId: null,
      details: { by: 'email' },
      reason: REASON,
    });
  });

  test('finds what a request started, in Temporal', async () => {
    const requestId = `request-${randomUUID()}`;
    const asking = json('POST', { question: 'Why do tides come?' });
    await student.fetch('/ai/doubt', { ...asking, headers: { ...asking.headers, 'X-Request-Id': requestId } });
    await eventually(async () => {
      const { users, runs } = await body(await post('/users/search', { requestId }));
      return users[0]?.id === student.id && /^question:.*:1$/.test(runs[0]?.workflowId);
    });
  });
});

test('a student is shown by states, counts and failures, each run with a link, and by no text', async () => {
  const seen = await createStudent(app);
  const material = await MAKE.materials(seen.id, 'failed');
  await MAKE.questions(seen.id, 'answered');
  await buildStreakDay(app.db, { userId: seen.id });
  await buildNotice(app.db, { userId: seen.id });
  const response = await get(`/users/${seen.id}`);
  expect(response.status).toBe(200);
  const text = await response.text();
  for (const secret of ['Secret tides', seen.email, 'Test Student']) expect(text).not.toContain(secret);
  const { account, rows, days, notices, runsUrl } = JSON.parse(text);
  expect(account).toMatchObject({ id: seen.id, hasPassword: true, openSessions: 1, xp: 0, level: 1, erasure: null });
  expect(rows.materials).toMatchObject([
    {
      ...{ id: material.id, kind: 'materials', status: 'failed', runNo: 1 },
      failure: { code: expect.any(String), sentence: expect.stringMatching(/\.$/) },
      temporalUrl: expect.stringMatching(
        RegExp(`^https://temporal\\.example\\.org/namespaces/[^/]+/workflows/ingest%3A${material.id}%3A1$`),
      ),
    },
  ]);
  expect([rows.questions.length, days.length, notices.length]).toEqual([1, 1, 1]);
  // A quote at the end of an address is left out by whoever looks for addresses in a text.
  expect(runsUrl).toMatch(/^[\w:/.?=%-]+$/);
  expect(decodeURIComponent(runsUrl)).toMatch(RegExp(`workflows\\?query=UserId = '${seen.id}'$`));
  expect(await lines(seen.id)).toMatchObject([
    { action: 'support.looked-at', actorKind: 'user', actorId: support.id, reason: REASON, details: { what: 'state' } },
  ]);
  expect((await get(`/users/${randomUUID()}`)).status).toBe(404);
});

test('lists go on page by page', async () => {
  const seen = await createStudent(app);
  const made = [await MAKE.mails(seen.id, 'sent'), await MAKE.mails(seen.id, 'failed')].map(({ id }) => id);
  for (const day of ['2026-03-01', '2026-03-02']) await buildStreakDay(app.db, { userId: seen.id, day });
  for (let count = 0; count < 2; count += 1) await buildNotice(app.db, { userId: seen.id, topic: String(count) });
  for (const points of [5, 6]) expect((await post(`/users/${seen.id}/xp-adjustments`, { points })).status).toBe(201);
  await app.db('mails').whereNotIn('id', made).where({ userId: seen.id }).delete();
  for (const list of ['rows/mails', 'days', 'ledger']) {
    const first = await body(await get(`/users/${seen.id}/${list}?limit=1`));
    const second = await body(await get(`/users/${seen.id}/${list}?limit=1&cursor=${first.nextCursor}`));
    expect([list, first.data.length, second.data.length, second.nextCursor]).toEqual([list, 1, 1, null]);
    expect(first.data).not.toEqual(second.data);
  }
  // Two of the adjustments, and two that were there.
  expect((await body(await get(`/users/${seen.id}/notices`))).data.length).toBe(4);
  const audit = await body(await get(`/audit?userId=${seen.id}&limit=2`));
  expect(audit.data).toMatchObject([
    { action: 'support.looked-at', reason: REASON },
    { action: 'support.looked-at', reason: REASON },
  ]);
  expect((await body(await get(`/audit?userId=${seen.id}&cursor=${audit.nextCursor}`))).data.length).toBeGreaterThan(5);
});

describe.each(WORK_KINDS)('of %s', (kind) => {
  test('one that failed gets a new run, and one that waits is stopped', async () => {
    const owner = await createStudent(app);
    const failed = await MAKE[kind](owner.id, 'failed');
    const retried = await post(`/${kind}/${failed.id}/retry`);
    expect([retried.status, await body(retried)]).toMatchObject([202, { status: 'queued', failure: null, runNo: 2 }]);
    expect((await post(`/${kind}/${failed.id}/retry`)).status).toBe(202);
    const stopped = await post(`/${kind}/${failed.id}/cancel`);
    expect([stopped.status, await body(stopped)]).toMatchObject([200, { status: 'cancelled', runNo: 2 }]);
    const details = { kind, id: failed.id };
    expect(await lines(owner.id)).toMatchObject(
      ['retried', 'retried', 'cancelled'].map((deed) => ({ action: `support.${deed}`, reason: REASON, details })),
    );
  });

  test('one that is done is left as it is, and so is one of nobody', async () => {
    const owner = await createStudent(app);
    const state = { materials: 'ready', questions: 'answered', quizzes: 'ready', mails: 'sent', exports: 'ready' }[
      kind
    ];
    const { id } = await MAKE[kind](owner.id, state);
    expect((await post(`/${kind}/${id}/retry`)).status).toBe(409);
    expect((await post(`/${kind}/${id}/cancel`)).status).toBe(409);
    expect((await post(`/${kind}/${randomUUID()}/retry`)).status).toBe(404);
    expect(await lines(owner.id)).toEqual([]);
  });
});

describe('XP', () => {
  const adjust = (id: string, key: string, points: number) =>
    support.fetch(`/support/users/${id}/xp-adjustments`, {
      ...json('POST', { points, reason: REASON }),
      headers: { ...json('POST', {}).headers, 'Idempotency-Key': key },
    });

  test('that is given is a line of the ledger and a notice, once a key', async () => {
    const { id } = await createStudent(app);
    const key = randomUUID();
    for (let time = 0; time < 2; time += 1) {
      const adjusted = await adjust(id, key, 120);
      expect([adjusted.status, await body(adjusted)]).toMatchObject([201, { xp: 120 }]);
    }
    expect((await adjust(id, key, 121)).status).toBe(422);
    expect(await app.db('xpLogs').where({ userId: id })).toMatchObject([{ kind: 'correction', granted: 120 }]);
    expect(await app.db('notices').where({ userId: id })).toMatchObject([
      { kind: 'xp-adjusted', facts: { points: 120 } },
    ]);
    expect(await lines(id)).toMatchObject([{ action: 'support.adjusted-xp', details: { points: 120 } }]);
  });

  test('of their own nobody of support adjusts, nor that of who is not there', async () => {
    expect((await adjust(support.id, randomUUID(), 5)).status).toBe(403);
    expect((await adjust(randomUUID(), randomUUID(), 5)).status).toBe(404);
    expect(await app.db('xpLogs').where({ userId: support.id })).toEqual([]);
  });

  test('a role that was taken away meanwhile gives nothing', async () => {
    const former = await createSupporter();
    const { id } = await createStudent(app);
    const send = () => post(`/users/${id}/xp-adjustments`, { points: 5 }, former);
    const response = await overtake(app, former.id, send, (trx) =>
      trx('users').where({ id: former.id }).update({ role: 'student' }),
    );
    expect(response.status).toBe(403);
    expect([await app.db('xpLogs').where({ userId: id }), await lines(id)]).toEqual([[], []]);
  });
});

test('what runs by the clock is run now, and only what there is', async () => {
  expect((await post('/jobs/nothing/run')).status).toBe(404);
  const client = createTemporalClient(app.config);
  try {
    await syncSchedules(client, app.config.TASK_QUEUE_PREFIX);
    const asked = await post('/jobs/sweep/run');
    expect([asked.status, decodeURIComponent((await body(asked)).temporalUrl)]).toEqual([
      202,
      expect.stringMatching(/query=Flow = 'sweep'$/),
    ]);
    const { info } = await client.schedule.getHandle(`${app.config.TASK_QUEUE_PREFIX}sweep`).describe();
    expect(info.numActionsTaken).toBe(1);
  } finally {
    await client.connection.close();
  }
});

test('flags are shown without e-mails, and closed with a note; reports by what they say', async () => {
  const caseId = randomUUID();
  await buildFlag(app.db, { userId: student.id, caseId });
  const listed = await get(`/flags?userId=${student.id}`);
  const text = await listed.text();
  expect(JSON.parse(text).data).toMatchObject([{ id: caseId, closedAt: null, students: [{ userId: student.id }] }]);
  expect(text).not.toContain(student.email);
  expect((await post(`/flags/${caseId}/close`, { reason: 'A class test' })).status).toBe(204);
  expect((await post(`/flags/${caseId}/close`)).status).toBe(404);
  expect(await app.db('flags').where({ caseId })).toMatchObject([{ note: 'A class test' }]);

  const { id: topicId } = await buildTopic(app.db);
  const { id: questionId } = await buildQuizQuestion(app.db, { topicId });
  await buildQuestionReport(app.db, { userId: student.id, questionId, reason: 'ambiguous', text: 'Secret' });
  const reports = await (await get('/question-reports?limit=100')).text();
  expect(JSON.parse(reports).data).toContainEqual({
    questionId,
    isRetired: false,
    reports: 1,
    reasons: { ambiguous: 1 },
  });
  expect(reports).not.toContain('Secret');
});

test('every search that support is given is one that Temporal understands', async () => {
  const page = readFileSync('docs/support.md', 'utf8');
  const linked = [...page.matchAll(/workflows\?query=([^)\s]+)/g)].map(([, query = '']) => decodeURIComponent(query));
  const written = [...page.matchAll(/^ {2}(\w+ .*)$/gm)].map(([, query = '']) => query);
  const made = supportSearches(new Date()).map(({ query }) => query);
  expect(linked.length).toBeGreaterThan(5);
  for (const query of made.filter((one) => !/Time/.test(one))) expect(linked).toContain(query);
  const client = createTemporalClient(app.config);
  const { namespace } = client.options;
  const count = (query: string) => client.workflowService.countWorkflowExecutions({ namespace, query });
  try {
    for (const query of [...linked, ...written, ...made]) await count(query);
    await expect(count("NoSuchName = 'x'")).rejects.toThrow();
  } finally {
    await client.connection.close();
  }
});

test('a reason goes when the line stops telling whom it concerned', async () => {
  const leaving = await createStudent(app);
  await get(`/users/${leaving.id}`);
  const [{ id }] = await lines(leaving.id);
  await app.db('users').where({ id: leaving.id }).delete();
  expect(await app.db('auditLog').where({ id })).toMatchObject([{ subjectId: null, reason: null }]);
});
