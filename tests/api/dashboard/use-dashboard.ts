import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { Knex } from 'knex';
import { body } from '../../support/body.js';
import { json } from '../../support/http.js';
import { flushRedis } from '../../support/redis.js';
import { createStudent, type Student } from '../../support/student.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

/** What the tests of a file share; the student is new for each. */
interface DashboardTests {
  app: TestApp;
  db: Knex;
  student: Student;
  userId: string;
}

/** An app for the tests of a file, and a student's dashboard over HTTP. */
export function useDashboard(start: () => Promise<TestApp> = startTestApp) {
  const tests = {} as DashboardTests;
  beforeAll(async () => {
    const app = await start();
    Object.assign(tests, { app, db: app.db });
  });
  afterAll(() => tests.app.close());
  beforeEach(async () => {
    const student = await createStudent(tests.app);
    Object.assign(tests, { student, userId: student.id });
  });

  const dashboard = async () => body(await tests.student.fetch('/dashboard'));
  return {
    tests,
    dashboard,
    /** What was made behind the API's back is seen once Redis has forgotten what it kept. */
    async anew() {
      await flushRedis(tests.app.config);
      return dashboard();
    },
    async post(path: string, content: object = {}): Promise<void> {
      const response = await tests.student.fetch(path, json('POST', content));
      if (!response.ok) throw new Error(`${path} was answered ${response.status}`);
    },
    today: async (): Promise<string> => (await dashboard()).today.studyDay,
  };
}
