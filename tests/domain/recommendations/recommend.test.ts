import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../domain/game/calendar-day.js';
import type { StudentFacts } from '../../../domain/recommendations/facts.js';
import { minutesLeft, recommend } from '../../../domain/recommendations/recommend.js';
import { itemOf } from '../../../domain/recommendations/recommendation.js';
import { reasonOf, requestOf, titleOf } from '../../../domain/recommendations/wording.js';
import { answersOf, CATALOG, DAY, factsOf, readOf, topicOf } from '../../support/student-facts.js';

/** A student whom every rule has something to say to. */
const BUSY = factsOf({
  dailyMinutes: 110,
  subjectIds: ['physics'],
  examDate: addDays(DAY, 10),
  cards: { due: 22, fresh: 1, reviewedToday: 0, newToday: 0 },
  topics: [answersOf('vectors', 3), answersOf('coordinates', 7)],
  lessons: [readOf('coordinates-1'), readOf('vectors-1'), readOf('heat-1', { isCompleted: false, position: 0.4 })],
  unasked: [{ materialId: 'm', title: 'Notes', readyOn: '2026-03-01', question: null }],
  startHours: [18, 18, 18, 19, 17],
});

const shown = (facts: StudentFacts) => recommend(facts, CATALOG).map(({ kind, start }) => `${kind} ${itemOf(start)}`);

describe('the recommendations of a day', () => {
  test('stand in their order, six at most', () => {
    expect(shown(BUSY)).toEqual([
      'due-reviews reviews',
      'weak-topic quiz:vectors',
      'exam lesson:fields-1',
      'lesson-left lesson:heat-1',
      'confirm-topic quiz:coordinates',
      'unasked-material material:m',
    ]);
  });

  test('are none for who has done nothing and chosen nothing', () => expect(shown(factsOf())).toEqual([]));

  test('are none on a paused day', () => {
    expect(shown({ ...BUSY, pauses: [{ firstDay: addDays(DAY, -2), lastDay: DAY }] })).toEqual([]);
    expect(shown({ ...BUSY, pauses: [{ firstDay: DAY, lastDay: addDays(DAY, 2) }] })).toEqual([]);
    expect(shown({ ...BUSY, pauses: [{ firstDay: addDays(DAY, 1), lastDay: addDays(DAY, 2) }] })).toHaveLength(6);
    expect(shown({ ...BUSY, pauses: [{ firstDay: addDays(DAY, -2), lastDay: addDays(DAY, -1) }] })).toHaveLength(6);
  });

  test('are reviews alone on a day without study', () => {
    expect(shown({ ...BUSY, studyDays: [1, 3] })).toEqual(['due-reviews reviews']);
    expect(shown({ ...BUSY, studyDays: [2] })).toHaveLength(6);
  });

  test('are none without minutes, and none when they are studied', () => {
    expect(shown({ ...BUSY, dailyMinutes: 0 })).toEqual([]);
    expect(shown({ ...BUSY, minutes: [{ day: DAY, minutes: 500 }] })).toEqual([]);
  });

  test('take what fits, and a part of what can be parted', () => {
    const [reviews, ...others] = recommend({ ...BUSY, dailyMinutes: 5 }, CATALOG);
    expect(reviews).toMatchObject({ kind: 'due-reviews', minutes: 5 });
    expect(others).toEqual([]);
    expect(recommend({ ...BUSY, dailyMinutes: 10 }, CATALOG).map(({ kind, minutes }) => [kind, minutes])).toEqual([
      ['due-reviews', 6],
      ['weak-topic', 4],
    ]);
  });

  test('name what two rules recommend once', () => {
    const facts = factsOf({ subjectIds: ['physics'], lessons: [readOf('coordinates-1', { isCompleted: false })] });
    expect(shown(facts)).toEqual(['lesson-left lesson:coordinates-1']);
  });

  test('are of one rule alone for each topic, which may name several things of it', () => {
    const heat = topicOf('heat', {
      lessons: ['heat-1', 'heat-2', 'heat-3'].map((id) => ({ id, title: id, minutes: 5 })),
    });
    const lessons = [readOf('heat-3', { isCompleted: false, position: 0 })];
    const known = { dailyMinutes: 60, lessons };
    const of = (facts: StudentFacts) => recommend(facts, [heat]).map(({ kind, start }) => `${kind} ${itemOf(start)}`);
    expect(of(factsOf({ ...known, topics: [answersOf('heat', 2)] }))).toEqual(['weak-topic lesson:heat-1']);
    expect(of(factsOf({ ...known, examDate: addDays(DAY, 2) }))).toEqual(['exam lesson:heat-1', 'exam lesson:heat-2']);
  });

  test('leave half of the day where a break is recommended, all of it where that is dismissed', () => {
    const minutes = [1, 2, 3].map((ago) => ({ day: addDays(DAY, -ago), minutes: 240 }));
    const tired = { ...BUSY, dailyMinutes: 40, minutes };
    const [rest, ...others] = recommend(tired, CATALOG);
    expect(rest).toMatchObject({ kind: 'break', minutes: 0 });
    expect(others.reduce((sum, one) => sum + one.minutes, 0)).toBeLessThanOrEqual(20);
    expect(shown({ ...tired, dismissed: new Set(['pause']) })[0]).toBe('due-reviews reviews');
  });

  test('never come back for a week once they are dismissed, by whichever rule', () => {
    const dismissed = new Set(['lesson:fields-1', 'reviews']);
    expect(shown({ ...BUSY, dismissed }).join()).not.toMatch(/fields-1|reviews/);
  });

  const day = fc.integer({ min: -40, max: 40 }).map((offset) => addDays(DAY, offset));
  const topicId = fc.constantFrom('coordinates', 'vectors', 'fields', 'heat', 'gone');
  const anyFacts: fc.Arbitrary<StudentFacts> = fc
    .record({
      dailyMinutes: fc.integer({ min: 0, max: 600 }),
      studyDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
      examDate: fc.option(day),
      subjectIds: fc.subarray(['physics', 'chemistry']),
      cards: fc.record({ due: fc.nat(500), fresh: fc.nat(500), reviewedToday: fc.nat(200), newToday: fc.nat(50) }),
      topics: fc.uniqueArray(
        fc
          .record({ topicId, right: fc.nat(8), isMastered: fc.boolean() })
          .map(({ topicId: id, right, isMastered }) => answersOf(id, right, isMastered ? { word: 'mastered' } : {})),
        { selector: (one) => one.topicId },
      ),
      quizzes: fc.uniqueArray(fc.record({ topicId, wasToday: fc.boolean(), hasNew: fc.boolean() }), {
        selector: (one) => one.topicId,
      }),
      lessons: fc.uniqueArray(
        fc.record({
          lessonId: topicId.map((id) => `${id}-1`),
          position: fc.double({ min: 0, max: 1, noNaN: true }),
          isCompleted: fc.boolean(),
          touchedOn: day,
        }),
        { selector: (one) => one.lessonId },
      ),
      minutes: fc.uniqueArray(fc.record({ day, minutes: fc.nat(300) }), { selector: (one) => one.day }),
      startHours: fc.array(fc.nat(23), { maxLength: 28 }),
      dismissed: fc.subarray(['reviews', 'study', 'pause', 'quiz:heat', 'lesson:heat-1']).map((all) => new Set(all)),
    })
    .map((known) => factsOf(known));

  test('fit the day, come once, were not just done, and are nothing that is mastered', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const made = recommend(facts, CATALOG);
        const items = made.map(({ start }) => itemOf(start));
        expect(new Set(items).size).toBe(items.length);
        expect(items.filter((item) => facts.dismissed.has(item))).toEqual([]);
        expect(made.length).toBeLessThanOrEqual(6);
        expect(made.reduce((sum, { minutes }) => sum + minutes, 0)).toBeLessThanOrEqual(minutesLeft(facts));
        for (const { id, lessons } of CATALOG) {
          const topic = facts.topics.find((one) => one.topicId === id);
          const its = [`quiz:${id}`, ...lessons.map((lesson) => `lesson:${lesson.id}`)];
          if (topic?.word === 'mastered') expect(items.filter((item) => its.includes(item))).toEqual([]);
          const quiz = facts.quizzes.find((one) => one.topicId === id);
          if (quiz && (quiz.wasToday || !quiz.hasNew)) expect(items).not.toContain(`quiz:${id}`);
          for (const lesson of facts.lessons.filter((one) => one.isCompleted))
            expect(items).not.toContain(`lesson:${lesson.lessonId}`);
        }
        for (const one of made) {
          expect(titleOf(one)).not.toMatch(/undefined|NaN/);
          expect(reasonOf(one.kind, one.evidence)).toMatch(/^[A-Z0-9].*\.$/);
          expect(reasonOf(one.kind, one.evidence)).not.toMatch(/undefined|NaN|null/);
          expect(requestOf(one).path).toMatch(/^\//);
        }
      }),
    );
  });
});

describe('what is said', () => {
  const said = (facts: StudentFacts) =>
    recommend(facts, CATALOG).map((one) => [titleOf(one), reasonOf(one.kind, one.evidence), requestOf(one)]);

  test('is why, with the evidence, and how to begin', () => {
    expect(said(BUSY)).toEqual([
      [
        'Review 23 cards',
        '22 cards are due today, and 1 new card waits.',
        { method: 'GET', path: '/reviews/due?limit=23', body: null },
      ],
      [
        'Take a quiz on vectors',
        '3 of your last 8 answers on vectors were right.',
        { method: 'POST', path: '/quiz/generate', body: { topic: 'physics/vectors', count: 10 } },
      ],
      [
        'Read "fields, one"',
        'Your exam is in 10 days (2026-03-13), and 6 lessons and quizzes are left until then.',
        { method: 'POST', path: '/lessons/fields-1/start', body: null },
      ],
      [
        'Read "heat, one"',
        'You left it on 2026-03-01, after 40 % of it.',
        { method: 'POST', path: '/lessons/heat-1/start', body: null },
      ],
      [
        'Take a quiz on coordinates',
        'You have read the lesson on coordinates, and 7 of your last 8 answers on coordinates were right: a quiz shows whether you know it.',
        { method: 'POST', path: '/quiz/generate', body: { topic: 'physics/coordinates', count: 10 } },
      ],
      [
        'Ask "Notes" a question',
        'It has been ready since 2026-03-01, and you have not asked about it yet.',
        {
          method: 'POST',
          path: '/materials/query',
          body: { question: 'What is this document about?', materialIds: ['m'] },
        },
      ],
    ]);
  });

  test('names what a weak topic builds on', () => {
    const facts = factsOf({ topics: [answersOf('vectors', 1, { recent: { right: 1, answers: 3, isAll: true } })] });
    expect(said(facts)[0]).toEqual([
      'Read "coordinates, one"',
      '1 of your 3 answers on vectors was right, and it builds on coordinates, which you have not read yet.',
      { method: 'POST', path: '/lessons/coordinates-1/start', body: null },
    ]);
  });

  test('claims no knowledge of who has begun nothing', () => {
    expect(said(factsOf({ subjectIds: ['physics'] }))).toEqual([
      [
        'Read "coordinates, one"',
        'It is next in Physics: nothing in your subjects has to come before it.',
        { method: 'POST', path: '/lessons/coordinates-1/start', body: null },
      ],
    ]);
  });

  test('counts one thing that is left before an exam as one', () => {
    const facts = factsOf({ subjectIds: ['physics'], examDate: addDays(DAY, 1), lessons: [readOf('heat-1')] });
    expect(recommend(facts, [topicOf('heat')]).map((one) => reasonOf(one.kind, one.evidence))).toEqual([
      'Your exam is in 1 day (2026-03-04), and 1 lesson or quiz is left until then.',
    ]);
  });

  test('names the hour and the minutes that are left, and the day off', () => {
    expect(said(factsOf({ startHours: [9, 9, 9, 9, 9] }))).toEqual([
      [
        'Study for 30 minutes',
        'On 5 days of the last four weeks you began to study around 09:00.',
        { method: 'POST', path: '/study/start', body: { mode: 'block', plannedMinutes: 30 } },
      ],
    ]);
    const minutes = [1, 2, 3].map((ago) => ({ day: addDays(DAY, -ago), minutes: 130 }));
    expect(said(factsOf({ minutes }))).toEqual([
      [
        'Take a day off',
        'You have studied 390 minutes in the last 3 days. A pause keeps your streak on a day off.',
        { method: 'POST', path: '/gamification/streak/pauses', body: { from: DAY, to: DAY } },
      ],
    ]);
  });
});
