import { beforeEach, expect, test } from '@jest/globals';
import { listCasesOf, listOpenCases } from '../../../db/queries/flags.js';
import {
  listAudit,
  listJudgedDays,
  listReported,
  listToldNotices,
  listWorkedOnOf,
} from '../../../db/queries/support-lists.js';
import { findSupportUsers } from '../../../db/queries/support-users.js';
import { WORK_KINDS } from '../../../domain/support/work-kinds.js';
import { asTheyLie } from '../../support/as-they-lie.js';
import { buildWork } from '../../support/build-work.js';
import {
  buildAuditEntry,
  buildFlag,
  buildNotice,
  buildQuestionReport,
  buildQuizQuestion,
  buildStreakDay,
  buildStudent,
  buildTopic,
} from '../../support/factories/index.js';
import { allAndPart, idsOf, inOrder, newIds, type Part, scrambled } from '../../support/scrambled.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
let userId: string;
let topicId: string;
beforeEach(async () => {
  for (const table of ['audit_log', 'flags', 'question_reports']) await services.db(table).delete();
  userId = (await buildStudent(services.db)).id;
  topicId = (await buildTopic(services.db)).id;
});

test.each(WORK_KINDS)('%s are listed newest first', async (kind) => {
  const ids = newIds();
  await scrambled(ids, (id) => buildWork(services.db, kind, { id, userId }));
  const read = await allAndPart(services.db, async (trx, part) =>
    idsOf(await listWorkedOnOf(trx, kind, { userId, ...part })),
  );
  expect(read).toEqual(inOrder(ids.toReversed()));
});

test('the audit log is listed newest first, as a whole and of one person', async () => {
  const ids = newIds();
  await scrambled(ids, (id) => buildAuditEntry(services.db, { id, subjectId: userId }));
  for (const whose of [{}, { subjectId: userId }]) {
    const read = await allAndPart(services.db, async (trx, part) => idsOf(await listAudit(trx, { ...whose, ...part })));
    expect(read).toEqual(inOrder(ids.toReversed()));
  }
});

test('days and notices of a student are listed newest first', async () => {
  const days = ['2026-03-06', '2026-03-05', '2026-03-04', '2026-03-03', '2026-03-02'];
  await scrambled(days, (day) => buildStreakDay(services.db, { userId, day }));
  const judged = await allAndPart(services.db, async (trx, part) =>
    (await listJudgedDays(trx, { userId, ...part })).map(({ day }) => day),
  );
  expect(judged).toEqual(inOrder(days));
  const ids = newIds();
  await scrambled(ids, (id) => buildNotice(services.db, { id, userId }));
  const told = await allAndPart(services.db, async (trx, part) =>
    idsOf(await listToldNotices(trx, { userId, ...part })),
  );
  expect(told).toEqual(inOrder(ids.toReversed()));
});

test('cases are listed oldest first, and by id where two came at once', async () => {
  // Their ids go against the order of time.
  const [last, ...earlier] = newIds() as [string, ...string[]];
  const cases = [...earlier, last];
  await scrambled(cases, (caseId, place) =>
    buildFlag(services.db, { userId, caseId, createdAt: new Date(place === 4 ? 2_000 : 1_000) }),
  );
  const idsOfCases = (rows: { caseId: string }[]) => rows.map(({ caseId }) => caseId);
  expect(idsOfCases(await asTheyLie(services.db, (trx) => listOpenCases(trx, 3)))).toEqual(cases.slice(0, 3));
  expect(idsOfCases(await asTheyLie(services.db, (trx) => listCasesOf(trx, userId)))).toEqual(cases);
});

test('students of a case are listed by e-mail', async () => {
  const [caseId = '', ...emails] = [
    newIds()[0],
    ...['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@case.example.org`),
  ];
  await scrambled(emails, async (email) => {
    const { id } = await buildStudent(services.db, { email });
    await buildFlag(services.db, { userId: id, caseId });
  });
  const [found] = await asTheyLie(services.db, (trx) => listOpenCases(trx, 9));
  expect(found?.students.map(({ email }) => email)).toEqual(emails);
});

test('questions that were reported are listed by id', async () => {
  const ids = newIds();
  await scrambled(ids, async (id) => {
    await buildQuizQuestion(services.db, { id, topicId });
    await buildQuestionReport(services.db, { userId, questionId: id });
  });
  const read = await allAndPart(services.db, async (trx, part: Part) =>
    (await listReported(trx, part)).map(({ questionId }) => questionId),
  );
  expect(read).toEqual(inOrder(ids));
});

test('people that are found are listed from the oldest account on', async () => {
  const ids = newIds();
  await scrambled(ids, (id) => buildStudent(services.db, { id }));
  expect(idsOf(await asTheyLie(services.db, (trx) => findSupportUsers(trx, { ids })))).toEqual(ids);
});
