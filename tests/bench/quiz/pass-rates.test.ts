import { expect, test } from '@jest/globals';
import { passRates } from '../../../bench/quiz/pass-rates.js';

test('The share that each check passes is of all questions, however many flaws one has', () => {
  const flaw = { check: 'quote', field: 'evidence.quote', message: 'it does not stand in its text' } as const;
  const rates = passRates([
    { flaws: [] },
    { flaws: [flaw, flaw] },
    { flaws: [{ ...flaw, check: 'twin' }] },
    { flaws: [] },
  ]);
  expect(rates).toMatchObject({ quote: 0.75, twin: 0.75, tex: 1, all: 0.5 });
  expect(passRates([]).all).toBe(1);
});
