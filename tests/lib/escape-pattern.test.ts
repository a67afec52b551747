import { expect, test } from '@jest/globals';
import { escapePattern } from '../../lib/escape-pattern.js';

test('a text is found as it stands, whatever its signs mean in a pattern', () => {
  for (const sign of '.*+?^{}$()|[]\\') {
    const found = new RegExp(escapePattern(`a${sign}b`), 'u').exec(`ab a${sign}b`);
    expect({ sign, at: found?.index }).toEqual({ sign, at: 3 });
  }
  expect(escapePattern('plain text')).toBe('plain text');
});
