import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { makeDocx, makePptx, para, rels } from '../documents/office-files.js';
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

const board = (lines: readonly string[]) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="1100" height="${80 + 60 * lines.length}"><rect width="100%" height="100%" fill="#fff"/>${lines.map((line, at) => `<text x="40" y="${80 + 60 * at}" font-family="serif" font-size="40">${line}</text>`).join('')}</svg>`,
    ),
  )
    .png()
    .toBuffer();

const PRESSURE = ['The systolic pressure of a healthy adult', 'is about 120 millimetres of mercury.'];
const drawing =
  '<w:r><w:drawing><wp:inline><wp:extent cx="5000000" cy="1200000"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="rId1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>';

describe('a picture among the text of a document', () => {
  test('is asked about as its text is, and its page tells that it was read', async () => {
    const material = await ingest(
      student,
      await makeDocx(`${para('Notes from the board')}<w:p>${drawing}</w:p>`, {
        'word/_rels/document.xml.rels': rels(['image', 'media/image1.png']),
        'word/media/image1.png': await board(PRESSURE),
      }),
    );
    expect(material).toMatchObject({ status: 'ready', format: 'docx' });
    expect(await pagesOf(material.id)).toMatchObject([{ method: 'text', pictures: { read: 1, unread: 0 } }]);

    const message = await askMaterials(student, 'What is the systolic pressure of a healthy adult?', [material.id]);

    expect(message).toMatchObject({ status: 'answered', citations: [{ pageNo: 1 }] });
    expect(message.answer).toContain('120 millimetres');
  });

  test('that is all of a slide makes its page one of OCR; one that cannot be read fails its page alone', async () => {
    const shapes =
      '<p:pic><p:blipFill><a:blip r:embed="rId1"/></p:blipFill><p:spPr><a:xfrm><a:ext cx="9144000" cy="6858000"/></a:xfrm></p:spPr></p:pic>';
    const slide = rels(['image', '../media/image1.png']);
    const material = await ingest(
      student,
      await makePptx([{ shapes }, { shapes }], {
        'ppt/slides/_rels/slide2.xml.rels': slide,
        'ppt/slides/_rels/slide1.xml.rels': rels(['image', '../media/image2.emf']),
        'ppt/media/image1.png': await board(PRESSURE),
        'ppt/media/image2.emf': Buffer.alloc(200, 1),
      }),
    );
    expect(material).toMatchObject({ status: 'partial', pagesFailed: 1 });
    expect(await pagesOf(material.id)).toMatchObject([
      { method: 'ocr', status: 'done', pictures: { read: 1, unread: 0 } },
      { status: 'failed', failure: 'unsupported' },
    ]);
  });
});

test('a citation of a document tells the headings above it and the paragraph, one of slides does not', async () => {
  const fact = 'The harbour of Brest has a mean tidal range of six metres.';
  const heading = (text: string, level: number) => para(text, `<w:outlineLvl w:val="${level}"/>`);
  const file = await makeDocx(
    heading('Ports', 0) +
      heading('Atlantic', 1) +
      para('They are deep.') +
      para(fact) +
      heading('Baltic', 1) +
      para('No tides.'),
  );
  const { id } = await ingest(student, file);
  const message = await askMaterials(student, 'What is the mean tidal range of the harbour of Brest?', [id]);
  expect(message.citations[0]).toMatchObject({ place: { headings: ['Ports', 'Atlantic'], paragraph: 2 } });

  const deck = await ingest(student, await makePptx([{ title: 'Ports', body: [fact.replaceAll('Brest', 'Calais')] }]));
  const other = await askMaterials(student, 'What is the mean tidal range of the harbour of Calais?', [deck.id]);
  expect(other.citations[0]).toMatchObject({ pageNo: 1, place: null });
});
