import { describe, expect, test } from '@jest/globals';
import { isStatedElsewhere } from '../../../../domain/quizzes/drafting/stated-elsewhere.js';
import { readText } from './reading.js';

const OWN = 'Copper melts gradually in ancient furnaces.';
/** Five words that say something, in the place of copper: silver. */
const TURNED = 'Silver melts gradually in ancient furnaces.';

describe('Another sentence makes a statement true', () => {
  test.each([
    ['which says the same', TURNED, true],
    ['which has three of its five words that say something', 'Silver melts gradually near Boston harbor.', true],
    ['not with two of them', 'Silver melts near Boston harbor.', false],
    ['not without what was put in', 'Gold melts gradually in ancient furnaces.', false],
    ['not by words of grammar', 'Silver is in Boston, and in Lisbon, and in Lima.', false],
    ['which has them in another form', 'Ancient silver melted in an old furnace.', true],
  ])('%s', (_, other, isStated) => {
    const source = readText(`${OWN} ${other}`);
    const [own] = source.sentences;
    expect(source.sentences).toHaveLength(2);
    expect(own && isStatedElsewhere(TURNED, 'silver', own, source)).toBe(isStated);
  });

  test('and never its own', () => {
    const source = readText(`${TURNED} Gold is soft and very heavy.`);
    const [own] = source.sentences;
    expect(own && isStatedElsewhere(TURNED, 'silver', own, source)).toBe(false);
  });

  test.each([
    ['Red silver melts gradually in ancient furnaces.', true],
    ['Silver melts gradually in ancient furnaces.', false],
  ])('only with every word that was put in: %s', (other, isStated) => {
    const source = readText(`${OWN} ${other}`);
    const [own] = source.sentences;
    expect(own && isStatedElsewhere(`Red ${TURNED}`, 'red silver', own, source)).toBe(isStated);
  });
});
