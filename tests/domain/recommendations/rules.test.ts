import { describe, expect, test } from '@jest/globals';
import { addDays } from '../../../domain/game/calendar-day.js';
import { confirmTopic } from '../../../domain/recommendations/confirm-topic.js';
import { dueReviews } from '../../../domain/recommendations/due-reviews.js';
import { exam } from '../../../domain/recommendations/exam.js';
import { lessonLeft } from '../../../domain/recommendations/lesson-left.js';
import { nextLesson } from '../../../domain/recommendations/next-lesson.js';
import { itemOf } from '../../../domain/recommendations/recommendation.js';
import { takeBreak } from '../../../domain/recommendations/take-break.js';
import { unaskedMaterial } from '../../../domain/recommendations/unasked-material.js';
import { middleHour, usualHour } from '../../../domain/recommendations/usual-hour.js';
import { weakTopic } from '../../../domain/recommendations/weak-topic.js';
import { answersOf, CATALOG, DAY, factsOf, readOf, topicOf } from '../../support/student-facts.js';

const items = (found: readonly { start: Parameters<typeof itemOf>[0] }[]) => found.map(({ start }) => itemOf(start));
const ALL_READ = CATALOG.flatMap(({ lessons }) => lessons.map(({ id }) => readOf(id)));

describe('reviews that are due', () => {
  const cards = { due: 10, fresh: 30, reviewedToday: 0, newToday: 0 };

  test('are those of the day with the new ones that it takes, four a minute', () => {
    expect(dueReviews(factsOf({ cards }))).toMatchObject([{ evidence: { due: 10, fresh: 20 }, minutes: 8 }]);
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

  test('is left alone on the day of a quiz on it', () => {
    const topics = [answersOf('heat', 2, { isQuizzedToday: true })];
    expect(weakTopic(factsOf({ topics, lessons: [readOf('heat-1')] }), CATALOG)).toEqual([]);
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

describe('an exam', () => {
  const facts = { subjectIds: ['physics'] };

  test('has what is left spread over the days before it', () => {
    const found = exam(factsOf({ ...facts, examDate: addDays(DAY, 4) }), CATALOG);
    expect(items(found)).toEqual(['lesson:coordinates-1', 'lesson:vectors-1']);
    expect(found[0]?.evidence).toEqual({ examDate: addDays(DAY, 4), days: 4, left: 8 });
  });

  test('has what was read today as a part of the share', () => {
    const lessons = [readOf('coordinates-1', { touchedOn: DAY })];
    expect(items(exam(factsOf({ ...facts, lessons, examDate: addDays(DAY, 4) }), CATALOG))).toEqual([
      'lesson:vectors-1',
    ]);
  });

  test('has its days counted by those on which the student studies', () => {
    const examDate = addDays(DAY, 7);
    expect(exam(factsOf({ ...facts, examDate }), CATALOG)).toHaveLength(2);
    expect(exam(factsOf({ ...facts, examDate, studyDays: [2] }), CATALOG)).toHaveLength(4);
  });

  test('has its share of what was not dismissed', () => {
    const dismissed = new Set(['lesson:coordinates-1']);
    expect(items(exam(factsOf({ ...facts, dismissed, examDate: addDays(DAY, 4) }), CATALOG))).toEqual([
      'lesson:vectors-1',
      'lesson:fields-1',
    ]);
  });

  test('has quizzes on what was read and is not mastered, after the lessons', () => {
    const lessons = ['coordinates', 'vectors', 'fields'].map((one) => readOf(`${one}-1`));
    const topics = [answersOf('vectors', 8, { word: 'mastered' })];
    const found = exam(factsOf({ ...facts, lessons, topics, examDate: addDays(DAY, 1) }), CATALOG);
    expect(items(found)).toEqual(['lesson:heat-1', 'quiz:coordinates', 'quiz:fields']);
  });

  test('today has all that is left', () => {
    expect(exam(factsOf({ ...facts, examDate: DAY }), CATALOG)).toHaveLength(4);
  });

  test.each([
    ['of yesterday', addDays(DAY, -1)],
    ['that is 31 days away', addDays(DAY, 31)],
    ['without a date', null],
  ])('%s asks for nothing', (_case, examDate) => expect(exam(factsOf({ ...facts, examDate }), CATALOG)).toEqual([]));

  test('asks for nothing where everything is mastered', () => {
    const topics = CATALOG.map(({ id }) => answersOf(id, 8, { word: 'mastered' }));
    expect(exam(factsOf({ ...facts, topics, examDate: addDays(DAY, 1) }), CATALOG)).toEqual([]);
  });

  test('asks for nothing of a student who has no subject', () => {
    expect(exam(factsOf({ examDate: addDays(DAY, 1) }), CATALOG)).toEqual([]);
  });
});

describe('a lesson that was left', () => {
  test('goes on from its place, the latest first', () => {
    const lessons = [
      readOf('heat-1', { isCompleted: false, position: 0.25, touchedOn: '2026-02-01' }),
      readOf('vectors-1', { isCompleted: false, position: 0.99, touchedOn: '2026-03-02' }),
    ];
    expect(lessonLeft(factsOf({ lessons }), CATALOG)).toMatchObject([
      { start: { lessonId: 'vectors-1' }, evidence: { percent: 99, leftOn: '2026-03-02' }, minutes: 1, least: 1 },
      { start: { lessonId: 'heat-1' }, evidence: { percent: 25 }, minutes: 8, least: 5 },
    ]);
  });

  test.each([
    ['was completed', readOf('heat-1')],
    ['was read today', readOf('heat-1', { isCompleted: false, touchedOn: DAY })],
    ['is offered no more', readOf('gone-1', { isCompleted: false })],
  ])('is none where it %s', (_case, lesson) => expect(lessonLeft(factsOf({ lessons: [lesson] }), CATALOG)).toEqual([]));

  test('is none of a topic that is mastered', () => {
    const topics = [answersOf('heat', 8, { word: 'mastered' })];
    const lessons = [readOf('heat-1', { isCompleted: false })];
    expect(lessonLeft(factsOf({ topics, lessons }), CATALOG)).toEqual([]);
  });
});

describe('a quiz to confirm', () => {
  test('asks about topics that were read or are familiar, those never answered first', () => {
    const topics = [answersOf('heat', 7)];
    const found = confirmTopic(factsOf({ topics, lessons: [readOf('coordinates-1')] }), CATALOG);
    expect(found).toMatchObject([
      { start: { topicId: 'coordinates' }, evidence: { lessons: 1, answers: 0 } },
      { start: { topicId: 'heat' }, evidence: { lessons: 0, right: 7, answers: 8 } },
    ]);
  });

  test.each([
    ['mastered', answersOf('heat', 8, { word: 'mastered' })],
    ['weak', answersOf('heat', 2)],
    ['asked about today', answersOf('heat', 7, { isQuizzedToday: true })],
  ])('is none on a topic that is %s', (_case, topic) =>
    expect(confirmTopic(factsOf({ topics: [topic], lessons: [readOf('heat-1')] }), CATALOG)).toEqual([]),
  );

  test('is none on a topic without lessons or answers', () => {
    expect(confirmTopic(factsOf(), [topicOf('bare', { lessons: [] })])).toEqual([]);
  });

  test('is the next where one was dismissed', () => {
    const dismissed = new Set(['quiz:coordinates', 'quiz:vectors']);
    expect(items(confirmTopic(factsOf({ lessons: ALL_READ, dismissed }), CATALOG))).toEqual([
      'quiz:fields',
      'quiz:heat',
    ]);
  });

  test('is none on a topic without questions', () => {
    expect(confirmTopic(factsOf({ lessons: [readOf('heat-1')] }), [topicOf('heat', { hasQuiz: false })])).toEqual([]);
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

  test('comes tomorrow where today was studied', () => {
    const minutes = [...longDays(120), { day: DAY, minutes: 1 }];
    expect(takeBreak(factsOf({ minutes }))[0]?.start).toEqual({ to: 'pause', day: addDays(DAY, 1) });
  });

  test.each([
    ['two long days', { minutes: longDays(200, 2) }],
    ['days of under two hours', { minutes: longDays(119) }],
    ['days that are no longer than was wanted', { dailyMinutes: 110, minutes: longDays(200) }],
    ['long days that are over', { minutes: longDays(200).map((one) => ({ ...one, day: addDays(one.day, -1) })) }],
    ['a day off that is announced', { minutes: longDays(120), pauses: [{ firstDay: DAY, lastDay: DAY }] }],
    ['nothing', {}],
  ])('does not come after %s', (_case, known) => expect(takeBreak(factsOf(known))).toEqual([]));

  test('comes after four hours however much was wanted', () => {
    expect(takeBreak(factsOf({ dailyMinutes: 600, minutes: longDays(240) }))).toHaveLength(1);
  });
});
