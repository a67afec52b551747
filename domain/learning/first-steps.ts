/** What a new student has not done yet. */
export const FIRST_STEPS = ['choose-subjects', 'read-lesson', 'upload-material', 'ask-question', 'take-quiz'] as const;

export type FirstStepKind = (typeof FIRST_STEPS)[number];

/** A step with the request that takes it. */
export interface FirstStep {
  kind: FirstStepKind;
  title: string;
  request: { method: 'GET' | 'POST'; path: string };
}

/** What a student has begun so far; the first lesson is there where none was read. */
export interface Beginnings {
  subjects: boolean;
  material: boolean;
  question: boolean;
  quiz: boolean;
  lesson: boolean;
  firstLesson: { id: string; title: string } | null;
}

/** The steps that a student has not taken, in the order in which they help; none for who has taken all. */
export function firstSteps(done: Beginnings): FirstStep[] {
  const { firstLesson } = done;
  const step = (kind: FirstStepKind, title: string, method: 'GET' | 'POST', path: string): FirstStep => ({
    ...{ kind, title, request: { method, path } },
  });
  return [
    ...(done.subjects ? [] : [step('choose-subjects', 'Choose what you study', 'POST', '/onboarding')]),
    ...(done.lesson || !firstLesson
      ? []
      : [step('read-lesson', `Read "${firstLesson.title}"`, 'GET', `/lessons/by-id/${firstLesson.id}`)]),
    ...(done.material ? [] : [step('upload-material', 'Upload what you study from', 'POST', '/materials/upload')]),
    ...(done.question ? [] : [step('ask-question', 'Ask a question', 'POST', '/ai/doubt')]),
    ...(done.quiz ? [] : [step('take-quiz', 'Take a quiz', 'POST', '/quiz/generate')]),
  ];
}
