import { describe, expect, test } from '@jest/globals';
import { addDays } from '../../../domain/game/calendar-day.js';
import { dueReviews } from '../../../domain/recommendations/due-reviews.js';
import { nextLesson } from '../../../domain/recommendations/next-lesson.js';
import { itemOf } from '../../../domain/recommendations/recommendation.js';
import { takeBreak } from '../../../domain/recommendations/take-break.js';
import { unaskedMaterial } from '../../../domain/recommendations/unasked-material.js';
import { middleHour, usualHour } from '../../../domain/recommendations/usual-hour.js';
import { weakTopic } from '../../../domain/recommendations/weak-topic.js';
import { answersOf, CATALOG, DAY, factsOf, quizOf, readOf, topicOf } from '../../support/student-facts.js';

const items = (found: readonly { start: Parameters<typeof itemOf>[0] }[]) => found.map(({ start }) => itemOf(start));
const ALL_READ = CATALOG.flatMap(({ lessons }) => lessons.map(({ id }) => readOf(id)));

describe('reviews that are due', () => {
  const cards = { due: 10, fresh: 30, reviewedToday: 0, newToday: 0 };

  test('are those of the day with the new ones that it takes, four a minute', () => {
    expect(dueReviews(factsOf({ cards }))).toMatchObject([{ evidence: { due: 10, fresh: 20 }, minutes: 8 }]);
  });

  test('are as many new ones as are due, where there are so many', () => {
    const given = { ...cards, due: 5, fresh: 5 };
    expect(dueReviews(factsOf({ cards: given }))).toMatchObject([{ evidence: { due: 5, fresh: 5 }, minutes: 3 }]);
  });

  test.each([
    ['nothing is due', { due: 0, fresh: 0, reviewedToday: 0, newToday: 0 }],
    ['a hundred were reviewed', { ...cards, reviewedToday: 100 }],
    ['more were than a day has', { ...cards, reviewedToday: 130, newToday: 40 }],
    ['only new ones are left, and twenty were seen', { due: 0, fresh: 9, reviewedToday: 20, newToday: 20 }],
  ])('are none where %s', (_case, given) => expect(dueReviews(factsOf({ cards: given }))).toEqual([]));

  test('are what is left of a hundred', () => {
    const given = { due: 300, fresh: 5, reviewedToday: 95, newToday: 0 };
    expect(dueReviews(factsOf({ cards: given }))).toMatchObject([{ evidence: { due: 5, fresh: 0 }, minutes: 2 }]);
  });
});

describe('a weak topic', () => {
  const lessons = [readOf('coordinates-1'), readOf('vectors-1')];

  test('is practiced where all that it builds on is known', () => {
    const facts = factsOf({ topics: [answersOf('vectors', 3), answersOf('coordinates', 7)], lessons });
    expect(weakTopic(facts, CATALOG)).toMatchObject([
      { evidence: { title: 'vectors', right: 3, answers: 8, before: null }, start: { to: 'quiz', topicId: 'vectors' } },
    ]);
  });

  test('is one of the two that are known least, the weakest first', () => {
    const topics = [answersOf('coordinates', 3), answersOf('heat', 1), answersOf('vectors', 2)];
    const apart = ['coordinates', 'vectors', 'heat'].map((id) => topicOf(id));
    const read = [...lessons, readOf('heat-1')];
    expect(items(weakTopic(factsOf({ topics, lessons: read }), apart))).toEqual(['quiz:heat', 'quiz:vectors']);
  });

  test('gives way to a weak topic that it builds on', () => {
    const facts = factsOf({ topics: [answersOf('vectors', 3), answersOf('coordinates', 4)], lessons });
    const [first] = weakTopic(facts, CATALOG);
    expect(first).toMatchObject({ evidence: { before: { title: 'coordinates', right: 4, answers: 8 } } });
    expect(first?.start).toMatchObject({ to: 'quiz', topicId: 'coordinates' });
  });

  test('gives way to the first of several, down to one that was never begun', () => {
    const facts = factsOf({ topics: [answersOf('fields', 1)], lessons: [readOf('fields-1')] });
    expect(items(weakTopic(facts, CATALOG))).toEqual(['lesson:coordinates-1']);
  });

  test('gives way to one without answers whose lesson was not read', () => {
    const topics = [answersOf('vectors', 3), answersOf('coordinates', 0, { answers: 0, word: 'new' })];
    expect(items(weakTopic(factsOf({ topics, lessons: [readOf('vectors-1')] }), CATALOG))).toEqual([
      'lesson:coordinates-1',
    ]);
  });

  test('never gives way to a topic without lessons that was not asked about', () => {
    const catalog = [topicOf('coordinates', { lessons: [] }), topicOf('vectors', { prerequisites: ['coordinates'] })];
    expect(items(weakTopic(factsOf({ topics: [answersOf('vectors', 3)], lessons }), catalog))).toEqual([
      'quiz:vectors',
    ]);
  });

  test('never gives way to what is familiar or mastered', () => {
    for (const word of ['familiar', 'mastered'] as const) {
      const known = answersOf('coordinates', 6, { word, known: word === 'mastered' ? 0.5 : 0.7 });
      expect(items(weakTopic(factsOf({ topics: [answersOf('vectors', 3), known], lessons }), CATALOG))).toEqual([
        'quiz:vectors',
      ]);
    }
  });

  test('begins with the lesson of it that was not read', () => {
    const facts = factsOf({ topics: [answersOf('heat', 2)] });
    expect(items(weakTopic(facts, CATALOG))).toEqual(['lesson:heat-1']);
  });

  test('goes on with a quiz where its lesson was dismissed, and ends where both were', () => {
    const topics = [answersOf('heat', 2)];
    const dismissed = new Set(['lesson:heat-1']);
    expect(items(weakTopic(factsOf({ topics, dismissed }), CATALOG))).toEqual(['quiz:heat']);
    dismissed.add('quiz:heat');
    expect(weakTopic(factsOf({ topics, dismissed }), CATALOG)).toEqual([]);
  });

  test.each([
    ['has a quiz that asks something new', {}, ['quiz:heat']],
    ['is left alone on the day of a quiz on it', { wasToday: true }, []],
    ['is left alone where a quiz would ask nothing new', { hasNew: false }, []],
  ])('%s', (_case, quiz, wanted) => {
    const facts = { topics: [answersOf('heat', 2)], lessons: [readOf('heat-1')], quizzes: [quizOf('heat', quiz)] };
    expect(items(weakTopic(factsOf(facts), CATALOG))).toEqual(wanted);
  });

  test('is none after two answers, nor with a probability of .6', () => {
    const topics = [answersOf('heat', 0, { answers: 2 }), answersOf('vectors', 4, { known: 0.6 })];
    expect(weakTopic(factsOf({ topics }), CATALOG)).toEqual([]);
  });

  test('is not asked of a catalog that does not have it any more', () => {
    expect(weakTopic(factsOf({ topics: [answersOf('gone', 1)] }), CATALOG)).toEqual([]);
  });

  test('ends where topics stand on each other in a circle', () => {
    const circle = [topicOf('a', { prerequisites: ['b', 'a'] }), topicOf('b', { prerequisites: ['a'] })];
    const facts = factsOf({ topics: [answersOf('a', 1), answersOf('b', 2)] });
    expect(items(weakTopic(facts, circle))).toEqual(['lesson:b-1', 'lesson:a-1']);
  });
});

describe('a material that was never asked about', () => {
  const material = { materialId: 'm', title: 'Notes', readyOn: '2026-03-01', question: null };

  test('is asked what its guide answers, or what it is about', () => {
    const unasked = [material, { ...material, materialId: 'n', question: 'Why is the sky blue?' }];
    expect(unaskedMaterial(factsOf({ unasked })).map(({ start }) => start)).toEqual([
      { to: 'material', materialId: 'm', title: 'Notes', question: 'What is this document about?' },
      { to: 'material', materialId: 'n', title: 'Notes', question: 'Why is the sky blue?' },
    ]);
  });
});

describe('the next lesson', () => {
  test('is one of each subject, of the first topic whose foundations are read', () => {
    const chemistry = topicOf('acids', { subjectId: 'chemistry', subject: 'Chemistry' });
    const facts = factsOf({ subjectIds: ['chemistry', 'physics'], lessons: [readOf('coordinates-1')] });
    expect(items(nextLesson(facts, [...CATALOG, chemistry]))).toEqual(['lesson:acids-1', 'lesson:vectors-1']);
  });

  test('is another where one was dismissed, unless that builds on it', () => {
    const dismissed = new Set(['lesson:coordinates-1']);
    expect(items(nextLesson(factsOf({ subjectIds: ['physics'], dismissed }), CATALOG))).toEqual(['lesson:heat-1']);
    dismissed.add('lesson:heat-1');
    expect(nextLesson(factsOf({ subjectIds: ['physics'], dismissed }), CATALOG)).toEqual([]);
  });

  test('passes over what stands on a weak topic, and what is mastered', () => {
    const topics = [answersOf('coordinates', 2), answersOf('heat', 8, { word: 'mastered' })];
    const facts = factsOf({ subjectIds: ['physics'], topics, lessons: [readOf('coordinates-1')] });
    expect(nextLesson(facts, CATALOG)).toEqual([]);
  });

  test('does not wait for a topic of a subject that is not the student’s', () => {
    const foreign = topicOf('numbers', { subjectId: 'mathematics' });
    const waves = topicOf('waves', { prerequisites: ['numbers'] });
    expect(items(nextLesson(factsOf({ subjectIds: ['physics'] }), [foreign, waves]))).toEqual(['lesson:waves-1']);
  });

  test('is of the subjects that were begun where none was chosen, and none without any', () => {
    expect(items(nextLesson(factsOf({ lessons: [readOf('coordinates-1')] }), CATALOG))).toEqual(['lesson:vectors-1']);
    expect(nextLesson(factsOf(), CATALOG)).toEqual([]);
  });

  test('is of a subject of which one lesson of many was begun', () => {
    const heat = topicOf('heat', {
      lessons: ['heat-1', 'heat-2'].map((id) => ({ id, title: id, minutes: 10 })),
    });
    expect(items(nextLesson(factsOf({ lessons: [readOf('heat-1')] }), [heat]))).toEqual(['lesson:heat-2']);
  });

  test('is none where everything is read', () => {
    expect(nextLesson(factsOf({ subjectIds: ['physics'], lessons: ALL_READ }), CATALOG)).toEqual([]);
  });
});

describe('the usual hour', () => {
  test.each([
    [[18, 18, 19, 17, 18], 18],
    [[23, 1, 0, 23, 1], 0],
    [[22, 23, 0, 23, 22], 23],
    [[0, 0, 0, 0, 0], 0],
  ])('of %j is %i', (hours, hour) => expect(middleHour(hours)).toBe(hour));

  test.each([
    ['four days', [18, 18, 18, 18]],
    ['hours that are spread', [6, 12, 18, 0, 9, 21]],
    ['two hours that face each other', [6, 18, 6, 18, 6, 18]],
    ['no days', []],
  ])('is none of %s', (_case, hours) => expect(middleHour(hours)).toBeNull());

  test('is not told of on a day with minutes', () => {
    const startHours = [18, 18, 18, 18, 18];
    expect(usualHour(factsOf({ startHours }))).toMatchObject([{ evidence: { hour: 18, days: 5 } }]);
    expect(usualHour(factsOf({ startHours, minutes: [{ day: DAY, minutes: 1 }] }))).toEqual([]);
    const others = [
      { day: addDays(DAY, -1), minutes: 60 },
      { day: DAY, minutes: 0 },
    ];
    expect(usualHour(factsOf({ startHours, minutes: others }))).toHaveLength(1);
  });
});

describe('a break', () => {
  const longDays = (minutes: number, count = 3) =>
    Array.from({ length: count }, (_, index) => ({ day: addDays(DAY, -1 - index), minutes }));

  test('comes after three long days, today', () => {
    expect(takeBreak(factsOf({ minutes: longDays(120) }))).toMatchObject([
      { evidence: { days: 3, minutes: 360 }, start: { to: 'pause', day: DAY }, minutes: 0 },
    ]);
  });

  test.each([
    ['minutes', { minutes: [...longDays(120), { day: DAY, minutes: 1 }] }],
    ['a card', { minutes: longDays(120), isStudiedToday: true }],
  ])('comes tomorrow where today has %s', (_case, known) => {
    expect(takeBreak(factsOf(known))[0]?.start).toEqual({ to: 'pause', day: addDays(DAY, 1) });
  });

  test.each([
    ['two long days', { minutes: longDays(200, 2) }],
    ['days of under two hours', { minutes: longDays(119) }],
    ['days that are no longer than was wanted', { dailyMinutes: 110, minutes: longDays(200) }],
    ['long days that are over', { minutes: longDays(200).map((one) => ({ ...one, day: addDays(one.day, -1) })) }],
    ['a day off that is announced', { minutes: longDays(120), pauses: [{ firstDay: DAY, lastDay: DAY }] }],
    ['nothing', {}],
  ])('does not come after %s', (_case, known) => expect(takeBreak(factsOf(known))).toEqual([]));

  test.each([
    ['was over yesterday', { firstDay: addDays(DAY, -4), lastDay: addDays(DAY, -1) }],
    ['begins tomorrow', { firstDay: addDays(DAY, 1), lastDay: addDays(DAY, 2) }],
  ])('comes in spite of a pause that %s', (_case, pause) =>
    expect(takeBreak(factsOf({ minutes: longDays(120), pauses: [pause] }))).toHaveLength(1),
  );

  test('comes after four hours however much was wanted', () => {
    expect(takeBreak(factsOf({ dailyMinutes: 600, minutes: longDays(240) }))).toHaveLength(1);
  });
});
