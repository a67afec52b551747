import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PageRef } from '../../../domain/text/source-ref.js';
import { backedShare, checkPart, composeAnswer, isBacked, textFinder } from '../../../domain/tutor/checked-answer.js';

const PAGES = [
  { materialId: 'm', pageNo: 1, text: 'Plants make sugar.\nThey need  light for it.' },
  { materialId: 'm', pageNo: 2, text: 'Light is a wave [1] and a particle.' },
];
const SPANS = PAGES.map(({ text, ...page }) => ({ ...page, start: 0, end: text.length }));
const pageOf = textFinder<PageRef>(SPANS, PAGES);
const part = (text: string, ...citations: [number, string][]) =>
  checkPart({ text, citations: citations.map(([ref, quote]) => ({ ref, quote })) }, pageOf);
const compose = (answer: ReturnType<typeof part>[]) => composeAnswer({ answer, steps: [], keyPoints: [] });

describe('checkPart', () => {
  test('keeps quotes that stand on their page, as they stand there', () => {
    const { quotes } = part(
      'x',
      [1, 'They need light'],
      [2, 'They need light'],
      [1, 'They need air'],
      [9, 'Light is a wave'],
    );
    expect(quotes).toEqual([{ materialId: 'm', pageNo: 1, quote: 'They need  light', start: 19, end: 35 }]);
  });

  test('knows no page that may not be cited', () => {
    const gone = textFinder<PageRef>(SPANS, PAGES.slice(0, 1));
    expect(checkPart({ text: 'x', citations: [{ ref: 2, quote: 'Light is a wave' }] }, gone).quotes).toEqual([]);
  });

  test('takes no quote that says nothing', () => {
    expect(part('Anything at all.', [2, 'a'], [2, 'is a'], [2, 'Light'], [2, '.']).quotes).toEqual([]);
  });
});

describe('composeAnswer', () => {
  test('marks each sentence with its citations, numbered by their first mark', () => {
    const { answer, steps, keyPoints, citations } = composeAnswer({
      answer: [part('A wave.', [2, 'a wave']), part('Sugar, and a wave.', [1, 'Plants make sugar.'], [2, 'a wave'])],
      steps: [part('Look.', [1, 'light for it'])],
      keyPoints: [part('Sugar.', [1, 'Plants make sugar.'])],
    });
    expect(answer).toBe('A wave. [1] Sugar, and a wave. [2][1]');
    expect([steps, keyPoints]).toEqual([['Look. [3]'], ['Sugar. [2]']]);
    expect(citations.map(({ quote }) => quote)).toEqual(['a wave', 'Plants make sugar.', 'light for it']);
  });

  test('gives each place its own number, though offsets are the same or one begins where another does', () => {
    const { citations } = compose([
      part('Two.', [1, 'Plants make'], [1, 'Plants make sugar.']),
      part('Two pages.', [2, 'Light is a'], [1, 'Plants mak']),
      part('Again.', [1, 'Plants make']),
    ]);
    expect(citations.map(({ quote }) => quote)).toEqual([
      ...['Plants make', 'Plants make sugar.', 'Light is a', 'Plants mak'],
    ]);
  });

  test('takes the white space around parts for nothing', () => {
    const [wave, sugar] = [part(' A wave.\n', [2, 'a wave']), part('\n Sugar. ', [1, 'make sugar'])];
    expect(compose([wave, sugar]).answer).toBe('A wave. [1] Sugar. [2]');
    const { answer } = composeAnswer({ answer: [], steps: [wave, sugar], keyPoints: [] });
    expect(answer).toBe('1. A wave. [1]\n2. Sugar. [2]');
  });

  test('shows all letter by letter where parts that are harmless alone make a link together', () => {
    const parts = [part('A ` is', [2, 'a wave']), part('code `[x](http://evil.test)`', [1, 'make sugar'])];
    expect(parts.map((one) => compose([one]).answer)).toEqual(['A ` is [1]', 'code `[x](http://evil.test)` [1]']);
    expect(compose(parts).answer).toBe('A \\` is [1] code \\`\\[x\\](http://evil.test)\\` [2]');
  });

  test('leaves out what nothing backs', () => {
    expect(compose([part('Made up.', [1, 'Nobody wrote this.']), part('No quote.')])).toMatchObject({
      answer: '',
      citations: [],
    });
  });

  test('takes no figure of the text for a mark, and begins lists on lines of their own', () => {
    const answer = [
      part('As [1] says:', [2, 'a wave']),
      part('- one', [2, 'is a wave']),
      part('- two', [1, 'make sugar']),
    ];
    expect(compose(answer).answer).toBe('As \\[1\\] says: [1]\n- one [2]\n- two [3]');
    const later = [part('10. ten', [2, 'is a wave']), part('A - and 3. of it', [1, 'make sugar'])];
    expect(compose([...answer, ...later]).answer).toMatch(/\n10\. ten \[2\] A - and 3\. of it \[3\]$/);
  });

  test('where no sentence stands, key points are the answer, or steps', () => {
    const wave = part('A wave.', [2, 'a wave']);
    const sugar = part('Make sugar.', [1, 'make sugar']);
    const wrong = part('Made up.', [1, 'Nobody wrote this.']);
    const points = { answer: [wrong], steps: [sugar], keyPoints: [wave] };
    expect(composeAnswer(points)).toMatchObject({ answer: 'A wave. [1]', steps: ['Make sugar. [2]'], keyPoints: [] });
    expect(backedShare(points)).toBe(0.5);
    const steps = { answer: [], steps: [sugar, wrong, wave], keyPoints: [] };
    expect(composeAnswer(steps)).toMatchObject({ answer: '1. Make sugar. [1]\n2. A wave. [2]', steps: [] });
    expect(backedShare({ answer: [wave, wrong], steps: [], keyPoints: [] })).toBe(0.5);
    expect(backedShare({ answer: [], steps: [], keyPoints: [wrong] })).toBe(0);
  });

  test('every mark leads to a citation, every citation has a mark, and its quote stands on its page', () => {
    const word = fc.constantFrom('Plants make', 'make sugar', 'light', 'wave [1]', 'a particle', 'nothing', ' ', '[2]');
    const drawn = fc.record({
      text: fc.array(word, { minLength: 1 }).map((words) => words.join(' ')),
      citations: fc.array(fc.record({ ref: fc.integer({ min: -1, max: 4 }), quote: word }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(drawn), fc.array(drawn), (answerParts, stepParts) => {
        const check = (parts: typeof answerParts) => parts.map((one) => checkPart(one, pageOf));
        const [answer, steps] = [check(answerParts), check(stepParts)];
        const composed = composeAnswer({ answer, steps, keyPoints: [] });
        const text = [composed.answer, ...composed.steps].join('\n');
        const marks = new Set([...text.matchAll(/(?<!\\)\[(\d+)\]/g)].map(([, mark]) => Number(mark)));
        expect([...marks].toSorted((a, b) => a - b)).toEqual(composed.citations.map((_, at) => at + 1));
        for (const { quote, start, end, ...source } of composed.citations) {
          const { pageNo } = source as PageRef;
          expect(PAGES[pageNo - 1]?.text.slice(start, end)).toBe(quote);
        }
        const areMoved = !answer.some(isBacked);
        expect(composed.steps).toHaveLength(areMoved ? 0 : steps.filter(isBacked).length);
        expect(composed.answer === '').toBe(![...answer, ...steps].some(isBacked));
      }),
    );
  });
});
