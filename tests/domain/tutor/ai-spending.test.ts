import { describe, expect, test } from '@jest/globals';
import { costOf, maxTokens, spentBy, unmetered } from '../../../domain/tutor/ai-spending.js';

describe('a call to an AI', () => {
  const price = { input: 0.15, output: 0.6 };

  test.each([
    [{ input: 100, output: 0 }, 15],
    [{ input: 0, output: 100 }, 60],
    [{ input: 100, output: 100 }, 75],
    // 0.75, of which no part is given away.
    [{ input: 1, output: 1 }, 1],
    [{ input: 0, output: 0 }, 0],
  ])('of %j costs %i micro-dollars', (tokens, micros) => {
    expect(costOf(price, tokens)).toBe(micros);
    expect(spentBy(price, tokens)).toEqual({ micros, tokens: 0 });
  });

  test('of a model without a price costs nothing, and is counted in tokens of both sides', () => {
    expect(costOf(undefined, { input: 7, output: 5 })).toBe(0);
    expect(spentBy(undefined, { input: 7, output: 5 })).toEqual({ micros: 0, tokens: 12 });
  });

  test('has no more tokens than bytes in its text', () => {
    expect(['', 'tide', 'Flut für', '潮汐', '🌊'].map(maxTokens)).toEqual([0, 4, 9, 6, 4]);
  });

  test('gives what it gives where nobody counts', async () => {
    const estimate = { model: 'm', kind: 'chat', max: { input: 1, output: 1 } } as const;
    expect(await unmetered(estimate, async () => ({ result: 'answer', used: undefined }))).toBe('answer');
  });
});
