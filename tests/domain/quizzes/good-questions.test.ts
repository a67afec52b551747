import { beforeAll, describe, expect, test } from '@jest/globals';
import { sectionTexts } from '../../../domain/learning/lesson-text.js';
import { checkQuestion } from '../../../domain/quizzes/checks/check-question.js';
import { longestKeys } from '../../../domain/quizzes/checks/key-length.js';
import { type Content, loadContent } from '../../../services/content/load-content.js';

/** Of good questions that are refused. */
const MAX_REFUSED = 0.03;

let content: Content;
beforeAll(async () => {
  content = await loadContent();
});

describe('The checks, on the questions that teachers wrote', () => {
  test('refuse three in a hundred at most, of 200 or more, of every kind', () => {
    const { questions, lessons } = content;
    const texts = new Map(lessons.map(({ topic, slug, body }) => [`${topic}/${slug}`, sectionTexts(body)]));
    const refused = questions.filter((question) => {
      const { lesson, section } = question.evidence;
      const source = texts.get(`${question.topic}/${lesson}`)?.get(section) ?? '';
      const others = questions.filter(({ topic, slug }) => topic === question.topic && slug < question.slug);
      return checkQuestion(question, { source, language: 'en', others }).length > 0;
    });
    expect(questions.length).toBeGreaterThanOrEqual(200);
    expect(new Set(questions.map(({ kind }) => kind)).size).toBe(7);
    expect(refused.length / questions.length).toBeLessThanOrEqual(MAX_REFUSED);
  });

  test('find the key the longest option in few of them', () => {
    const { share, most } = longestKeys(content.questions);
    expect(share).toBeLessThanOrEqual(most);
  });

  test('are as often false as true, where that is asked', () => {
    const statements = content.questions.filter((question) => question.kind === 'true-false');
    const share = statements.filter(({ right }) => right).length / statements.length;
    expect(share).toBeGreaterThan(0.35);
    expect(share).toBeLessThan(0.65);
  });
});
