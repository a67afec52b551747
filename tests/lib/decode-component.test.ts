import { expect, test } from '@jest/globals';
import { decodeComponent } from '../../lib/decode-component.js';

test.each([
  ['plain', 'plain'],
  ['a%20b%2Fc', 'a b/c'],
  ['caf%C3%A9', 'café'],
  ['100%', '100%'],
  ['%zz', '%zz'],
  ['%E0%A4', '%E0%A4'],
])('%s says %s', (text, said) => expect(decodeComponent(text)).toBe(said));
