import { describe, expect, test } from '@jest/globals';
import { FIRST_STEPS, firstSteps } from '../../../domain/learning/first-steps.js';

const NOTHING = {
  ...{ subjects: false, material: false, question: false, quiz: false, lesson: false },
  firstLesson: { id: 'a', title: 'Cells' },
};
const kinds = (done: typeof NOTHING | object) => firstSteps({ ...NOTHING, ...done }).map(({ kind }) => kind);

describe('first steps', () => {
  test('are all there for who has done nothing, in their order, each with the request that takes it', () => {
    expect(kinds({})).toEqual([...FIRST_STEPS]);
    expect(firstSteps(NOTHING).map(({ title, request }) => [title, request.method, request.path])).toEqual([
      ['Choose what you study', 'POST', '/onboarding'],
      ['Read "Cells"', 'GET', '/lessons/by-id/a'],
      ['Upload what you study from', 'POST', '/materials/upload'],
      ['Ask a question', 'POST', '/ai/doubt'],
      ['Take a quiz', 'POST', '/quiz/generate'],
    ]);
  });

  test('are none for who has taken all', () => {
    const all = { subjects: true, lesson: true, material: true, question: true, quiz: true };
    expect(firstSteps({ ...NOTHING, ...all })).toEqual([]);
  });

  test.each([
    ['subjects', 'choose-subjects'],
    ['lesson', 'read-lesson'],
    ['material', 'upload-material'],
    ['question', 'ask-question'],
    ['quiz', 'take-quiz'],
  ])('%s takes %s away, and nothing else', (done, kind) => {
    expect(kinds({ [done]: true })).toEqual(FIRST_STEPS.filter((one) => one !== kind));
  });

  test('no lesson is named where there is none', () => {
    expect(kinds({ firstLesson: null })).not.toContain('read-lesson');
  });
});
