import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { loadContent } from '../../../services/content/load-content.js';
import { loadQuestions } from '../../../services/content/load-questions.js';

const { subjects, lessons } = await loadContent();

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scholium-questions-'));
  await mkdir(join(folder, 'questions/computer-science'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Loads a file with one question of a number. */
async function load(answer: string): Promise<number> {
  const text = `topic: computer-science/data-representation
questions:
  - slug: made
    kind: numeric
    difficulty: easy
    stem: How long is it, at 2 each?
    ${answer}
    formula: "2"
    explanation: Each of them is as long as that.
    evidence:
      lesson: everything-as-bits
      section: Text
      quote: Unicode has room for more than a million.
`;
  await writeFile(join(folder, 'questions/computer-science/data-representation.yaml'), text);
  return (await loadQuestions(subjects, lessons, folder)).length;
}

describe('a written question', () => {
  test('is taken in a unit that answers can have', async () => {
    expect(await load('value: 2\n    unit: m\n    tolerance: { absolute: 0 }')).toBe(1);
  });

  test.each(['parsecs of love', '%%', '()'])('is refused in the unit %s: nobody could hand it in', async (unit) => {
    await expect(load(`value: 2\n    unit: "${unit}"\n    tolerance: { absolute: 0 }`)).rejects.toThrow(
      'questions[0]: its key cannot be answered',
    );
  });
});
