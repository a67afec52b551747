import { createDocumentReader } from '../documents/index.js';
import { forEachConcurrent } from '../lib/for-each-concurrent.js';
import { wordAccuracy } from '../tests/documents/support.js';
import type { Bench, Benchmark, Figures } from './benchmark.js';
import { nativeOcr } from './native-ocr.js';
import { metWord, printTable } from './report.js';
import { type Degradation, makeScans, type Scan } from './scans.js';
import { median, rounded } from './statistics.js';

const DPI = 150;
/** Two pages at a time on both sides. */
const LANES = 2;
const PAGES_A_ROUND = 4;
const TARGETS = { ratio: 1.4, accuracy: 0.97 };
/** Photos with shadows are measured to be known; no target is set for them. */
const KINDS: { kind: Degradation; hasTarget: boolean }[] = [
  { kind: 'clean', hasTarget: true },
  { kind: 'scan', hasTarget: true },
  { kind: 'photo', hasTarget: false },
];

type Read = (image: Uint8Array) => Promise<string>;

/**
 * What OCR in this process costs and reads, from JPEG to text, against the native `tesseract` command (a process a
 * page) on the same images with the same model: wall time of all pages, two at a time, each with one thread, and
 * the share of words read right and in order. Medians of rounds are compared; the first images are read once before
 * the clock starts. Without the command only our side is measured.
 */
export const ocr: Benchmark = { about: 'OCR of scans against the native tesseract command', run };

async function run({ isShort, say }: Bench): Promise<Figures> {
  const reader = createDocumentReader({ ocrWorkers: LANES, dpi: DPI });
  const native = nativeOcr(DPI);
  if (!native) say('The tesseract command is not installed: only our side is measured.');
  const ours: Read = async (image) => {
    const texts: string[] = [];
    await reader.readPages(image, [1], async (page) => {
      texts.push('text' in page ? page.text : '');
    });
    return texts.join('\n');
  };
  try {
    const results: ReturnType<typeof compare>[] = [];
    for (const { kind, hasTarget } of KINDS) {
      const scans = await makeScans(PAGES_A_ROUND * (isShort ? 2 : 5), kind);
      say(`Reading ${scans.length} pages: ${kind} …`);
      results.push(compare(kind, hasTarget, await readInTurns(scans, native ? [ours, native.read] : [ours])));
    }
    report(results);
    return { nativeVersion: native?.version ?? null, results };
  } finally {
    native?.close();
    await reader.close();
  }
}

interface Round {
  /** Wall time of all pages of the round. */
  wallMs: number;
  accuracies: number[];
}

/** Rounds of a few pages, read by each side in turns whose order alternates, so that other load strikes both. */
async function readInTurns(scans: readonly Scan[], sides: readonly Read[]): Promise<Round[][]> {
  for (const read of sides) await Promise.all(scans.slice(0, LANES).map(({ jpeg }) => read(jpeg)));
  const rounds = sides.map((): Round[] => []);
  for (let from = 0; from < scans.length; from += PAGES_A_ROUND) {
    const pages = scans.slice(from, from + PAGES_A_ROUND);
    const turns = [...sides.entries()];
    for (const [index, read] of (from / PAGES_A_ROUND) % 2 === 0 ? turns : turns.toReversed()) {
      rounds[index]?.push(await measure(pages, read));
    }
  }
  return rounds;
}

async function measure(scans: readonly Scan[], read: Read): Promise<Round> {
  const accuracies: number[] = [];
  const began = performance.now();
  await forEachConcurrent(LANES, scans, undefined, async ({ jpeg, text }) => {
    accuracies.push(wordAccuracy(text, await read(jpeg)));
  });
  return { wallMs: performance.now() - began, accuracies };
}

function compare(kind: Degradation, hasTarget: boolean, [ours = [], native]: readonly Round[][]) {
  const ratios = ours.map(({ wallMs }, index) => wallMs / (native?.[index]?.wallMs ?? Number.NaN));
  const ratio = native && rounded(median(ratios), 2);
  const ourAccuracy = accuracyOf(ours);
  return {
    kind,
    pages: ours.length * PAGES_A_ROUND,
    ourMsAPage: msAPage(ours),
    nativeMsAPage: native && msAPage(native),
    ratio,
    ourAccuracy,
    nativeAccuracy: native && accuracyOf(native),
    withinTargets: hasTarget ? (ratio ?? 0) <= TARGETS.ratio && ourAccuracy >= TARGETS.accuracy : undefined,
  };
}

const msAPage = (rounds: readonly Round[]) => rounded(median(rounds.map(({ wallMs }) => wallMs)) / PAGES_A_ROUND);

function accuracyOf(rounds: readonly Round[]): number {
  const all = rounds.flatMap(({ accuracies }) => accuracies);
  return rounded(all.reduce((sum, each) => sum + each, 0) / all.length, 4);
}

function report(results: readonly ReturnType<typeof compare>[]): void {
  const percent = (share: number | undefined) => (share === undefined ? '-' : `${(share * 100).toFixed(1)} %`);
  printTable(
    [
      '',
      'pages',
      'ours, ms/page',
      'native',
      'ratio',
      'our words',
      'native',
      `<= ${TARGETS.ratio}, >= ${TARGETS.accuracy * 100} %`,
    ],
    results.map((result) => [
      result.kind,
      ...[result.pages, result.ourMsAPage, result.nativeMsAPage ?? '-', result.ratio ?? '-'].map(String),
      percent(result.ourAccuracy),
      percent(result.nativeAccuracy),
      result.withinTargets === undefined ? 'no target' : metWord(result.withinTargets),
    ]),
  );
}
