import { expect, test } from '@jest/globals';
import { errorLocation } from '../../lib/error-location.js';

test('the lines of a stack are kept, and nothing of its message', () => {
  const error = new Error('of somebody@example.org\nat somebody, at home');
  const location = errorLocation(error.stack);
  expect(location).not.toContain('somebody');
  const lines = location.split('\n');
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) expect(line).toMatch(/^ {4}at /);
  expect(lines[0]).toContain('error-location.test');
});

test('an error without a stack was thrown nowhere', () => {
  expect(errorLocation(undefined)).toBe('');
  expect(errorLocation('Error: only a message')).toBe('');
});
