import { expect, test } from '@jest/globals';
import { hashText } from '../../lib/hash-text.js';

// http://www.isthe.com/chongo/tech/comp/fnv/ lists these.
test.each([
  ['', 0x811c9dc5],
  ['a', 0xe40c292c],
  ['foobar', 0xbf9cf968],
])('the hash of "%s"', (text, hash) => {
  expect(hashText(text)).toBe(hash);
});
