import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeXlsx } from '../documents/spreadsheet-files.js';
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

const ROWS: [string, string, number, number][] = [
  ['Gallium', 'Ga', 29.8, 1875],
  ['Indium', 'In', 156.6, 1863],
  ['Thallium', 'Tl', 304, 1861],
  ['Germanium', 'Ge', 938, 1886],
];
const HEAD = ['Element', 'Symbol', 'Melting point (°C)', 'Discovered'];

/** Asks of a material; every quote stands on its page. */
async function ask(id: string, question: string) {
  const message = await askMaterials(student, question, [id]);
  const { data } = await student.client.GET('/materials/{id}/pages', { params: { path: { id } } });
  for (const { pageNo, quote, start, end } of message.citations)
    expect(data?.data.find((page) => page.pageNo === pageNo)?.text.slice(start, end)).toBe(quote);
  return message;
}

test.each([
  ['csv', () => Buffer.from([HEAD, ...ROWS].map((row) => row.join(',')).join('\n')), null],
  ['tsv', () => Buffer.from([HEAD, ...ROWS].map((row) => row.join('\t')).join('\r\n')), null],
  ['xlsx', () => makeXlsx({ 'Two groups': [HEAD, ...ROWS] }), 'Two groups'],
])(
  'a row of a file of the format %s is found, and answered with the heads of its columns',
  async (format, make, pageLabel) => {
    const material = await ingest(student, await make());
    expect(material).toMatchObject({ status: 'ready', format, pageCount: 1 });
    const found = await ask(material.id, 'When was germanium discovered?');
    expect(found).toMatchObject({ status: 'answered' });
    expect(found.citations[0]).toMatchObject({ pageNo: 1, pageLabel, quote: '| Germanium | Ge | 938 | 1886 |' });
    expect(found.answer).toContain('Discovered: 1886');
    const melting = await ask(material.id, 'What is the melting point of indium?');
    expect(melting.answer).toContain('Melting point (°C): 156.6');
  },
);

test('a row far down in a sheet of many is found with its heads', async () => {
  const towns = Array.from({ length: 600 }, (_, at) => [
    `Port${String.fromCharCode(65 + (at % 26))}${at}ham`,
    1_200 + at,
    20 + 3 * at,
  ]);
  const { id, pageCount } = await ingest(
    student,
    await makeXlsx({ Ports: [['Port', 'Founded', 'Depth (m)'], ...towns] }),
  );
  expect(pageCount).toBeGreaterThan(4);
  expect((await ask(id, `When was ${towns[555]?.[0]} founded?`)).answer).toContain(`Founded: ${towns[555]?.[1]}`);
});

test('a notebook is answered from its text and its outputs, and no bytes of its pictures are pages', async () => {
  const cells = [
    {
      cell_type: 'markdown',
      metadata: {},
      source: ['# Pendulum lab\n', '\n', 'The string of the pendulum was 50 centimetres long.'],
    },
    {
      cell_type: 'code',
      metadata: {},
      execution_count: 1,
      source: '# a comment\nprint(period)',
      outputs: [
        { output_type: 'stream', name: 'stdout', text: ['The measured period was 1.42 seconds.\n'] },
        {
          output_type: 'display_data',
          metadata: {},
          data: { 'image/png': Buffer.alloc(80_000, 9).toString('base64') },
        },
      ],
    },
    { cell_type: 'markdown', metadata: {}, source: 'The bob of brass weighed 200 grams.' },
  ];
  const material = await ingest(
    student,
    Buffer.from(JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 })),
  );
  expect(material).toMatchObject({ status: 'ready', format: 'notebook', pageCount: 1 });
  expect((await ask(material.id, 'What was the measured period?')).answer).toContain('1.42 seconds');
  expect((await ask(material.id, 'How much did the bob of brass weigh?')).answer).toContain('200 grams');
  const chunks = await app.db('material_chunks').where({ materialId: material.id });
  expect(chunks.flatMap(({ headingPath }) => headingPath)).not.toContain('a comment');
});

test('subtitles are answered in whole sentences, and the citation tells the time', async () => {
  const said = Array.from({ length: 90 }, (_, at) => [`Part ${at} of the lecture is about waves`, `and it ends here.`]);
  said[60] = ['The harbour of Brest has a mean', 'tidal range of six metres.'];
  const clock = (seconds: number) =>
    `00:${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')},000`;
  const srt = said
    .flat()
    .map((text, at) => `${at + 1}\n${clock(at * 4)} --> ${clock(at * 4 + 4)}\n${text}\n`)
    .join('\n');
  const material = await ingest(student, Buffer.from(srt));
  expect(material).toMatchObject({ status: 'ready', format: 'srt' });
  const message = await ask(material.id, 'What is the mean tidal range of the harbour of Brest?');
  expect(message).toMatchObject({
    status: 'answered',
    citations: [
      {
        quote: 'The harbour of Brest has a mean tidal range of six metres.',
        pageLabel: expect.stringMatching(/^\d+:\d\d–\d+:\d\d$/),
      },
    ],
  });
  const [from = 0, to = 0] = (message.citations[0]?.pageLabel ?? '')
    .split('–')
    .map((time) => time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0));
  expect(from).toBeLessThanOrEqual(480);
  expect(to).toBeGreaterThanOrEqual(488);
});

test('notes with a large picture in them have the pages of their text', async () => {
  const picture = Buffer.alloc(300_000, 5).toString('base64');
  const notes = `# Volcanoes\n\nMagma that reaches the surface is called lava.\n\n![][image1]\n\nShield volcanoes have gentle slopes because their lava is runny.\n\n[image1]: <data:image/png;base64,${picture}>\n`;
  const material = await ingest(student, Buffer.from(notes));
  expect(material).toMatchObject({ status: 'ready', format: 'markdown', pageCount: 1 });
  expect((await ask(material.id, 'Why do shield volcanoes have gentle slopes?')).answer).toContain('lava is runny');
});
