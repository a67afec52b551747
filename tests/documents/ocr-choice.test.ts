import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readInItsLanguage, type ToldScript } from '../../documents/ocr-choice.js';
import type { Turn } from '../../documents/ocr-direction.js';

const NOTHING = { text: '', runs: [], isSideways: false, isTurned: false };
const ENGLISH = 'The mill stands where the two streams meet, and its wheel has turned since the spring.';
const UKRAINIAN = 'Млин стоїть там, де зливаються два струмки, і його колесо крутиться з весни. Це було у місті.';

/** Reads with a confidence for each language and direction, and tells what was read. */
async function reading(
  told: ToldScript | undefined,
  confidenceOf: (codes: string, turn: Turn) => number,
  text = (_codes: string) => '',
) {
  const read: string[] = [];
  const page = await readInItsLanguage(['eng'], {
    folder: undefined,
    tellScript: async () => told,
    read: async (languages, turn) => {
      const codes = languages.join('+');
      read.push(`${codes} ${turn.quarters * 90}${turn.isPart ? ' part' : ''}`);
      return {
        ...NOTHING,
        quarters: turn.quarters,
        languages,
        text: text(codes),
        confidence: confidenceOf(codes, turn),
      };
    },
  });
  return { read, page };
}

describe('a page', () => {
  it('that is read well is read once, and in the language that its text is in', async () => {
    expect(
      (
        await reading(
          undefined,
          () => 0.9,
          () => ENGLISH,
        )
      ).read,
    ).toEqual(['eng 0']);
    const { read, page } = await reading(
      undefined,
      () => 0.9,
      () => UKRAINIAN,
    );
    expect(read).toHaveLength(2);
    expect(page.languages).toContain('ukr');
  });

  it('in another script is read as the engine says that it lies', async () => {
    const told = { script: 'Cyrillic', sureness: 3, quarters: 1 };
    const { read, page } = await reading(told, (codes, { quarters }) =>
      codes !== 'eng' && quarters === 1 ? 0.9 : 0.3,
    );
    expect(read).toEqual(['eng 0', 'ukr+eng 90']);
    expect(page).toMatchObject({ confidence: 0.9 });
  });

  it('in another script is read in the direction that is right where the engine is wrong', async () => {
    const told = { script: 'Devanagari', sureness: 3, quarters: 1 };
    const { read, page } = await reading(told, (codes, { quarters }) =>
      codes !== 'eng' && quarters === 2 ? 0.9 : 0.3,
    );
    expect(read).toEqual(['eng 0', 'eng+hin 90', 'eng+hin 180 part', 'eng+hin 180']);
    expect(page).toMatchObject({ confidence: 0.9 });
  });

  it('on which nothing can be read is read a dozen times at most', async () => {
    const scripts = fc.constantFrom('Latin', 'Cyrillic', 'Arabic', 'Devanagari', 'Han', 'Japanese', 'Thai', 'Fraktur');
    const quarters = fc.constantFrom(0, 1, 2, 3);
    const told = fc.option(
      fc.record({ script: scripts, sureness: fc.double({ min: 0, max: 9, noNaN: true }), quarters }),
      {
        nil: undefined,
      },
    );
    await fc.assert(
      fc.asyncProperty(told, fc.infiniteStream(fc.double({ min: 0, max: 0.6, noNaN: true })), async (script, all) => {
        const { read } = await reading(script, () => all.next().value);
        expect(read.length).toBeLessThanOrEqual(12);
      }),
    );
  });
});
