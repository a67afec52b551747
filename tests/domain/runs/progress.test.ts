import { describe, expect, test } from '@jest/globals';
import { type IngestState, secondsLeft } from '../../../domain/runs/progress.js';

const BEGUN = new Date(0);
const secondsIn = (seconds: number) => new Date(seconds * 1_000);
/** Ten pages of a hundred in 20 seconds. */
const reading: IngestState = {
  phase: 'reading',
  phaseStartedAt: BEGUN,
  done: 10,
  left: 90,
  lastDoneAt: secondsIn(20),
  pagesToEmbed: 100,
};

describe('the seconds that a run will take', () => {
  test('go by its pace so far, and by what comes after the last page', () => {
    // 2 s for each of 90 pages, and 0.3 s a page for the vectors.
    expect(secondsLeft(reading)).toBe(180 + 30);
  });

  test('go by its pace alone while vectors are made', () => {
    expect(secondsLeft({ ...reading, phase: 'embedding' })).toBe(180);
  });

  test('are rounded up', () => {
    expect(secondsLeft({ ...reading, phase: 'embedding', left: 1, lastDoneAt: secondsIn(0.01) })).toBe(1);
    expect(secondsLeft({ ...reading, phase: 'embedding', left: 5, lastDoneAt: secondsIn(20.1) })).toBe(11);
  });

  test('are none where nothing is left', () => {
    expect(secondsLeft({ ...reading, phase: 'embedding', left: 0 })).toBe(0);
  });

  test('are not known before the first page is done', () => {
    expect(secondsLeft({ ...reading, done: 0 })).toBeNull();
    expect(secondsLeft({ ...reading, lastDoneAt: null })).toBeNull();
  });

  test('are never below those that come after, whatever clocks say', () => {
    expect(secondsLeft({ ...reading, phaseStartedAt: secondsIn(100) })).toBe(30);
  });
});
