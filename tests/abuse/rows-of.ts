import { readFile } from 'node:fs/promises';
import type { Knex } from 'knex';
import { SAMPLE_PDF } from '../../stack/sample/source.js';
import { eventually } from '../support/eventually.js';
import type { Student } from '../support/sign-up.js';

/** Values of parameters, by the beginnings of the paths that take them. */
export type Parameters = Record<string, Record<string, string>>;

/** Gives a student something of every kind that a path can name, so that calls reach beyond what is not found. */
export async function rowsOf({ id: userId, client, fetch }: Student, db: Knex): Promise<Parameters> {
  const form = new FormData();
  form.set('file', new Blob([await readFile(SAMPLE_PDF)]), 'tides.pdf');
  const upload = await fetch('/materials/upload', { method: 'POST', body: form });
  const { id: material } = (await upload.json()) as { id: string };
  const [subject] = dataOf(await client.GET('/subjects')).data;
  const topic = `${subject?.slug}/${subject?.topics[0]?.slug}`;
  const { lessonId } = await db('quizQuestions').whereNotNull('lessonId').first('lessonId');
  const path = { id: dataOf(await client.POST('/quiz/generate', { body: { topic, count: 5 } })).id };
  await eventually(() =>
    db('quizzes')
      .where({ ...path, status: 'ready' })
      .first('id'),
  );
  const attempt = dataOf(await client.POST('/quiz/{id}/start', { params: { path } }));
  const question = dataOf(await client.POST('/ai/doubt', { body: { question: 'What causes the tides?' } }));
  const card = dataOf(await client.POST('/cards', { body: { front: 'Tides?', back: 'The Moon.', tags: [] } }));
  await eventually(() => db('materials').where({ id: material, status: 'ready' }).first('id'));
  const cards = dataOf(await client.POST('/cards/generate', { body: { materialIds: [material], count: 5 } }));
  const copy = dataOf(await client.POST('/users/me/export'));
  const questionId = attempt.questions[0]?.id ?? '';
  return {
    '/materials/': { id: material },
    '/ai/doubt/messages/': { id: question.id },
    '/ai/doubt/{threadId}': { threadId: question.threadId },
    '/quiz/{id}': path,
    '/quiz/attempts/': { id: attempt.id, questionId },
    '/quiz/questions/': { id: questionId },
    '/cards/{id}': { id: card.id },
    '/cards/generated/': { id: cards.id },
    '/reviews/{cardId}': { cardId: card.id },
    '/lessons/{id}': { id: lessonId },
    '/lessons/by-id/': { id: lessonId },
    '/lessons/{topic}': { topic: String(subject?.topics[0]?.slug) },
    '/topics/': { subject: String(subject?.slug) },
    '/users/me/export/': { id: copy.id },
    '/friends/': { id: userId },
    '/support/users/': { id: userId },
    '/support/{kind}/': { kind: 'questions', id: question.id },
    '/support/jobs/': { name: 'sweep' },
  };
}

/** @throws Error with the problem where there is no body */
function dataOf<T>({ data, error }: { data?: T; error?: unknown }): T {
  if (data === undefined) throw new Error(JSON.stringify(error));
  return data;
}
