/** Reads the files named, one after another, and prints what became of each and the most memory there was, as JSON. */
import { readFile } from 'node:fs/promises';
import { createDocumentReader } from '../../documents/index.js';
import { Failure } from '../../domain/runs/failures.js';

const reader = createDocumentReader({ ocrWorkers: 1, dpi: 150, stepSeconds: 8 });
const outcomes: { path: string; outcome: string; seconds: number; peakMb: number }[] = [];
for (const path of process.argv.slice(2)) {
  const file = await readFile(path);
  const begun = performance.now();
  let outcome: string;
  try {
    const { pageCount } = await reader.probe(file);
    await reader.readPages(file, [1], async () => {});
    outcome = `${pageCount} pages`;
  } catch (error) {
    outcome = error instanceof Failure ? error.type : String(error);
  }
  const seconds = (performance.now() - begun) / 1_000;
  outcomes.push({ path, outcome, seconds, peakMb: process.resourceUsage().maxRSS / 1_024 });
}
await reader.close();
console.log(JSON.stringify(outcomes));
