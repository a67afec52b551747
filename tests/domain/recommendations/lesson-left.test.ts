import { describe, expect, test } from '@jest/globals';
import { lessonLeft } from '../../../domain/recommendations/lesson-left.js';
import { itemOf } from '../../../domain/recommendations/recommendation.js';
import { answersOf, CATALOG, DAY, factsOf, readOf, topicOf } from '../../support/student-facts.js';

const items = (found: readonly { start: Parameters<typeof itemOf>[0] }[]) => found.map(({ start }) => itemOf(start));
const TWO_LESSONS = topicOf('heat', {
  lessons: [
    { id: 'heat-1', title: 'heat, one', minutes: 10 },
    { id: 'heat-2', title: 'heat, two', minutes: 10 },
  ],
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

  test('is the latest of several, and those of one day stay in their order', () => {
    const lessons = [
      readOf('vectors-1', { isCompleted: false, touchedOn: '2026-02-10' }),
      readOf('heat-1', { isCompleted: false, touchedOn: '2026-03-02' }),
      readOf('fields-1', { isCompleted: false, touchedOn: '2026-02-01' }),
      readOf('coordinates-1', { isCompleted: false, touchedOn: '2026-02-10' }),
    ];
    expect(items(lessonLeft(factsOf({ lessons }), CATALOG))).toEqual([
      'lesson:heat-1',
      'lesson:vectors-1',
      'lesson:coordinates-1',
      'lesson:fields-1',
    ]);
  });

  test('is the very one of its topic that was begun', () => {
    const lessons = [readOf('heat-2', { isCompleted: false })];
    expect(items(lessonLeft(factsOf({ lessons }), [TWO_LESSONS]))).toEqual(['lesson:heat-2']);
  });
});
