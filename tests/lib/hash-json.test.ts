import { expect, test } from '@jest/globals';
import { hashJson } from '../../lib/hash-json.js';

// By `printf '["Tides",null,{"a":1}]' | sha256sum`: keys that are stored were made so.
test('the hash of values as JSON never changes', () => {
  const values = ['Tides', undefined, { a: 1 }];
  expect(hashJson(values)).toBe('0c66276192960e66e272d7068e4c9bdb672c670967e3df18d31818ffc420fa48');
});
