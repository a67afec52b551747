import { execFile } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readKeys } from '../../services/auth/keys.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

/** Runs a command as `npm run` does, once the packages are there. */
function run(entry: string, args: string[], env: Record<string, string> = {}) {
  const options = { env: { ...app.env, NODE_OPTIONS: '', ...env } };
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', entry, ...args], options, (error, out, err) => {
      resolve({ code: Number(error?.code ?? 0), out, err });
    });
  });
}

describe('npm run admin', () => {
  test('makes an administrator and shows the password once', async () => {
    const { code, out } = await run('cli/admin.ts', ['create', 'boss@example.org']);
    expect(code).toBe(0);
    expect(out).toMatch(/^boss@example\.org is an administrator\. The password, shown this once: \S{24}\n$/);
    expect(await app.db('users').where({ email: 'boss@example.org' }).first('role')).toEqual({ role: 'admin' });
  });

  test.each([
    [[]],
    [['create']],
    [['create', 'no e-mail']],
    [['role', 'boss@example.org', 'king']],
    [['drop', 'boss@example.org']],
    [['suspend', 'boss@example.org', 'now']],
  ])('shows how it is used for %j', async (args) => {
    const { code, err } = await run('cli/admin.ts', args);
    expect(code).toBe(2);
    expect(err).toContain('npm run admin -- create EMAIL');
  });

  test('says in a sentence what does not go', async () => {
    const unknown = await run('cli/admin.ts', ['suspend', 'nobody@example.org']);
    expect(unknown).toMatchObject({ code: 1, err: 'There is no account with the e-mail nobody@example.org.\n' });
    const away = await run('cli/admin.ts', ['create', 'a@example.org'], { DATABASE_URL: 'postgres://127.0.0.1:1/x' });
    expect(away.code).toBe(1);
    expect(away.err).toContain('The database does not answer');
  });
});

describe('npm run keys', () => {
  const keys = () => readKeys(app.config.AUTH_KEYS_FILE);

  test('rotates: the new key signs, the old one verifies for an hour and is dropped then', async () => {
    const [first] = await keys();
    const { code, out } = await run('cli/keys.ts', ['rotate']);
    const [second, retired] = await keys();
    expect(code).toBe(0);
    expect(out).toContain(second?.kid);
    expect(retired?.kid).toBe(first?.kid);
    const secondsLeft = (retired?.exp ?? 0) - Date.now() / 1_000;
    expect(secondsLeft).toBeGreaterThan(3_600);
    expect(secondsLeft).toBeLessThan(3_700);
  });

  test('two at once lose no key', async () => {
    const before = (await keys()).length;
    const runs = await Promise.all([run('cli/keys.ts', ['rotate']), run('cli/keys.ts', ['rotate'])]);
    const done = runs.filter(({ code }) => code === 0).length;
    expect(done).toBeGreaterThanOrEqual(1);
    expect(await keys()).toHaveLength(before + done);
  });

  test('shows how it is used', async () => {
    expect(await run('cli/keys.ts', ['turn'])).toMatchObject({ code: 2 });
  });
});
