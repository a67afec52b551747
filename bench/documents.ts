import { createDocumentReader } from '../documents/index.js';
import { Failure } from '../domain/runs/failures.js';
import type { Bench, Benchmark, Figures } from './benchmark.js';
import type { BenchFile } from './documents/bench-file.js';
import { type Measured, measure } from './documents/measure.js';
import { pictureFiles } from './documents/picture-files.js';
import { scanFiles } from './documents/scan-files.js';
import { signFiles } from './documents/sign-files.js';
import { textFiles } from './documents/text-files.js';
import { metWord, printTable } from './report.js';
import { median, rounded } from './statistics.js';

const TARGETS = { text: 0.995, ocr: 0.97, order: 0.98 };
const DPI = 150;

/**
 * What the reader makes of files of every kind, made here with known text: words, the order of lines, signs. A file
 * that cannot be made or read counts as one of which nothing was read. The short form takes one file of each kind.
 */
export const documents: Benchmark = { about: 'words, order and signs read of files of every kind', run };

interface Result extends Measured {
  file: BenchFile;
  failure: string | undefined;
  ms: number;
}

async function run({ isShort, say }: Bench): Promise<Figures> {
  const all = [...textFiles(), ...signFiles(), ...scanFiles(), ...pictureFiles()];
  const files = isShort ? firstOfEachKind(all) : all;
  say(`Reading ${files.length} files in ${new Set(files.map(({ language }) => language)).size} languages …`);
  const reader = createDocumentReader({ ocrWorkers: 2, dpi: DPI, ocrDataFolder: process.env.OCR_DATA_FOLDER });
  const results: Result[] = [];
  try {
    for (const file of files) {
      const result = await read(reader, file);
      results.push(result);
      if (!isRight(result)) say(problemOf(result));
    }
  } finally {
    await reader.close();
  }
  const kinds = [...new Set(results.map(({ file }) => file.kind))];
  const rows = kinds.map((kind) => ({ kind, ...summaryOf(results.filter(({ file }) => file.kind === kind)) }));
  report([...rows, { kind: 'All', ...summaryOf(results) }]);
  return { files: files.length, kinds: rows };
}

const firstOfEachKind = (files: readonly BenchFile[]): BenchFile[] =>
  [...new Map(files.toReversed().map((file) => [file.kind, file])).values()].toReversed();

async function read(reader: ReturnType<typeof createDocumentReader>, file: BenchFile): Promise<Result> {
  let began = performance.now();
  try {
    const bytes = await file.make();
    began = performance.now();
    const { pageCount } = await reader.probe(bytes);
    const pages = new Map<number, string>();
    const numbers = Array.from({ length: pageCount }, (_, at) => at + 1);
    const keep = async (page: Parameters<Parameters<typeof reader.readPages>[2]>[0]) => {
      pages.set(page.pageNo, 'text' in page ? page.text : '');
    };
    await reader.readPages(bytes, numbers, keep, undefined, [file.language]);
    const text = numbers.map((no) => pages.get(no) ?? '').join('\n\n');
    return { file, failure: undefined, ms: performance.now() - began, ...measure(text, file) };
  } catch (error) {
    const failure = error instanceof Failure ? error.type : error instanceof Error ? error.message : String(error);
    return { file, failure, ms: performance.now() - began, ...measure('', file) };
  }
}

const targetOf = ({ by }: BenchFile): number => TARGETS[by];

const isRight = ({ file, words, order, signs, failure }: Result): boolean =>
  failure === undefined && words >= targetOf(file) && order >= TARGETS.order && signs === 1;

function problemOf({ file, failure, words, order, missing }: Result): string {
  const name = `${file.kind} (${file.language})`;
  if (failure !== undefined) return `${name}: ${failure}`;
  const lost = missing.length > 0 ? `, wrong: ${missing.join(' ; ')}` : '';
  return `${name}: words ${percent(words)}, order ${percent(order)}${lost}`;
}

function summaryOf(results: readonly Result[]) {
  const mean = (of: (result: Result) => number) =>
    results.reduce((sum, result) => sum + of(result), 0) / Math.max(results.length, 1);
  const [words, order, signs] = [mean((each) => each.words), mean((each) => each.order), mean((each) => each.signs)];
  const failed = results.filter(({ failure }) => failure !== undefined).length;
  const wanted = mean(({ file }) => targetOf(file));
  return {
    files: results.length,
    failed,
    words: rounded(words, 4),
    order: rounded(order, 4),
    signs: rounded(signs, 4),
    ms: rounded(median(results.map(({ ms }) => ms))),
    isMet: failed === 0 && words >= wanted && order >= TARGETS.order && signs === 1,
  };
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function report(rows: readonly ({ kind: string } & ReturnType<typeof summaryOf>)[]): void {
  printTable(
    ['', 'files', 'failed', 'words', 'order', 'signs', 'ms a file', 'met'],
    rows.map(({ kind, files, failed, words, order, signs, ms, isMet }) => [
      kind,
      ...[files, failed].map(String),
      ...[words, order, signs].map(percent),
      String(ms),
      metWord(isMet),
    ]),
  );
}
