import { expect, test } from '@jest/globals';
import { embedQuestion, NEUTRAL } from '../../../clients/ai/embed-question.js';
import { neutralQuestion } from '../../../domain/text/neutral-question.js';

const question = 'Wie hoch wird die Eibe?';
const vectors: Record<string, number[]> = { [question]: [1, 1], [neutralQuestion(question)]: [0, 1] };

test('a question is searched by its vector, less a share of what any question in its language has', async () => {
  const embed = async (texts: readonly string[]) => texts.map((text) => vectors[text] ?? []);
  expect(await embedQuestion({ embed }, question)).toEqual([1, 1 - NEUTRAL]);
});

test('a provider that gives a vector too few is a bad output', async () => {
  const embed = async () => [[1, 1]];
  await expect(embedQuestion({ embed }, question)).rejects.toMatchObject({ type: 'AiBadOutput' });
});
