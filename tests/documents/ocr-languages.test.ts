import { afterAll, describe, expect, it } from '@jest/globals';
import { createDocumentReader } from '../../documents/index.js';
import { installedLanguages } from '../../documents/ocr-languages.js';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { readAll, wordAccuracy } from './support.js';

const reader = createDocumentReader({ ocrWorkers: 1, dpi: 150 });
afterAll(() => reader.close());

const GERMAN = `Die Schülerinnen und Schüler prüfen, wie viel Wasser die Blätter in kühler Luft verdunsten. Größere Blätter
verlieren täglich mehr Flüssigkeit als kleine. Später müssen die Ergebnisse überprüft und schön gezeichnet werden, denn
nur so läßt sich die Änderung über längere Zeiträume verläßlich erklären.`;

describe('installedLanguages', () => {
  it('has English but beside Chinese, Japanese and Korean, and what is asked for and installed', () => {
    expect(installedLanguages()).toEqual(['eng']);
    expect(installedLanguages(['en-GB'])).toEqual(['eng']);
    expect(installedLanguages(['de-CH', 'DE'])).toEqual(['deu', 'eng']);
    expect(installedLanguages(['zh-CN'])).toEqual(['chi_sim']);
    expect(installedLanguages(['de', 'ja-JP'])).toEqual(['jpn']);
    expect(installedLanguages(['hi-IN'])).toEqual(['eng', 'hin']);
    expect(installedLanguages(['xx', '', '../../etc', 'is-IS'])).toEqual(['eng']);
  });
});

it('reads a scan in its own language, whether or not somebody said which', async () => {
  const pdf = await makePdf([{ text: GERMAN, scanned: true }]);
  const read = async (languages?: readonly string[]) => (await readAll(reader, pdf, [1], languages))[0]?.text ?? '';

  for (const text of [await read(), await read(['de']), await read(['is'])])
    expect(wordAccuracy(GERMAN, text)).toBeGreaterThanOrEqual(0.97);
});
