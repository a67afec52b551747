import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { listOperations } from '../../api/register-routes.js';
import { body } from '../support/body.js';
import { type GoogleDouble, startGoogle } from '../support/google.js';
import { twoColors } from '../support/images.js';
import { flushRedis } from '../support/redis.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { newSubject, type Subject } from './operation-subject.js';

let app: TestApp;
let google: GoogleDouble;
let image: Buffer;
beforeAll(async () => {
  google = await startGoogle();
  app = await startTestApp(google.env);
  image = await twoColors(64, 64).png().toBuffer();
});
afterAll(async () => {
  await app.close();
  await google.stop();
});

/** After these the session or the account is over. */
const ENDING = ['logOut', 'logOutEverywhere', 'changePassword', 'requestErasure'];
const writes = listOperations().filter(
  ({ id, method, access }) => method !== 'get' && access === 'student' && !ENDING.includes(id),
);

const VIEWS = ['/dashboard', '/recommendations', '/progress', '/progress?days=30'];

/** Every view as it is given now. */
const read = async ({ student }: Subject) =>
  Object.fromEntries(
    await Promise.all(
      VIEWS.map(async (path) => {
        const response = await student.fetch(path);
        expect(response.status).toBe(200);
        return [path, await body(response)] as const;
      }),
    ),
  );

test.each(writes.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
  'what %s changes is seen in every view at once',
  async (_, operation) => {
    const subject = await newSubject({ app, google, image }, operation);
    for (const { path, init } of subject.calls) {
      await read(subject);
      const { status } = await subject.student.fetch(path, init);
      expect(status).toBeLessThan(300);
      const seen = await read(subject);
      await flushRedis(app.config);
      expect(seen).toEqual(await read(subject));
    }
  },
);
