/** Writes sample.pdf from its text original: `npx tsx stack/sample/build.ts`, after a change of text.md. */
import { writeFile } from 'node:fs/promises';
import { makePdf } from './make-pdf.js';
import { readSampleSource, SAMPLE_PDF } from './source.js';

const pdf = await makePdf(await readSampleSource());
await writeFile(SAMPLE_PDF, pdf);
console.log(`${SAMPLE_PDF}: ${Math.ceil(pdf.length / 1024)} KiB`);
