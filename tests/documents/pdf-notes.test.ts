import { afterAll, describe, expect, it } from '@jest/globals';
import { PDFDocument, PDFName, PDFString, StandardFonts } from 'pdf-lib';
import { createDocumentReader } from '../../documents/index.js';
import { readAll } from './support.js';

const reader = createDocumentReader({ ocrWorkers: 1, dpi: 150 });
afterAll(() => reader.close());

const QUESTIONS = ['Question 1: What do tides follow?', 'Question 2: Which gauge was read, and when?'];

/** A sheet with two questions, a hundred points apart. */
async function worksheet() {
  const document = await PDFDocument.create();
  const page = document.addPage([595, 842]);
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const [index, text] of QUESTIONS.entries()) page.drawText(text, { x: 60, y: 700 - 100 * index, size: 12, font });
  const annotate = (entries: Record<string, unknown>) => {
    const annotation = document.context.obj({ Type: 'Annot', ...entries } as never);
    page.node.addAnnot(document.context.register(annotation));
  };
  return { document, page, annotate };
}

const textOf = async (document: PDFDocument) => (await readAll(reader, await document.save(), [1]))[0]?.text;

describe('what people write into a PDF', () => {
  it('is read as the values of its fields, below the question that each stands under', async () => {
    const { document, page } = await worksheet();
    const form = document.getForm();
    const answer = form.createTextField('answers.first');
    answer.setText('They follow the moon.');
    answer.addToPage(page, { x: 60, y: 660, width: 400, height: 20 });
    form.createTextField('answers.second').addToPage(page, { x: 60, y: 560, width: 400, height: 20 });
    const choice = form.createDropdown('gauge');
    choice.addOptions(['north', 'south']);
    choice.select('south');
    choice.addToPage(page, { x: 60, y: 530, width: 100, height: 20 });
    const box = form.createCheckBox('sure');
    box.addToPage(page, { x: 60, y: 500, width: 12, height: 12 });
    box.check();
    form.createCheckBox('unsure').addToPage(page, { x: 60, y: 470, width: 12, height: 12 });
    const season = form.createRadioGroup('season');
    season.addOptionToPage('spring', page, { x: 90, y: 440, width: 12, height: 12 });
    season.addOptionToPage('autumn', page, { x: 120, y: 440, width: 12, height: 12 });
    season.select('autumn');

    expect(await textOf(document)).toBe(
      [QUESTIONS[0], '[Filled in: They follow the moon.]', QUESTIONS[1], '[Filled in: south]', '[x]', '[x]'].join(
        '\n\n',
      ),
    );
  });

  it('is read as typed notes in their place and as comments that say what they are on', async () => {
    const { document, annotate } = await worksheet();
    annotate({ Subtype: 'FreeText', Rect: [60, 655, 400, 675], Contents: PDFString.of('Twice a day,\nalmost.') });
    annotate({ Subtype: 'Highlight', Rect: [60, 598, 300, 612], Contents: PDFString.of('See the log of 1911.') });
    annotate({ Subtype: 'Text', Rect: [500, 20, 520, 40], Contents: PDFString.of('Hand in by Friday.') });
    annotate({ Subtype: 'Text', Rect: [500, 20, 520, 40], F: 2, Contents: PDFString.of('Hidden.') });
    annotate({ Subtype: 'Popup', Rect: [500, 20, 520, 40], Contents: PDFString.of('Hand in by Friday.') });
    annotate({ Subtype: 'Highlight', Rect: [60, 598, 300, 612] });

    expect(await textOf(document)).toBe(
      `${QUESTIONS[0]}\n\n[Note: Twice a day, almost.]\n\n${QUESTIONS[1]}\n\n[Comment on "${QUESTIONS[1]}": See the log of 1911.]\n\n[Comment: Hand in by Friday.]`,
    );
  });

  it('does not end the reading, whatever its entries are', async () => {
    const { document, page, annotate } = await worksheet();
    annotate({ Subtype: 'FreeText', Rect: [], Contents: 7 });
    annotate({ Subtype: 'Widget', FT: 'Tx', V: PDFName.of('x') });
    annotate({ Subtype: 'Text', Rect: ['a', 1e38, -1e38, 0], Contents: PDFString.of('x'.repeat(100_000)) });
    page.node.Annots()?.push(document.context.obj(7));

    expect(await textOf(document)).toContain(QUESTIONS.join('\n\n'));
  });
});
