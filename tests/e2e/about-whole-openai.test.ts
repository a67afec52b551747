import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { askTutor, cite, readyMaterial, says, startTutorApp, type TutorApp } from '../support/tutor-app.js';

/** Questions about whole materials, with a chat model. */
let tutor: TutorApp;
let other: string;
beforeAll(async () => {
  tutor = await startTutorApp();
  const crows = 'A crow is a clever bird that uses tools. Crows remember faces for many years.';
  ({ id: other } = await readyMaterial(tutor.student, crows, 'Crows'));
  for (const id of [tutor.materialId, other])
    await eventually(async () => (await tutor.app.db('guides').where({ id }).first('status'))?.status === 'ready');
});
afterAll(() => tutor.app.close());

const ask = (question: string) => askTutor(tutor.student, question);
const lastPrompt = () => {
  const { messages = [] } = (tutor.ai.requests.at(-1)?.body ?? {}) as { messages?: { content: string }[] };
  return messages.at(-1)?.content ?? '';
};

test('are answered by the model from what guides say, of each material', async () => {
  tutor.ai.script(says([cite('It is about animals.', 'A crow is a clever bird')]));
  const answer = await ask('What is this about?');
  expect(answer).toMatchObject({ status: 'answered', answer: 'It is about animals. [1]', grounding: 'materials' });
  expect(answer.citations).toMatchObject([{ materialId: other, quote: 'A crow is a clever bird' }]);
  expect(lastPrompt()).toContain('Crows remember faces');
  expect(lastPrompt()).toContain('three hearts and blue blood');
});

test('are answered with the sentences of the guide where the model cannot tell', async () => {
  tutor.ai.script({ kind: 'ok', answer: { supported: false, answer: [] } });
  const answer = await ask('Summarize crows.');
  expect(answer).toMatchObject({ status: 'answered', grounding: 'materials' });
  expect(answer.answer).toContain('A crow is a clever bird that uses tools. [1]');
  for (const { materialId } of answer.citations) expect(materialId).toBe(other);
});
