import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, mondayOf } from '../../../../domain/game/calendar-day.js';
import { type Mastery, NO_MASTERY } from '../../../../domain/learning/mastery/mastery.js';
import { subjectMasteryOf } from '../../../../domain/learning/progress/subject-mastery.js';
import { sumTallies, tallyDays, tallyWeeks } from '../../../../domain/learning/progress/tallies.js';
import { trendOf } from '../../../../domain/learning/progress/trend.js';

/** 16 March 2026 is a Monday. */
const FROM = '2026-03-09';
const TO = '2026-03-22';

describe('days', () => {
  test('are all there, with what is known of each and nothing of the others', () => {
    const days = tallyDays({ from: FROM, to: TO }, [
      { day: '2026-03-10', minutes: 5 },
      { day: '2026-03-10', xp: 7 },
      { day: '2026-03-30', minutes: 9 },
    ]);
    expect(days).toHaveLength(14);
    expect(days[1]).toEqual({ day: '2026-03-10', minutes: 5, xp: 7, answers: 0, rightAnswers: 0 });
    expect(sumTallies(days)).toEqual({ minutes: 5, xp: 7, answers: 0, rightAnswers: 0 });
  });

  test.each([
    ['2026-03-15', '2026-03-09'],
    ['2026-03-16', '2026-03-16'],
    ['2026-01-01', '2025-12-29'],
    ['2024-02-29', '2024-02-26'],
  ])('%s is of the week of %s', (day, monday) => {
    expect(mondayOf(day)).toBe(monday);
  });

  test('their weeks together are what they are together', () => {
    const counts = fc.array(fc.nat(50), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(counts, (minutes) => {
        const known = minutes.map((count, at) => ({ day: addDays(FROM, at), minutes: count }));
        const days = tallyDays({ from: FROM, to: addDays(FROM, minutes.length - 1) }, known);
        const weeks = tallyWeeks(days);
        expect(sumTallies(weeks)).toEqual(sumTallies(days));
        expect(weeks).toHaveLength(Math.ceil(minutes.length / 7));
      }),
    );
  });
});

describe('a trend', () => {
  const trend = (known: Parameters<typeof tallyDays>[1]) => trendOf(tallyDays({ from: FROM, to: TO }, known));

  test('compares seven days with the seven before', () => {
    const { minutes, xp, accuracy } = trend([
      { day: '2026-03-09', minutes: 10, xp: 100, answers: 4, rightAnswers: 1 },
      { day: '2026-03-15', minutes: 20 },
      { day: '2026-03-16', minutes: 15, answers: 2, rightAnswers: 1 },
      { day: '2026-03-22', minutes: 30 },
    ]);
    expect(minutes).toEqual({ now: 45, before: 30, change: 15 });
    expect(xp).toEqual({ now: 0, before: 100, change: -100 });
    expect(accuracy).toEqual({ now: 0.5, before: 0.25, change: 0.25 });
  });

  test('is of the last fourteen days, however many came before', () => {
    const days = tallyDays({ from: '2026-03-02', to: TO }, [
      { day: '2026-03-08', minutes: 1_000 },
      { day: '2026-03-09', minutes: 10 },
      { day: '2026-03-15', minutes: 20 },
      { day: '2026-03-16', minutes: 15 },
    ]);
    expect(trendOf(days).minutes).toEqual({ now: 15, before: 30, change: -15 });
  });

  test('has no change where there is nothing to compare', () => {
    expect(trend([])).toEqual({
      minutes: { now: 0, before: 0, change: null },
      answers: { now: 0, before: 0, change: null },
      xp: { now: 0, before: 0, change: null },
      accuracy: { now: null, before: null, change: null },
    });
    expect(trend([{ day: TO, minutes: 5, answers: 1, rightAnswers: 0 }])).toMatchObject({
      minutes: { now: 5, before: 0, change: null },
      accuracy: { now: 0, before: null, change: null },
    });
    expect(trend([{ day: FROM, answers: 4, rightAnswers: 1 }]).accuracy).toEqual({
      ...{ now: null, before: 0.25, change: null },
    });
  });
});

describe('a subject', () => {
  const topic = (columns: Partial<Mastery>): Mastery => ({ ...NO_MASTERY, answers: 1, word: 'learning', ...columns });

  test('is the mean of its topics, of which those without an answer count nothing', () => {
    const topics = [topic({ known: 0.75, rightAnswers: 1 }), topic({ known: 0.5 }), NO_MASTERY, NO_MASTERY];
    expect(subjectMasteryOf(topics)).toEqual({ known: 0.3125, word: 'learning', answers: 2, rightAnswers: 1 });
  });

  test('is new without an answer, and without topics', () => {
    const none = { known: 0, word: 'new', answers: 0, rightAnswers: 0 };
    expect(subjectMasteryOf([NO_MASTERY, NO_MASTERY])).toEqual(none);
    expect(subjectMasteryOf([])).toEqual(none);
  });

  test.each([
    [['learning', 'new'], 'learning'],
    [['familiar', 'new', 'new'], 'learning'],
    [['familiar', 'learning'], 'familiar'],
    [['mastered', 'new'], 'familiar'],
    [['mastered', 'familiar'], 'familiar'],
    [['mastered', 'mastered'], 'mastered'],
  ] as const)('of topics that are %j is %s', (words, word) => {
    expect(subjectMasteryOf(words.map((each) => topic({ word: each }))).word).toBe(word);
  });
});
