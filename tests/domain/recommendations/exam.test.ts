import { describe, expect, test } from '@jest/globals';
import { addDays } from '../../../domain/game/calendar-day.js';
import { exam } from '../../../domain/recommendations/exam.js';
import { itemOf } from '../../../domain/recommendations/recommendation.js';
import { answersOf, CATALOG, DAY, factsOf, quizOf, readOf, topicOf } from '../../support/student-facts.js';

const items = (found: readonly { start: Parameters<typeof itemOf>[0] }[]) => found.map(({ start }) => itemOf(start));

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

  test('is near from 30 days before it on', () => {
    expect(items(exam(factsOf({ ...facts, examDate: addDays(DAY, 30) }), CATALOG))).toEqual(['lesson:coordinates-1']);
  });

  test('has a larger share on fewer days, less what was read today', () => {
    const lessons = [readOf('coordinates-1', { touchedOn: DAY })];
    expect(items(exam(factsOf({ ...facts, lessons, examDate: addDays(DAY, 2) }), CATALOG))).toEqual([
      'lesson:vectors-1',
      'lesson:fields-1',
      'lesson:heat-1',
    ]);
  });

  test('has a quiz of today as a part of the share', () => {
    const lessons = CATALOG.map(({ id }) => readOf(`${id}-1`));
    const quizzes = [quizOf('coordinates', { wasToday: true })];
    const found = exam(factsOf({ ...facts, lessons, quizzes, examDate: addDays(DAY, 2) }), CATALOG);
    expect(items(found)).toEqual(['quiz:vectors']);
    expect(found[0]?.evidence).toEqual({ examDate: addDays(DAY, 2), days: 2, left: 3 });
  });

  test('has a quiz of today as a part of the share, also where it shows that the topic is mastered', () => {
    const lessons = CATALOG.map(({ id }) => readOf(`${id}-1`));
    const topics = [answersOf('coordinates', 6, { word: 'mastered' })];
    const quizzes = [quizOf('coordinates', { wasToday: true })];
    expect(exam(factsOf({ ...facts, lessons, topics, quizzes, examDate: addDays(DAY, 4) }), CATALOG)).toEqual([]);
  });

  test('leaves out quizzes that would ask nothing new', () => {
    const lessons = CATALOG.map(({ id }) => readOf(`${id}-1`));
    const quizzes = [quizOf('coordinates', { hasNew: false }), quizOf('vectors'), quizOf('fields', { hasNew: false })];
    const [first, ...others] = exam(factsOf({ ...facts, lessons, quizzes, examDate: addDays(DAY, 2) }), CATALOG);
    expect(first).toMatchObject({ start: { topicId: 'vectors' }, evidence: { left: 2 } });
    expect(others).toEqual([]);
  });

  test('takes no topic that has no quiz for one that had its quiz today', () => {
    const catalog = CATALOG.map((topic) => ({ ...topic, hasQuiz: false }));
    const found = exam(factsOf({ ...facts, examDate: addDays(DAY, 2) }), catalog);
    expect(items(found)).toEqual(['lesson:coordinates-1', 'lesson:vectors-1']);
  });

  test('has three days of a week in which the student studies on three', () => {
    const examDate = addDays(DAY, 7);
    expect(exam(factsOf({ ...facts, examDate, studyDays: [2, 3, 4] }), CATALOG)).toHaveLength(3);
  });

  test('counts nothing of a topic without lessons', () => {
    const catalog = [topicOf('bare', { lessons: [] }), topicOf('heat')];
    const found = exam(factsOf({ ...facts, examDate: addDays(DAY, 1) }), catalog);
    expect(items(found)).toEqual(['lesson:heat-1']);
    expect(found[0]?.evidence).toMatchObject({ left: 2 });
  });
});
