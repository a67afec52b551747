import { describe, expect, test } from '@jest/globals';
import { FIRST_STEPS, firstSteps } from '../../../domain/learning/first-steps.js';

const NOTHING = {
  ...{ subjects: false, material: false, question: false, quiz: false, lesson: false },
  firstLesson: { id: 'a', title: 'Cells' },
};
const kinds = (done: typeof NOTHING | object) => firstSteps({ ...NOTHING, ...done }).map(({ kind }) => kind);

describe('first steps', () => {
  test('are all there for who has done nothing, in their order', () => {
    expect(kinds({})).toEqual([...FIRST_STEPS]);
    expect(firstSteps(NOTHING)[1]).toEqual({
      ...{ kind: 'read-lesson', title: 'Read "Cells"' },
      request: { method: 'GET', path: '/lessons/by-id/a' },
    });
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
