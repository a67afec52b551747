import { readFile } from 'node:fs/promises';
import { afterAll, expect, it } from '@jest/globals';
import { createDocumentReader } from '../../documents/index.js';
import { readSampleSource, SAMPLE_PDF } from '../../stack/sample/source.js';
import { folded, readAll, wordAccuracy } from './support.js';

const reader = createDocumentReader({ ocrWorkers: 1, dpi: 150 });
afterAll(() => reader.close());

it('holds what its text original says: prose pages word by word, one scanned page with facts of its own', async () => {
  const source = await readSampleSource();
  const pdf = await readFile(SAMPLE_PDF);
  expect(pdf.length).toBeLessThan(400_000);
  expect(await reader.probe(pdf)).toEqual({ format: 'pdf', pageCount: source.length });

  const pages = await readAll(
    reader,
    pdf,
    [...source.keys()].map((i) => i + 1),
  );

  expect(source.filter(({ scanned }) => scanned)).toHaveLength(1);
  for (const [i, { text, scanned }] of source.entries()) {
    const original = text.replace(/^# /, '');
    const page = pages[i];
    expect(page?.method).toBe(scanned ? 'ocr' : 'text');
    if (scanned) expect(wordAccuracy(original, page?.text ?? '')).toBeGreaterThanOrEqual(0.95);
    else expect(folded(page?.text ?? '')).toBe(folded(original));
    expect(/Burntcoat|Qiantang|Whewell|resonance/.test(page?.text ?? '')).toBe(scanned);
  }
});
