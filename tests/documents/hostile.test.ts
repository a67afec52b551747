import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { DocumentReader } from '../../documents/document-reader.js';
import { createDocumentReader } from '../../documents/index.js';
import type { PageResult } from '../../domain/text/pages.js';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { PROSE, rawPdf, readAll, readResults, stream } from './support.js';

let reader: DocumentReader;
beforeEach(() => {
  reader = createDocumentReader({ ocrWorkers: 1, dpi: 150 });
});
afterEach(() => reader.close());

it('ends the thread of a file that takes too long, and reads the next one', async () => {
  const hasty = createDocumentReader({ ocrWorkers: 1, dpi: 150, stepSeconds: 3 });
  const endless = rawPdf('q Q '.repeat(20_000_000));

  expect(await readResults(hasty, endless, [1])).toEqual([{ pageNo: 1, failure: 'TooComplex' }]);

  expect(await readAll(hasty, await makePdf([{ text: PROSE }]), [1])).toMatchObject([{ method: 'text' }]);
  await hasty.close();
});

it('stops a bomb of nested drawings before it fills the memory, and reads the next one', async () => {
  const before = process.memoryUsage().rss;
  const nested = Array.from({ length: 9 }, (_, level) =>
    stream(
      `/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</F ${level + 6} 0 R>>>>`,
      '/F Do '.repeat(10),
    ),
  );
  const bomb = rawPdf('/F Do', [...nested, stream('/Type/XObject/Subtype/Form/BBox[0 0 600 800]', '0 0 m 9 9 l S')]);

  expect(await readResults(reader, bomb, [1])).toEqual([{ pageNo: 1, failure: 'TooComplex' }]);

  expect(process.memoryUsage().rss - before).toBeLessThan(800e6);
  expect(await readAll(reader, await makePdf([{ text: PROSE }]), [1])).toMatchObject([{ method: 'text' }]);
});

it('stops between pages when aborted, drops the OCR in hand, and works on afterwards', async () => {
  const pdf = await makePdf([{ text: PROSE }, ...Array.from({ length: 3 }, () => ({ text: PROSE, scanned: true }))]);
  const stop = new AbortController();
  const seen: PageResult[] = [];

  const reading = reader.readPages(
    pdf,
    [1, 2, 3, 4],
    async (page) => {
      seen.push(page);
      if ('method' in page && page.method === 'ocr') stop.abort(new Error('cancelled by the student'));
    },
    stop.signal,
  );

  await expect(reading).rejects.toThrow('cancelled by the student');
  expect(seen.map(({ pageNo }) => pageNo)).toEqual([1, 2]);
  expect(await readAll(reader, pdf, [3])).toMatchObject([{ pageNo: 3, method: 'ocr' }]);
});

it('starts nothing when it is aborted already', async () => {
  const pdf = await makePdf([{ text: PROSE }]);
  const aborted = AbortSignal.abort(new Error('too late'));

  await expect(reader.probe(pdf, aborted)).rejects.toThrow('too late');
  await expect(reader.readPages(pdf, [1], () => Promise.reject(new Error('a page')), aborted)).rejects.toThrow(
    'too late',
  );
});

it('passes on what the taker of pages throws and asks it no more', async () => {
  const pdf = await makePdf([{ text: PROSE }, { text: PROSE }]);
  let calls = 0;
  const failing = async () => {
    calls += 1;
    throw new Error('the row is gone');
  };

  await expect(reader.readPages(pdf, [1, 2], failing)).rejects.toThrow('the row is gone');
  expect(calls).toBe(1);
});

it('can be closed in the middle of its work, and takes no more', async () => {
  const scan = await makePdf([{ text: PROSE, scanned: true }]);
  const text = await makePdf([{ text: PROSE }]);

  const outcomes = Promise.allSettled([readAll(reader, scan, [1]), reader.probe(text), reader.probe(text)]);
  await reader.close();

  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  await expect(reader.probe(text)).rejects.toThrow('closed');
});
