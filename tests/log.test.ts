import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';

/** What a process of its own writes for these fields. */
function logged(fields: object): string {
  const program = `import { createLog } from './log.ts'; createLog('info', 'test').info(${JSON.stringify(fields)}, 'said')`;
  return execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
}

describe('the log', () => {
  test('writes one JSON line, and no secret wherever it stands', () => {
    const secrets = { authorization: 'S3CRET', password: 'S3CRET', refreshToken: 'S3CRET' };
    const text = logged({ ...secrets, headers: { ...secrets, cookie: 'S3CRET' }, deep: { body: secrets }, kept: 1 });
    expect(text).not.toContain('S3CRET');
    expect(JSON.parse(text)).toMatchObject({ part: 'test', msg: 'said', kept: 1, password: '[removed]' });
  });
});
