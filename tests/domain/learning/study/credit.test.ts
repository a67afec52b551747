import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countGap } from '../../../../domain/learning/study/count-gap.js';
import { creditOf, keepsPlan } from '../../../../domain/learning/study/credit.js';
import { beginTime, closesAt, type StudyTime } from '../../../../domain/learning/study/study-time.js';

const START = Date.parse('2026-03-02T20:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = (ms: number) => new Date(START + ms);

const begun = (change: Partial<StudyTime> = {}): StudyTime => ({
  ...beginTime({ mode: 'free', plannedMinutes: null }, { now: at(0), dayEndsAt: at(12 * HOUR) }),
  ...change,
});
const block = (plannedMinutes: number, change: Partial<StudyTime> = {}): StudyTime => ({
  ...beginTime({ mode: 'block', plannedMinutes }, { now: at(0), dayEndsAt: at(12 * HOUR) }),
  ...change,
});

/** A beat, as the row has it then. */
const beat = (time: StudyTime, ms: number, onBreak = false): StudyTime => ({
  ...time,
  ...countGap(time, at(ms)),
  lastBeatAt: new Date(Math.max(time.lastBeatAt.getTime(), at(ms).getTime())),
  onBreak,
});
const minutesOf = (time: StudyTime, ms: number, byPlan = false) =>
  creditOf(time, { endedAt: at(ms), byPlan }).map(({ minutes }) => minutes);

describe('the time between two beats', () => {
  test.each([
    [0, 0],
    [59_999, 59_999],
    [90_000, 90_000],
    [90_001, 90_000],
    [8 * HOUR, 90_000],
    [-HOUR, 0],
  ])('of %d ms counts %d', (gap, counted) => {
    expect(countGap(begun(), at(gap))).toEqual({ focusMs: counted, focusLaterMs: 0, breakMs: 0, breakLaterMs: 0 });
  });

  test('is a break where the last beat said so, however long, and earns nothing', () => {
    const time = beat(begun(), MINUTE, true);
    const after = beat(time, 31 * MINUTE);
    expect(after).toMatchObject({ focusMs: MINUTE, breakMs: 30 * MINUTE });
    expect(minutesOf(after, 31 * MINUTE)).toEqual([1]);
  });

  test('is split where the study day ends', () => {
    const time = begun({ dayEndsAt: at(20_000) });
    expect(countGap(time, at(50_000))).toMatchObject({ focusMs: 20_000, focusLaterMs: 30_000 });
    expect(countGap({ ...time, onBreak: true }, at(50_000))).toMatchObject({ breakMs: 20_000, breakLaterMs: 30_000 });
    expect(countGap({ ...time, lastBeatAt: at(20_000) }, at(50_000))).toMatchObject({
      focusMs: 0,
      focusLaterMs: 30_000,
    });
  });

  test('counts for four hours at most', () => {
    const time = begun({ lastBeatAt: at(4 * HOUR - 10_000) });
    expect(countGap(time, at(4 * HOUR + MINUTE))).toMatchObject({ focusMs: 10_000 });
    expect(countGap({ ...time, lastBeatAt: at(4 * HOUR + 1) }, at(5 * HOUR))).toMatchObject({ focusMs: 0 });
  });

  test('of any beats in any order never sums up to more than the time that went by, nor than 90 s a beat', () => {
    const beats = fc.array(fc.record({ ms: fc.integer({ min: -HOUR, max: 6 * HOUR }), onBreak: fc.boolean() }));
    fc.assert(
      fc.property(beats, fc.integer({ min: 0, max: 6 * HOUR }), (list, dayEnd) => {
        let time = begun({ dayEndsAt: at(dayEnd) });
        for (const { ms, onBreak } of list) time = beat(time, ms, onBreak);
        const { focusMs, focusLaterMs, breakMs, breakLaterMs } = time;
        const passed = Math.min(4 * HOUR, time.lastBeatAt.getTime() - START);
        expect(focusMs + focusLaterMs + breakMs + breakLaterMs).toBeLessThanOrEqual(passed);
        expect(focusMs + focusLaterMs).toBeLessThanOrEqual(list.length * 90_000);
        expect(focusMs + breakMs).toBeLessThanOrEqual(dayEnd);
        for (const part of [focusMs, focusLaterMs, breakMs, breakLaterMs]) expect(part).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('counts as much of steady beats, however many there are', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 239 })), (more) => {
        const steady = Array.from({ length: 240 }, (_, index) => (index + 1) * 15_000);
        const all = [...steady, ...more.map((ms) => ms * 15_000 - 7_000)].toSorted((a, b) => a - b);
        const count = (list: readonly number[]) => list.reduce((time, ms) => beat(time, ms), begun()).focusMs;
        expect(count(all)).toBe(count(steady));
        expect(count(steady)).toBe(HOUR);
      }),
      { numRuns: 20 },
    );
  });
});

describe('a session is closed', () => {
  test('when a free one is silent for half an hour, and after four hours', () => {
    expect(closesAt(begun())).toEqual(at(30 * MINUTE));
    expect(closesAt(begun({ lastBeatAt: at(HOUR) }))).toEqual(at(90 * MINUTE));
    expect(closesAt(begun({ lastBeatAt: at(3.8 * HOUR) }))).toEqual(at(4 * HOUR));
  });

  test('ten minutes after the plan of a block, whatever is heard', () => {
    expect(closesAt(block(50))).toEqual(at(HOUR));
    expect(closesAt(block(50, { lastBeatAt: at(HOUR - 1) }))).toEqual(at(HOUR));
  });
});

describe('the plan of a block', () => {
  test.each([
    [50 * MINUTE - 1, false],
    [50 * MINUTE, true],
    [HOUR - 1, true],
    [HOUR, false],
  ])('ended after %d ms is kept: %s', (ms, kept) => expect(keepsPlan(block(50), at(ms))).toBe(kept));

  test('is none of a free session', () => expect(keepsPlan(begun({ countsUntil: at(0) }), at(1))).toBe(false));

  test('is credited as it was planned, but for breaks', () => {
    expect(minutesOf(block(50), 58 * MINUTE, true)).toEqual([50]);
    const paused = beat(beat(block(50), 10 * MINUTE, true), 15 * MINUTE);
    expect(minutesOf(paused, 50 * MINUTE, true)).toEqual([45]);
  });

  test('has breaks after its end for nothing', () => {
    const time = beat(beat(block(50), 49 * MINUTE, true), 57 * MINUTE);
    expect(minutesOf(time, 57 * MINUTE, true)).toEqual([49]);
  });

  test('is split where the study day ends, with its breaks', () => {
    const time = block(50, { dayEndsAt: at(20 * MINUTE) });
    expect(minutesOf(time, 51 * MINUTE, true)).toEqual([20, 30]);
    const paused = beat(beat(time, 15 * MINUTE, true), 30 * MINUTE);
    expect(minutesOf(paused, 51 * MINUTE, true)).toEqual([15, 20]);
  });
});

describe('what is credited', () => {
  test('are whole minutes of each study day, and nothing of a day with less', () => {
    const time = begun({ dayEndsAt: at(HOUR), focusMs: 2 * MINUTE - 1, focusLaterMs: MINUTE });
    expect(minutesOf(time, 2 * HOUR)).toEqual([1, 1]);
    expect(minutesOf({ ...time, focusMs: MINUTE - 1 }, 2 * HOUR)).toEqual([1]);
    expect(minutesOf({ ...time, focusMs: 0, focusLaterMs: 0 }, 2 * HOUR)).toEqual([]);
  });

  test('is of the last instants of each day', () => {
    const time = begun({ dayEndsAt: at(HOUR), focusMs: HOUR, focusLaterMs: HOUR });
    const ends = creditOf(time, { endedAt: at(2 * HOUR), byPlan: false }).map((share) => share.at);
    expect(ends).toEqual([at(HOUR - 1), at(2 * HOUR - 1)]);
    const [early] = creditOf(begun({ focusMs: MINUTE }), { endedAt: at(MINUTE), byPlan: false });
    expect(early?.at).toEqual(at(MINUTE - 1));
  });
});
