import { describe, expect, test } from '@jest/globals';
import { confirmTopic } from '../../../domain/recommendations/confirm-topic.js';
import { itemOf } from '../../../domain/recommendations/recommendation.js';
import { answersOf, CATALOG, factsOf, quizOf, readOf, topicOf } from '../../support/student-facts.js';

const items = (found: readonly { start: Parameters<typeof itemOf>[0] }[]) => found.map(({ start }) => itemOf(start));
const ALL_READ = CATALOG.flatMap(({ lessons }) => lessons.map(({ id }) => readOf(id)));
const TWO_LESSONS = topicOf('heat', {
  lessons: [
    { id: 'heat-1', title: 'heat, one', minutes: 10 },
    { id: 'heat-2', title: 'heat, two', minutes: 10 },
  ],
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
  ])('is none on a topic that is %s', (_case, topic) =>
    expect(confirmTopic(factsOf({ topics: [topic], lessons: [readOf('heat-1')] }), CATALOG)).toEqual([]),
  );

  test.each([
    ['that was asked about another day', {}, ['quiz:heat']],
    ['that was asked about today', { wasToday: true }, []],
    ['of which every question was handed in', { hasNew: false }, []],
  ])('on a topic %s', (_case, quiz, wanted) => {
    const facts = factsOf({ topics: [answersOf('heat', 7)], quizzes: [quizOf('heat', quiz)] });
    expect(items(confirmTopic(facts, CATALOG))).toEqual(wanted);
  });

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

  test('asks about two topics at most, those first whose answers are the oldest or none', () => {
    const topics = [
      answersOf('coordinates', 7, { lastAnsweredAt: new Date('2026-03-01T12:00:00Z') }),
      answersOf('vectors', 7, { lastAnsweredAt: new Date('2026-02-01T12:00:00Z') }),
    ];
    const never = answersOf('heat', 7, { lastAnsweredAt: null });
    expect(items(confirmTopic(factsOf({ topics }), CATALOG))).toEqual(['quiz:vectors', 'quiz:coordinates']);
    expect(items(confirmTopic(factsOf({ topics: [...topics, never] }), CATALOG))).toEqual([
      'quiz:heat',
      'quiz:vectors',
    ]);
  });

  test('waits until the last lesson of a topic is read', () => {
    const [one, two] = [readOf('heat-1'), readOf('heat-2')];
    expect(confirmTopic(factsOf({ lessons: [one] }), [TWO_LESSONS])).toEqual([]);
    expect(confirmTopic(factsOf({ lessons: [one, two] }), [TWO_LESSONS])).toMatchObject([
      { start: { topicId: 'heat' }, evidence: { lessons: 2, answers: 0 } },
    ]);
  });
});
