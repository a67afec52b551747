import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { around } from '../../../../domain/social/boards/shown-lines.js';

test('the lines around a student are up to three on each side, and none for who has none', () => {
  fc.assert(
    fc.property(fc.nat(40), fc.nat(39), (count, index) => {
      const lines = Array.from({ length: count }, (_, place) => ({ userId: `u${place}` }));
      const shown = around(lines, `u${index}`);
      const isThere = index < count;
      expect(shown.some(({ userId }) => userId === `u${index}`)).toBe(isThere);
      expect(shown).toEqual(isThere ? lines.slice(Math.max(0, index - 3), index + 4) : []);
    }),
  );
});
