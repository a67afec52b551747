import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { PageSource } from './make-pdf.js';

/** The sample document, as the tour uploads it. */
export const SAMPLE_PDF = fileURLToPath(new URL('./sample.pdf', import.meta.url));

const SOURCE = new URL('./text.md', import.meta.url);
const SCANNED = '<!-- scanned -->';

/** The pages of the sample's text original: parted by '---', a scanned one marked by a comment. */
export async function readSampleSource(): Promise<PageSource[]> {
  const original = await readFile(SOURCE, 'utf8');
  return original.split(/^---$/m).map((page) => ({
    text: page.replace(SCANNED, '').trim(),
    scanned: page.includes(SCANNED),
  }));
}
