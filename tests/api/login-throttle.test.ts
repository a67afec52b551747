import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ENGINE_WAITS_MS } from '../../domain/wait-limits.js';
import { body } from '../support/body.js';
import { checkedFetch } from '../support/checked-fetch.js';
import { flushRedis, listRedisKeys } from '../support/redis.js';
import { createStudent, PASSWORD } from '../support/student.js';
import { startTcpProxy } from '../support/tcp-proxy.js';
import { startTestApp, type TestApp, withTestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  // One proxy of ours: its header tells who calls, so that a test can be many addresses.
  app = await startTestApp({ TRUSTED_PROXY_HOPS: '1' });
});
afterAll(() => app.close());

const WRONG = 'not the password';
const logIn = (email: string, password: string, forwarded: string, { api } = app) =>
  checkedFetch(`${api.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': forwarded },
    body: JSON.stringify({ email, password }),
  });
const statuses = (responses: Response[]) => responses.map(({ status }) => status);
const guesses = async (email: string, count: number, address: (guess: number) => string, where = app) => {
  const responses = await Promise.all(
    Array.from({ length: count }, (_, guess) => logIn(email, WRONG, address(guess), where)),
  );
  return statuses(responses);
};

/** Expects that only the free tries, and one after each wait of 1, 2, 4 … seconds, were looked at. */
async function expectFew(free: number, guess: () => Promise<number[]>): Promise<void> {
  const began = performance.now();
  const looked = (await guess()).filter((status) => status === 401).length;
  const seconds = (performance.now() - began) / 1_000;
  expect(looked).toBeGreaterThan(free);
  expect(looked).toBeLessThanOrEqual(free + 1 + Math.floor(Math.log2(seconds + 1)));
}

/** The refusal of the right password: a wrong one first, since a wait may be over just when it comes, and begins anew. */
async function refusal(email: string, address: string): Promise<Response> {
  await logIn(email, WRONG, address);
  const refused = await logIn(email, PASSWORD, address);
  expect(refused.status).toBe(429);
  return refused;
}

describe('guessing a password', () => {
  test('gets few tries from one address, also when all come at once, and is told how long to wait', async () => {
    const { email } = await createStudent(app);
    await expectFew(10, () => guesses(email, 100, () => '10.0.0.1'));
    const refused = await refusal(email, '10.0.0.1');
    expect((await body(refused)).type).toBe('urn:scholium:problem:too-many-requests');
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
  });

  test('is slowed down the same for an e-mail that nobody has', async () => {
    await expectFew(10, () => guesses('nobody@example.org', 100, () => '10.0.0.2'));
  });

  test('gets few tries from many addresses, too', async () => {
    const { email } = await createStudent(app);
    await expectFew(20, () => guesses(email, 100, (guess) => `10.1.0.${guess}`));
  });

  test('of one account from many addresses does not shut its owner out where they signed in before', async () => {
    const { email } = await createStudent(app);
    expect((await logIn(email, PASSWORD, '10.2.0.1')).status).toBe(200);
    await guesses(email, 60, (guess) => `10.3.0.${guess}`);
    await refusal(email, '10.9.9.9');
    expect((await logIn(email, PASSWORD, '10.2.0.1')).status).toBe(200);
  });

  test('does not shut its owner out of the IPv6 network where they signed in before, and nobody in of another', async () => {
    const { email } = await createStudent(app);
    expect((await logIn(email, PASSWORD, '2001:db8:1:2:aaaa::1')).status).toBe(200);
    await guesses(email, 60, (guess) => `10.10.0.${guess}`);
    await refusal(email, '2001:db8:1:3:aaaa::1');
    expect((await logIn(email, PASSWORD, '2001:db8:1:2:bbbb::2')).status).toBe(200);
  });

  test('of one password on many accounts is slowed down by address', async () => {
    const spray = (index: number) => logIn(`spray-${index}@example.org`, WRONG, '10.4.0.1');
    await expectFew(50, async () => statuses(await Promise.all(Array.from({ length: 100 }, (_, at) => spray(at)))));
  });

  test('of one account leaves others at its address their tries', async () => {
    await expectFew(10, () => guesses('stuck@example.org', 100, () => '10.11.0.1'));
    const others = Array.from({ length: 6 }, (_, at) => logIn(`pupil-${at}@example.org`, WRONG, '10.11.0.1'));
    expect(statuses(await Promise.all(others))).toEqual(others.map(() => 401));
  });

  test('is forgotten after the right one', async () => {
    const { email } = await createStudent(app);
    for (let round = 0; round < 3; round += 1) {
      await guesses(email, 8, () => '10.5.0.1');
      expect((await logIn(email, PASSWORD, '10.5.0.1')).status).toBe(200);
    }
  });
});

describe('the counts', () => {
  test('outlive a flushed Redis', async () => {
    const { email } = await createStudent(app);
    await guesses(email, 40, () => '10.6.0.1');
    expect(await flushRedis(app.config)).toBeGreaterThan(0);
    await refusal(email, '10.6.0.1');
  });

  test('hold no e-mail in Redis', async () => {
    await guesses('somebody@example.org', 3, () => '10.7.0.1');
    const keys = await listRedisKeys(app.config);
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.join('\n')).not.toMatch(/somebody/);
  });

  test('are kept in memory while Redis is away', async () => {
    const proxy = await startTcpProxy(new URL(app.config.REDIS_URL).host);
    await withTestApp({ REDIS_URL: `redis://${proxy.address}` }, async (other) => {
      await proxy.set('refuse');
      await expectFew(10, () => guesses('nobody@example.org', 60, () => '127.0.0.1', other));
    });
    await proxy.close();
  });
});

describe('a Redis that is connected and does not answer in time', () => {
  const json = (content: unknown) => ({
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(content),
  });

  test.each([['black-hole'], [{ latencyMs: 400 }]] as const)(
    'delays a request by its share of time, once in all: %j',
    async (mode) => {
      const proxy = await startTcpProxy(new URL(app.config.REDIS_URL).host);
      const run = async (other: TestApp) => {
        const student = await createStudent(other);
        const proof = { password: PASSWORD };
        const reset = { code: 'none', password: 'a second new password' };
        const requests: [() => Promise<Response>, number][] = [
          [() => logIn(student.email, PASSWORD, '', other), 200],
          [() => logIn(student.email, WRONG, '', other), 401],
          [() => student.fetch('/auth/password/change', json({ proof, password: 'a first new password' })), 204],
          [() => student.fetch('/auth/me'), 200],
          [() => checkedFetch(`${other.api.url}/api/v1/auth/password/reset`, json(reset)), 400],
        ];
        const timed = async (send: () => Promise<Response>, status: number) => {
          const began = performance.now();
          expect((await send()).status).toBe(status);
          return performance.now() - began;
        };
        // Hashing a password takes most of a login, and the longer the busier the machine is.
        const usual = await timed(() => logIn(student.email, PASSWORD, '', other), 200);
        await proxy.set(mode);
        for (const [send, status] of requests)
          expect(await timed(send, status)).toBeLessThan(2 * ENGINE_WAITS_MS.redisOfRequest + 4 * usual);
      };
      const settings = { REDIS_URL: `redis://${proxy.address}`, SIGN_IN_PER_MINUTE: '40', VIEW_WAIT_MS: '50' };
      await withTestApp(settings, run).finally(proxy.close);
    },
  );
});

describe('a forwarded address', () => {
  test('counts as far as our own proxies go, and no further', async () => {
    const { email } = await createStudent(app);
    // What a client writes in front of what our proxy adds is not believed.
    await expectFew(10, () => guesses(email, 60, (guess) => `10.66.0.${guess}, 10.8.0.1`));
  });

  test('counts for nothing without a proxy of ours', async () => {
    await withTestApp({}, async (bare) => {
      const { email } = await createStudent(bare);
      await expectFew(10, () => guesses(email, 60, (guess) => `10.67.0.${guess}`, bare));
      const [{ address }] = await bare.db('sessions').select('address');
      expect(address).toBe('127.0.0.1');
    });
  });
});
