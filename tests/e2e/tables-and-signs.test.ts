import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeDocx, para, run } from '../documents/office-files.js';
import { askMaterials, ingest } from '../support/ingest.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let student: Student;
beforeAll(async () => {
  app = await startTestApp();
  await app.startWorker();
  student = await createStudent(app);
});
afterAll(() => app.close());

const pagesOf = async (id: string) => {
  const { data } = await student.client.GET('/materials/{id}/pages', { params: { path: { id } } });
  return data?.data ?? [];
};
/** Asks of a material; every quote stands on its page. */
async function ask(id: string, question: string) {
  const [message, pages] = [await askMaterials(student, question, [id]), await pagesOf(id)];
  for (const { pageNo, quote, start, end } of message.citations)
    expect(pages.find((page) => page.pageNo === pageNo)?.text.slice(start, end)).toBe(quote);
  return message;
}

describe('a table longer than a page', () => {
  const ports = Array.from({ length: 90 }, (_, n) => [
    `Port${String.fromCharCode(65 + (n % 26))}${n}ham`,
    `${1200 + 7 * n}`,
    `${20 + 3 * n}`,
  ]);
  const rows = [['Port', 'Founded', 'Depth (m)'], ['---', '---', '---'], ...ports].map(
    (cells) => `| ${cells.join(' | ')} |`,
  );
  let id: string;
  beforeAll(async () => {
    ({ id } = await ingest(student, Buffer.from(`# Ports of the coast\n\n${rows.join('\n')}\n`)));
  });

  test('answers with a row and the heads of its columns, wherever it stands', async () => {
    for (const at of [0, 2, 13, 30, 45, 71, 88]) {
      const [name, founded] = ports[at] ?? [];
      const message = await ask(id, `When was ${name} founded?`);
      expect(message).toMatchObject({ status: 'answered' });
      expect(message.answer).toContain(`Port: ${name}; Founded: ${founded}`);
      expect(message.citations[0]?.quote).toContain(`| ${name} | ${founded} |`);
    }
  });

  test('has its head searched with chunks that begin within it, and in none of their texts', async () => {
    const chunks = await app.db('material_chunks').where({ materialId: id }).orderBy('ord');
    expect(chunks.length).toBeGreaterThan(3);
    for (const { text, tableHead } of chunks.slice(1)) {
      expect(tableHead).toBe('| Port | Founded | Depth (m) |');
      expect(text).not.toContain('Founded');
    }
  });
});

test('formulas and signs of a document come into the answer as they are', async () => {
  const math =
    '<m:oMath xmlns:m="m"><m:r><m:t>v=</m:t></m:r><m:f><m:num><m:r><m:t>s</m:t></m:r></m:num><m:den><m:r><m:t>t</m:t></m:r></m:den></m:f></m:oMath>';
  const raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>8</w:t></w:r>';
  const { id } = await ingest(
    student,
    await makeDocx(
      `${para('Motion')}<w:p>${run('The average speed of a tram is ')}${math}${run(' on every line.')}</w:p>` +
        `<w:p>${run('The speed of light is 3 × 10')}${raised}${run(' metres per second.')}</w:p>`,
    ),
  );
  expect((await ask(id, 'What is the average speed of a tram?')).answer).toContain('$v=\\frac{s}{t}$');
  expect((await ask(id, 'What is the speed of light?')).answer).toContain('3 × 10⁸ metres');
});
