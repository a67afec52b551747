import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { admitPages } from '../../db/queries/quota.js';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { body } from '../support/body.js';
import { problemOf } from '../support/http.js';
import { createStudent, type Student, upload } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const note = (text: string) => makePdf([{ text }]);

let app: TestApp;
let size: number;
beforeAll(async () => {
  size = (await note('Number 0')).length;
  app = await startTestApp({
    MATERIALS_PER_STUDENT: '3',
    BYTES_PER_STUDENT: String(Math.round(size * 2.5)),
    PAGES_PER_DAY: '100',
  });
});
afterAll(() => app.close());

const uploadNote = async (student: Student, number: number) => upload(student, await note(`Number ${number}`));

describe('what one student may have', () => {
  test('is bounded in bytes, also for many uploads at once, and the same bytes again are no second copy', async () => {
    const student = await createStudent(app);
    const responses = await Promise.all([1, 2, 3, 4, 5, 6].map((number) => uploadNote(student, number)));
    expect(responses.map(({ status }) => status).toSorted()).toEqual([202, 202, 403, 403, 403, 403]);
    const refused = responses.find(({ status }) => status === 403);
    expect(refused && (await problemOf(refused))).toBe('storage-full');
    const taken = responses.findIndex(({ status }) => status === 202) + 1;
    expect((await uploadNote(student, taken)).status).toBe(200);
    expect(await app.db('materials').where({ ownerId: student.id })).toHaveLength(2);
  });

  test('is bounded in files, and deleting one makes room', async () => {
    const student = await createStudent(app);
    const first = await body(await uploadNote(student, 1));
    await uploadNote(student, 2);
    await app.db('materials').where({ ownerId: student.id }).update({ bytes: 1 });
    await uploadNote(student, 3);
    await app.db('materials').where({ ownerId: student.id }).update({ bytes: 1 });
    expect(await problemOf(await uploadNote(student, 4))).toBe('storage-full');
    await student.fetch(`/materials/${first.id}`, { method: 'DELETE' });
    expect((await uploadNote(student, 4)).status).toBe(202);
  });

  test('is no concern of another student', async () => {
    const [one, other] = [await createStudent(app), await createStudent(app)];
    await uploadNote(one, 1);
    await uploadNote(one, 2);
    expect((await uploadNote(one, 3)).status).toBe(403);
    expect((await uploadNote(other, 1)).status).toBe(202);
  });

  test('is bounded in pages a day, with the time when there are more', async () => {
    const student = await createStudent(app);
    const run = { userId: student.id, materialId: crypto.randomUUID(), runNo: 1, pages: 100 };
    await app.db.transaction((trx) => admitPages(trx, run));
    await app.db.transaction((trx) => admitPages(trx, run));
    await app
      .db('page_admissions')
      .where({ userId: student.id })
      .update({ createdAt: hoursAgo(23) });
    const response = await uploadNote(student, 1);
    expect([response.status, await problemOf(response.clone())]).toEqual([429, 'daily-pages-reached']);
    const wait = Number(response.headers.get('Retry-After'));
    expect(wait).toBeGreaterThan(3_000);
    expect(wait).toBeLessThanOrEqual(3_600);
    await app
      .db('page_admissions')
      .where({ userId: student.id })
      .update({ createdAt: hoursAgo(25) });
    expect((await uploadNote(student, 1)).status).toBe(202);
  });
});

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
