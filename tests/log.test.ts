import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';

const argumentsOf = (program: string) => ['--import', 'tsx', '--input-type=module', '-e', program];
const OPTIONS = { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } } as const;

/** What a process of its own writes for these fields. */
function logged(fields: object): string {
  const program = `import { createLog } from './log.ts'; createLog('info', 'test').info(${JSON.stringify(fields)}, 'said')`;
  return execFileSync(process.execPath, argumentsOf(program), OPTIONS);
}

describe('the log', () => {
  test('writes one JSON line, and no secret wherever it stands', () => {
    const secrets = { authorization: 'S3CRET', password: 'S3CRET', refreshToken: 'S3CRET' };
    const headers = { ...secrets, cookie: 'S3CRET', 'Set-Cookie': ['a=S3CRET', 'b=S3CRET'] };
    const text = logged({ ...secrets, headers, deep: { body: secrets }, list: [{ token: 'S3CRET' }], kept: 1 });
    expect(text).not.toContain('S3CRET');
    expect(JSON.parse(text)).toMatchObject({ part: 'test', msg: 'said', kept: 1, password: '[removed]' });
  });

  test('writes a date, an error, and what holds itself as pino does', () => {
    const program = `
      import { createLog } from './log.ts';
      const around = { name: 'around' };
      around.itself = around;
      const odd = { toJSON() { return this; }, token: 'S3CRET' };
      const err = new TypeError('odd');
      createLog('info', 'test').info({ at: new Date(0), err, none: null, absent: undefined, around, odd }, 'said');`;
    const text = execFileSync(process.execPath, argumentsOf(program), OPTIONS);
    expect(text).not.toContain('S3CRET');
    const line = JSON.parse(text);
    expect(line).toMatchObject({ at: '1970-01-01T00:00:00.000Z', err: { type: 'TypeError' }, none: null });
    expect(line).toMatchObject({ around: { name: 'around' }, msg: 'said' });
    expect(line).not.toHaveProperty('absent');
  });

  test('has the warnings of Node, and what nobody caught, which ends the process and is told', () => {
    const program = `
      import { createLog, endOnUncaught, logWarnings } from './log.ts';
      const log = createLog('info', 'test');
      const close = async () => log.info({}, 'told all');
      logWarnings(log);
      endOnUncaught(log, { report: ({ what }) => log.info({ what }, 'told'), close });
      process.emitWarning('of something old', 'DeprecationWarning');
      setTimeout(() => { throw new TypeError('of somebody@example.org') }, 10);
      setInterval(() => {}, 1_000);`;
    const { status, stdout, stderr } = spawnSync(process.execPath, argumentsOf(program), OPTIONS);
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).not.toContain('somebody');
    // What is written while a process ends may overtake what is on its way.
    const lines = stdout
      .trim()
      .split('\n')
      .map((line): { msg: string } => JSON.parse(line))
      .toSorted((a, b) => a.msg.localeCompare(b.msg));
    expect(lines).toMatchObject([
      { level: 60, error: 'TypeError', msg: 'an error that nobody caught' },
      { level: 40, warning: 'DeprecationWarning', msg: 'of something old' },
      { what: 'an error that nobody caught', msg: 'told' },
      { msg: 'told all' },
    ]);
  });
});
