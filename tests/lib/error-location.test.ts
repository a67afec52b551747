import { expect, test } from '@jest/globals';
import { errorFrames, errorLocation } from '../../lib/error-location.js';

test('the calls of a stack are kept, and nothing of its message, be it written like a call', () => {
  const error = new Error('of somebody@example.org\nat somebody, at home\n    at somebody (/home/somebody:1:1)');
  const location = errorLocation(error);
  expect(location).not.toContain('somebody');
  const lines = location.split('\n');
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) expect(line).toMatch(/^ {4}at .+ \(.+:\d+:\d+\)$/);
  expect(lines[0]).toContain('error-location.test');
});

test('a call is told by its function, file, line and column', () => {
  const stack = [
    'Error: why',
    '    at Object.read (/app/dist/a.js:10:5)',
    '    at async Promise.all (index 0)',
    '    at async Layer.handle [as call] (file:///app/dist/b.js:2:30)',
    '    at node:internal/main:1:2',
  ].join('\n');
  expect(errorFrames({ message: 'why', stack })).toEqual([
    { name: 'Object.read', file: '/app/dist/a.js', line: 10, column: 5 },
    { name: 'Layer.handle [as call]', file: 'file:///app/dist/b.js', line: 2, column: 30 },
    { name: '', file: 'node:internal/main', line: 1, column: 2 },
  ]);
  expect(errorLocation({ message: 'why', stack }).split('\n')).toEqual([
    '    at Object.read (/app/dist/a.js:10:5)',
    '    at Layer.handle [as call] (file:///app/dist/b.js:2:30)',
    '    at <module> (node:internal/main:1:2)',
  ]);
});

test('what has no stack was thrown nowhere', () => {
  for (const error of [undefined, null, 'text', {}, { stack: 7 }, { stack: 'Error: only a message' }]) {
    expect(errorLocation(error)).toBe('');
  }
});
