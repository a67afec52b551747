import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PDFDocument, PDFName } from 'pdf-lib';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { photographPage } from '../../stack/sample/photograph-page.js';
import { makeEpub } from '../documents/epub-file.js';
import { LINE, makeHeic } from '../documents/heic-file.js';
import { docxParts, makeDocx, makePptx, makeZip, para } from '../documents/office-files.js';
import { frame, makeOdp, makeOdt, p } from '../documents/open-document-files.js';
import { makeTiff, toImage } from '../documents/tiff-file.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
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

const ask = (question: string, materialId: string) => askMaterials(student, question, [materialId]);

const FACT = 'The harbour of Brest has a mean tidal range of six metres.';

test('a material without any text is failed as empty, and blank pages among others do not matter', async () => {
  const empty = await ingest(student, await makePdf([{ text: '' }, { text: '', scanned: true }]));
  expect(empty).toMatchObject({ status: 'failed', failure: 'empty', pageCount: 2 });
  expect(await ingest(student, await makePdf([{ text: '' }, { text: FACT }]))).toMatchObject({ status: 'ready' });
});

test('a citation tells the number that is printed on the page beside its own', async () => {
  const document = await PDFDocument.load(await makePdf([{ text: 'Preface.' }, { text: FACT }]));
  document.catalog.set(PDFName.of('PageLabels'), document.context.obj({ Nums: [0, { S: 'r', St: 6 }] } as never));
  const material = await ingest(student, await document.save());
  expect(await pagesOf(material.id)).toMatchObject([{ label: 'vi' }, { label: 'vii' }]);

  const message = await ask('What is the mean tidal range of the harbour of Brest?', material.id);

  expect(message).toMatchObject({ status: 'answered', citations: [{ pageNo: 2, pageLabel: 'vii' }] });
});

test('a sentence over the end of a page is one, with a citation for each page', async () => {
  const [begun, ended] = [
    'The deepest sound in the fjord was taken in 1911 by a pilot from Risør, who found that it was',
    '97 metres deep.',
  ];
  const material = await ingest(student, await makePdf([{ text: begun }, { text: `${ended} It froze in 1912.` }]));

  const message = await ask('How deep was the deepest sound in the fjord?', material.id);

  expect(message).toMatchObject({ status: 'answered', citations: [{ pageNo: 1 }, { pageNo: 2, quote: ended }] });
});

describe('a material with a page that cannot be read', () => {
  test('a deck with a broken slide is partial: the slide says why, the others are read and can be cited', async () => {
    const deck = await makePptx([{ title: 'Ports', body: [FACT] }, { raw: '<p:sld' }, { title: 'The end' }]);
    const material = await ingest(student, deck);
    expect(material).toMatchObject({ status: 'partial', format: 'pptx', failure: null });
    expect(material).toMatchObject({ pageCount: 3, pagesDone: 2, pagesFailed: 1 });
    expect(await pagesOf(material.id)).toMatchObject([
      { pageNo: 1, status: 'done', method: 'text', text: `# Ports\n\n- ${FACT}`, failure: null },
      { pageNo: 2, status: 'failed', method: null, text: '', failure: 'corrupt' },
      { pageNo: 3, status: 'done', text: '# The end' },
    ]);

    const message = await ask('What is the mean tidal range of the harbour of Brest?', material.id);

    expect(message).toMatchObject({ status: 'answered', citations: [{ materialId: material.id, pageNo: 1 }] });
  });

  test('a scan with a broken page is partial, and a retry reads that page again alone', async () => {
    const word = await toImage(await photographPage(await makePdf([{ text: FACT }])));
    const material = await ingest(student, makeTiff([word, { width: 900, height: 900, pixels: undefined }]));
    expect(material).toMatchObject({ status: 'partial', format: 'tiff', pagesDone: 1, pagesFailed: 1 });
    const pages = await pagesOf(material.id);
    expect(pages).toMatchObject([
      { pageNo: 1, status: 'done', method: 'ocr' },
      { pageNo: 2, status: 'failed', failure: 'corrupt' },
    ]);

    const path = { id: material.id };
    await student.client.POST('/materials/{id}/retry', { params: { path } });
    await eventually(async () => {
      const rows = await app.db('material_pages').where({ materialId: material.id }).orderBy('pageNo');
      return rows[1]?.runNo === 2 && rows[0]?.runNo === 1;
    });
    await eventually(async () => (await body(await student.fetch(`/materials/${material.id}`))).status === 'partial');
    expect(await pagesOf(material.id)).toEqual(pages);
  });
});

test.each([
  ['docx', () => makeDocx(para(FACT))],
  ['odt', () => makeOdt(p(FACT))],
  ['odp', () => makeOdp(`<draw:page>${frame(p(FACT))}</draw:page>`)],
  ['rtf', () => Buffer.from(`{\\rtf1\\ansi ${FACT}\\par}`)],
  ['epub', () => makeEpub({ chapters: [{ name: 'ports.xhtml', body: `<p>${FACT}</p>` }] })],
  ['html', () => Buffer.from(`<!doctype html><p>${FACT}`)],
  ['markdown', () => Buffer.from(`# Ports\n\n${FACT}\n`)],
  ['text', () => Buffer.from(FACT)],
])('a file of the format %s is read and can be cited', async (format, make) => {
  const material = await ingest(student, await make());
  expect(material).toMatchObject({ status: 'ready', format, pageCount: 1, pagesDone: 1 });
  const message = await ask('What is the mean tidal range of the harbour of Brest?', material.id);
  expect(message.citations[0]).toMatchObject({ materialId: material.id, pageNo: 1 });
});

test('a photo of a phone is read and can be cited', async () => {
  const material = await ingest(student, makeHeic({ lines: 2, orientation: 1 }));
  expect(material).toMatchObject({ status: 'ready', format: 'heic', pageCount: 1, pagesDone: 1 });
  expect(await pagesOf(material.id)).toMatchObject([{ method: 'ocr', text: expect.stringContaining(LINE) }]);
});

test('a book that lacks a chapter is partial: the page says so, the others are read', async () => {
  const chapters = [
    { name: 'gone.xhtml', isMissing: true },
    { name: 'ports.xhtml', body: `<p>${FACT}</p>`, title: 'Ports' },
  ];
  const material = await ingest(student, await makeEpub({ chapters }));
  expect(material).toMatchObject({ status: 'partial', format: 'epub', pagesDone: 1, pagesFailed: 1 });
  expect(await pagesOf(material.id)).toMatchObject([
    { pageNo: 1, failure: 'corrupt' },
    { pageNo: 2, text: `# Ports\n\n${FACT}` },
  ]);
});

test.each([
  ['empty', () => makeDocx(para(' '))],
  ['unsupported', () => makeZip({ '_rels/.rels': '<x/>', 'a.bin': 'x' })],
  ['too-complex', () => makeDocx('<w:p/>'.repeat(25_000_000))],
  ['corrupt', async () => (await makeDocx(para(FACT))).subarray(0, 900)],
  ['encrypted', async () => locked(await makeZip(docxParts(para(FACT))))],
  [
    'too-many-pages',
    () => makeTiff(Array.from({ length: 1_001 }, () => ({ width: 1, height: 1, pixels: Buffer.of(9) }))),
  ],
  ['too-much-text', () => Buffer.alloc(7_000_000, 'The tide comes in. ')],
])('a file that cannot be read fails as %s', async (failure, make) => {
  expect(await ingest(student, await make())).toMatchObject({ status: 'failed', failure, pagesDone: 0 });
});

/** The zip file with its parts marked as encrypted. */
function locked(zip: Buffer): Buffer {
  for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4)) zip[at + 8] = 1;
  return zip;
}

describe('a scan in the language of the student', () => {
  const GERMAN = 'Die Schülerinnen prüfen, wie viel Wasser größere Blätter in kühler Luft verlieren. '.repeat(4).trim();

  test('is read with it where its data is installed', async () => {
    const profile = await body(await student.fetch('/users/me'));
    const { displayName, grade, timeZone, boardVisibility } = profile;
    const changed = await student.fetch('/users/me', {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ displayName, grade, timeZone, boardVisibility, locale: 'de-DE' }),
    });
    expect(changed.status).toBe(200);
    const { id } = await ingest(student, await makePdf([{ text: GERMAN, scanned: true }]));
    const [page] = await pagesOf(id);
    expect(page).toMatchObject({ method: 'ocr', lowConfidence: false });
    expect(page?.text).toContain('Schülerinnen prüfen');
    expect(page?.text).toContain('größere Blätter');
  });
});
