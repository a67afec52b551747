import { expect, test } from '@jest/globals';
import { listOperations } from '../../../api/register-routes.js';
import { json } from '../../support/http.js';
import { createStudent, type Student } from '../../support/student.js';
import { useSupport } from './use-support.js';

const { get, lines, tests } = useSupport();

test('every operation is for support alone, and asks for a reason', async () => {
  const operations = listOperations().filter(({ path }) => path.startsWith('/support/'));
  expect(operations.length).toBeGreaterThan(10);
  const before = await tests.app.db('auditLog');
  for (const { method, path, access } of operations) {
    expect([path, access]).toEqual([path, 'support']);
    const address = path.replace('{kind}', 'mails').replaceAll(/\{\w+\}/g, () => tests.student.id);
    const send = (by: Student) => by.fetch(address, method === 'get' ? {} : json('POST', {}));
    expect([path, (await send(tests.student)).status]).toEqual([path, 403]);
    const refused = await send(tests.support);
    expect([path, refused.status]).toEqual([path, 422]);
    expect(JSON.stringify(await refused.json())).toMatch(/reason|"pointer":""/);
  }
  expect(await tests.app.db('auditLog')).toEqual(before);
});

test('a reason goes when the line stops telling whom it concerned', async () => {
  const leaving = await createStudent(tests.app);
  await get(`/users/${leaving.id}`);
  const [{ id }] = await lines(leaving.id);
  await tests.app.db('users').where({ id: leaving.id }).delete();
  expect(await tests.app.db('auditLog').where({ id })).toMatchObject([{ subjectId: null, reason: null }]);
});
