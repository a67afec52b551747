import { describe, expect, it } from '@jest/globals';
import { fitPassages, fitTurns, likelyTokens } from '../../../clients/ai/fit-prompt.js';

const passage = (ref: number, words: number) => ({ ref, text: 'several plants '.repeat(words / 2).trim() });
const PASSAGES = [passage(1, 200), passage(2, 200), passage(3, 200)];

describe('a prompt in a small context', () => {
  it('has every passage where there is room', () => {
    expect(fitPassages(PASSAGES, Number.POSITIVE_INFINITY)).toEqual(PASSAGES);
    expect(fitPassages(PASSAGES, 3 * likelyTokens(PASSAGES[0]?.text ?? '') + 48)).toEqual(PASSAGES);
  });

  it('leaves out the last ones, and cuts the one that has too little room, at a word', () => {
    for (let room = 0; room < 900; room += 37) {
      const fitting = fitPassages(PASSAGES, room);
      const tokens = fitting.reduce((sum, { text }) => sum + likelyTokens(text), 0);
      expect(tokens).toBeLessThanOrEqual(Math.max(room, 0));
      for (const [at, { ref, text }] of fitting.entries()) {
        expect(ref).toBe(at + 1);
        expect(PASSAGES[at]?.text.startsWith(text)).toBe(true);
        expect(text).toMatch(/(?:several|plants)$/);
      }
      if (room > 100) expect(fitting.length).toBeGreaterThan(0);
    }
  });

  it('cuts a script without spaces as well', () => {
    const [fitting] = fitPassages([{ ref: 1, text: '植物在白天进行光合作用。'.repeat(40) }], 200);
    expect(fitting?.text.length).toBeGreaterThan(50);
    expect(likelyTokens(fitting?.text ?? '')).toBeLessThanOrEqual(200);
  });

  it('keeps the latest turns', () => {
    const turns = [1, 2, 3].map((at) => ({ question: `Question ${at}?`, answer: 'An answer of a few words.' }));
    expect(fitTurns(turns, Number.POSITIVE_INFINITY)).toEqual(turns);
    expect(fitTurns(turns, 40)).toEqual(turns.slice(1));
    expect(fitTurns(turns, 3)).toEqual([]);
  });
});
