import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { body } from '../../support/body.js';
import { buildFlag } from '../../support/factories/index.js';
import { createStudent } from '../../support/student.js';
import { REASON, useSupport } from './use-support.js';

const { post, tests } = useSupport();

/** An open case of some students. */
async function openCase(...students: { id: string }[]): Promise<string> {
  const caseId = randomUUID();
  for (const { id: userId } of students) await buildFlag(tests.app.db, { userId, caseId });
  return caseId;
}

const linesOf = (caseId: string) =>
  tests.app.db('auditLog').whereRaw(`details->>'caseId' = ?`, [caseId]).orderBy('id').select('*');

test('the note of a case goes with its student, and no line of the audit log keeps it', async () => {
  const leaving = await createStudent(tests.app);
  const caseId = await openCase(leaving);
  const note = 'Anna Schmidt wrote an exam';
  expect((await post(`/flags/${caseId}/close`, { reason: note })).status).toBe(204);
  const actorId = tests.support.id;
  expect(await linesOf(caseId)).toMatchObject([
    { action: 'flag.closed', actorId, subjectId: leaving.id, reason: note },
    { action: 'support.closed-flag', actorId, subjectId: null, reason: 'The note is with flag.closed.' },
  ]);
  await tests.app.db('users').where({ id: leaving.id }).delete();
  expect(await linesOf(caseId)).toMatchObject([{ reason: null }, { reason: 'The note is with flag.closed.' }]);
});

test('a case of their own nobody of support closes, alone or with others', async () => {
  const everything = () =>
    Promise.all(['flags', 'auditLog', 'notices', 'mails'].map((table) => tests.app.db(table).orderBy('createdAt')));
  for (const caseId of [await openCase(tests.support), await openCase(tests.student, tests.support)]) {
    const before = await everything();
    const refused = await post(`/flags/${caseId}/close`, { reason: REASON });
    expect([refused.status, await body(refused)]).toMatchObject([
      403,
      { type: expect.stringMatching(/not-allowed$/), detail: 'Have a colleague see to your own account.' },
    ]);
    expect(await everything()).toEqual(before);
  }
});
