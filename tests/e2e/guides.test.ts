import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { components } from '../../api-client/schema.js';
import { createTemporalClient } from '../../temporal-config/client.js';
import { eventually } from '../support/eventually.js';
import { keep, record, replay } from '../support/histories.js';
import { askMaterials, ingest } from '../support/ingest.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

type Guide = components['schemas']['Guide'];
type GuideSentence = components['schemas']['GuideSentence'];

let app: TestApp;
let student: Student;
let materialId: string;
beforeAll(async () => {
  app = await startTestApp();
  await app.startWorker();
  student = await createStudent(app);
  const material = await ingest(student, await readFile('stack/sample/sample.pdf'), { title: 'Lecture 4' });
  expect(material.status).toBe('ready');
  materialId = material.id;
});
afterAll(() => app.close());

const headers = { Prefer: 'wait=30' };
const fetchGuide = (by: Student, id = materialId, more: Record<string, string> = {}) =>
  by.fetch(`/materials/${id}/guide`, { headers: { ...headers, ...more } });

async function readyGuide(id = materialId): Promise<Guide> {
  return eventually(async () => {
    const guide = (await (await fetchGuide(student, id)).json()) as Guide;
    return guide.status === 'ready' ? guide : undefined;
  });
}

/** Every sentence of a guide, wherever it stands. */
const sentencesOf = ({ outline, summary, keyTerms, questions }: Guide): GuideSentence[] => [
  ...outline.flatMap(({ sentences }) => sentences),
  ...summary,
  ...keyTerms.map(({ definition }) => definition),
  ...questions.map(({ answer }) => answer),
];

async function pageTexts(): Promise<Map<number, string>> {
  const rows = await app.db('material_pages').where({ materialId }).select('pageNo', 'text');
  return new Map(rows.map(({ pageNo, text }) => [pageNo, text]));
}

describe('the guide of a material', () => {
  test('is made after it is ready: outline, summary, terms and questions, each sentence with a quote that stands', async () => {
    const guide = await readyGuide();
    expect(guide).toMatchObject({ materialId, failure: null, language: 'en', provider: 'offline' });
    // Nothing in the text of this file marks its headings: it is parted where its topic turns.
    expect(guide.outline.length).toBeGreaterThan(1);
    expect(guide.outline[0]).toMatchObject({ level: 1, heading: null, pageFrom: 1 });
    expect(guide.outline.at(-1)?.pageTo).toBe(5);
    expect(guide.summary.length).toBeGreaterThan(3);
    expect(guide.keyTerms.length).toBeGreaterThan(3);
    expect(guide.questions).toHaveLength(8);
    const pages = await pageTexts();
    for (const { citations } of sentencesOf(guide)) {
      expect(citations.length).toBeGreaterThan(0);
      for (const { pageNo, quote, start, end } of citations) expect(pages.get(pageNo)?.slice(start, end)).toBe(quote);
    }

    const client = createTemporalClient(app.config);
    const recording = await record(client, `guide:${materialId}:1`);
    await keep('build-guide', recording);
    await replay(recording);
    await client.connection.close();
  });

  test("has an ETag, and is nobody else's", async () => {
    await readyGuide();
    const response = await fetchGuide(student);
    const etag = response.headers.get('ETag') ?? '';
    expect((await fetchGuide(student, materialId, { 'If-None-Match': etag })).status).toBe(304);
    expect((await fetchGuide(await createStudent(app))).status).toBe(404);
  });

  test.each(['What is this about?', 'Summarize this document.', 'What are the main points?'])(
    'answers %s, each sentence cited',
    async (question) => {
      await readyGuide();
      const answer = await askMaterials(student, question);
      expect(answer).toMatchObject({ status: 'answered', grounding: 'materials' });
      const pages = await pageTexts();
      expect(answer.citations.length).toBeGreaterThan(2);
      for (const { pageNo, quote, start, end } of answer.citations)
        expect(pages.get(pageNo ?? 0)?.slice(start, end)).toBe(quote);
      expect(answer.answer).toContain(`[${answer.citations.length}]`);
      expect(answer.followUps.length).toBeGreaterThan(0);
    },
  );

  test('answers who asks before it is made, once it is', async () => {
    const notes = await ingest(student, Buffer.from('Glaciers carve valleys. Moraines are ridges of rubble.\n'));
    const maker = await app.db.transaction();
    await maker('guides').where({ id: notes.id }).forUpdate().first('id');
    const asking = askMaterials(student, 'What is this about?', [notes.id]);
    await eventually(() => app.db('questions').where({ phase: 'answering' }).first('id'));
    await maker.rollback();
    expect(await asking).toMatchObject({ status: 'answered', grounding: 'materials' });
  });

  test.each(['Summarize the section on neap tides', 'What does chapter 3 say?'])(
    'answers of the part that %s names',
    async (question) => {
      const notes = await ingest(student, await readFile('stack/sample/text.md'), { title: 'Notes' });
      const guide = await readyGuide(notes.id);
      const headings = guide.outline.map(({ heading }) => heading);
      expect(headings.slice(0, 3)).toEqual([
        'How the tides work',
        'Why there are two bulges',
        'Spring tides and neap tides',
      ]);
      const answer = await askMaterials(student, question, [notes.id]);
      expect(answer.status).toBe('answered');
      const quotes = guide.outline[2]?.sentences.flatMap(({ citations }) => citations);
      expect(answer.citations).toMatchObject(quotes ?? []);
    },
  );

  test('leaves a question about something in it to the search', async () => {
    await readyGuide();
    const answer = await askMaterials(student, 'Who explained the tides by gravity?');
    expect(answer.answer).toContain('Newton');
  });

  test('goes with its material', async () => {
    await readyGuide();
    expect((await student.fetch(`/materials/${materialId}`, { method: 'DELETE' })).status).toBe(204);
    expect((await fetchGuide(student)).status).toBe(404);
    await eventually(async () => (await app.db('guides').where({ id: materialId })).length === 0);
  });
});
