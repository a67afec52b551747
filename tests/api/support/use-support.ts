import { afterAll, beforeAll } from '@jest/globals';
import type { Knex } from 'knex';
import type { WorkKind } from '../../../domain/support/work-kinds.js';
import { buildWork } from '../../support/build-work.js';
import { json } from '../../support/http.js';
import { createStudent, type Student } from '../../support/student.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

/** Why support asks, in every request that says nothing else. */
export const REASON = 'ticket 4711';

/** What the tests of a file share. */
interface SupportTests {
  app: TestApp;
  support: Student;
  student: Student;
}

/** An app for the tests of a file, with somebody of support and a student, and the API of support over HTTP. */
export function useSupport() {
  const tests = {} as SupportTests;
  const createSupporter = async (): Promise<Student> => {
    const made = await createStudent(tests.app);
    await tests.app.db('users').where({ id: made.id }).update({ role: 'support' });
    return made;
  };
  beforeAll(async () => {
    tests.app = await startTestApp({ TEMPORAL_UI_URL: 'https://temporal.example.org/' });
    tests.support = await createSupporter();
    tests.student = await createStudent(tests.app);
  });
  afterAll(() => tests.app.close());

  const get = (path: string, by = tests.support) =>
    by.fetch(`/support${path}${path.includes('?') ? '&' : '?'}reason=${encodeURIComponent(REASON)}`);
  const post = (path: string, content: object = {}, by = tests.support) =>
    by.fetch(`/support${path}`, json('POST', { reason: REASON, ...content }));
  /** What the audit log says that support did with somebody, in its order. */
  const lines = (subjectId: string): Knex.QueryBuilder =>
    tests.app.db('auditLog').where({ subjectId }).whereLike('action', 'support.%').orderBy('id').select('*');
  const make = (kind: WorkKind, userId: string, status: string) => buildWork(tests.app.db, kind, { userId, status });
  return { tests, createSupporter, get, post, lines, make };
}
