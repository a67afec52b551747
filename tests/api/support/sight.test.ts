import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { body } from '../../support/body.js';
import {
  buildFlag,
  buildNotice,
  buildQuestionReport,
  buildQuizQuestion,
  buildStreakDay,
  buildTopic,
} from '../../support/factories/index.js';
import { createStudent } from '../../support/student.js';
import { REASON, useSupport } from './use-support.js';

const { get, lines, make, post, tests } = useSupport();

test('a student is shown by states, counts and failures, each run with a link, and by no text', async () => {
  const seen = await createStudent(tests.app);
  const material = await make('materials', seen.id, 'failed');
  await make('questions', seen.id, 'answered');
  await buildStreakDay(tests.app.db, { userId: seen.id });
  await buildNotice(tests.app.db, { userId: seen.id });
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
    {
      action: 'support.looked-at',
      actorKind: 'user',
      actorId: tests.support.id,
      reason: REASON,
      details: { what: 'state' },
    },
  ]);
  expect((await get(`/users/${randomUUID()}`)).status).toBe(404);
});

test('lists go on page by page', async () => {
  const seen = await createStudent(tests.app);
  const made = [await make('mails', seen.id, 'sent'), await make('mails', seen.id, 'failed')].map(({ id }) => id);
  for (const day of ['2026-03-01', '2026-03-02']) await buildStreakDay(tests.app.db, { userId: seen.id, day });
  for (let count = 0; count < 2; count += 1) await buildNotice(tests.app.db, { userId: seen.id, topic: String(count) });
  for (const points of [5, 6]) expect((await post(`/users/${seen.id}/xp-adjustments`, { points })).status).toBe(201);
  await tests.app.db('mails').whereNotIn('id', made).where({ userId: seen.id }).delete();
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

test('flags are shown without e-mails, and closed with a note; reports by what they say', async () => {
  const caseId = randomUUID();
  await buildFlag(tests.app.db, { userId: tests.student.id, caseId });
  const listed = await get(`/flags?userId=${tests.student.id}`);
  const text = await listed.text();
  expect(JSON.parse(text).data).toMatchObject([
    { id: caseId, closedAt: null, students: [{ userId: tests.student.id }] },
  ]);
  expect(text).not.toContain(tests.student.email);
  expect((await post(`/flags/${caseId}/close`, { reason: 'A class test' })).status).toBe(204);
  expect((await post(`/flags/${caseId}/close`)).status).toBe(404);
  expect(await tests.app.db('flags').where({ caseId })).toMatchObject([{ note: 'A class test' }]);

  const { id: topicId } = await buildTopic(tests.app.db);
  const { id: questionId } = await buildQuizQuestion(tests.app.db, { topicId });
  await buildQuestionReport(tests.app.db, {
    userId: tests.student.id,
    questionId,
    reason: 'ambiguous',
    text: 'Secret',
  });
  const reports = await (await get('/question-reports?limit=100')).text();
  expect(JSON.parse(reports).data).toContainEqual({
    questionId,
    isRetired: false,
    reports: 1,
    reasons: { ambiguous: 1 },
  });
  expect(reports).not.toContain('Secret');
});
