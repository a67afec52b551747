import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTimeBudget } from '../../lib/time-budget.js';
import { createHashQueue } from '../../services/auth/hash-queue.js';
import { openKeySet } from '../../services/auth/keys.js';
import { logIn } from '../../services/auth/log-in.js';
import { createPasswords } from '../../services/auth/passwords.js';
import { createStudent, PASSWORD } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

describe('a hash of an older cost', () => {
  const client = { address: '127.0.0.1', userAgent: '' };
  /** A login by a server that is set to these costs. */
  const logInAt = async (passes: number, email: string, password = PASSWORD) => {
    const keys = await openKeySet(app, { file: app.config.AUTH_KEYS_FILE });
    const tokens = { keys, issuer: 'i', audience: 'a', lifeSeconds: 600, refreshDays: 30 };
    const passwords = createPasswords({ memoryKib: 8192, passes });
    const nothing = async () => {};
    const throttle = { admit: nothing, succeeded: nothing };
    const starter = { start: nothing, cancel: nothing, describe: async () => 'not-found' as const };
    const input = { email, password, client, limiterTime: createTimeBudget(500) };
    return logIn({ ...app, passwords, tokens, throttle, log: console, starter }, input);
  };
  const hashOf = async (email: string): Promise<string> =>
    (await app.db('users').where({ email }).first()).passwordHash;

  test('is made anew by a right login, and not by a wrong one', async () => {
    const { email } = await createStudent(app);
    await expect(logInAt(2, email, 'not the password')).rejects.toMatchObject({ type: 'wrong-credentials' });
    expect(await hashOf(email)).toContain('m=8192,t=1,p=1');
    await logInAt(2, email);
    const renewed = await hashOf(email);
    expect(renewed).toContain('m=8192,t=2,p=1');
    await logInAt(2, email);
    expect(await hashOf(email)).toBe(renewed);
  });
});

describe('a wrong e-mail', () => {
  test('costs as much work as a wrong password', async () => {
    const passwords = createPasswords({ memoryKib: 8192, passes: 3 });
    const stored = await passwords.hash('right');
    const time = async (hash: string | null) => {
      const began = performance.now();
      expect(await passwords.matches('wrong', hash)).toBe(false);
      return performance.now() - began;
    };
    const [known, unknown]: [number[], number[]] = [[], []];
    await time(null);
    for (let round = 0; round < 15; round += 1) {
      known.push(await time(stored));
      unknown.push(await time(null));
    }
    const middle = (values: number[]) => values.toSorted((a, b) => a - b)[7] ?? 0;
    // Without the decoy the ratio would be far below 0.1.
    expect(middle(unknown) / middle(known)).toBeGreaterThan(0.4);
    expect(middle(unknown) / middle(known)).toBeLessThan(2.5);
  });
});

describe('the queue of hashes', () => {
  test('runs so many at once and no more, each in its turn', async () => {
    const queue = createHashQueue(2);
    let running = 0;
    let highest = 0;
    const ended: number[] = [];
    const work = (id: number) =>
      queue.run(async () => {
        running += 1;
        highest = Math.max(highest, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        ended.push(id);
      });
    await Promise.all([1, 2, 3, 4, 5, 6].map(work));
    expect(highest).toBe(2);
    expect(ended).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('refuses at once what would wait too long, and goes on after failures', async () => {
    const queue = createHashQueue(1);
    let release = () => {};
    const first = queue.run(() => new Promise<void>((resolve) => (release = resolve)));
    const waiting = Array.from({ length: 100 }, () => queue.run(async () => Promise.reject(new Error('x'))));
    await expect(queue.run(async () => {})).rejects.toMatchObject({ type: 'too-many-requests', retryAfterSeconds: 5 });
    const ended = Promise.allSettled(waiting);
    release();
    await first;
    expect((await ended).every(({ status }) => status === 'rejected')).toBe(true);
    await expect(queue.run(async () => 'free again')).resolves.toBe('free again');
  });
});
