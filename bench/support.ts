import { createSentenceEncoder } from '../documents/encoder.js';
import { locateQuote } from '../domain/text/quotes.js';
import { assessSupport, textsToCompare } from '../domain/tutor/support/assess-support.js';
import { evidenceAt } from '../domain/tutor/support/evidence.js';
import { type CompareTexts, createCompareTexts } from '../services/questions/compare-texts.js';
import type { Bench, Benchmark, Figures } from './benchmark.js';
import { printTable } from './report.js';
import { isSupported, readSupportPairs, type SupportPair } from './tutor/support-pairs.js';

/**
 * Whether sentences that do not follow from their quotes are caught, and others are not refused: labeled pairs in
 * ten languages (bench/tutor/support-pairs), by the rules with the offline encoder and without any. Constants are
 * chosen by the part `calibration`; `--held-out` tells what they are worth, and is not to be looked at for choosing any.
 */
export const support: Benchmark = { about: 'sentences that do not follow from their quotes, caught or not', run };

interface Judged {
  pair: SupportPair;
  isTaken: boolean;
  isUnsure: boolean;
}

async function run({ isHeldOut, config, say }: Bench): Promise<Figures> {
  const part = isHeldOut ? 'held-out' : 'calibration';
  const pairs = readSupportPairs().filter((pair) => pair.part === part);
  const encoder = config.ENCODER_FOLDER ? createSentenceEncoder({ folder: config.ENCODER_FOLDER }) : null;
  try {
    say(`Holding ${pairs.length} sentences against their quotes …`);
    const compare = createCompareTexts(encoder);
    const judged = await Promise.all(pairs.map((pair) => judge(pair, compare)));
    const byRules = await Promise.all(pairs.map((pair) => judge(pair, createCompareTexts(null))));
    printGroups(`${part}: label`, judged, ({ pair }) => pair.label);
    printGroups(`${part}: language of the page`, judged, ({ pair }) => pair.language);
    printGroups(`${part}: without an encoder`, byRules, () => 'all of them');
    return { part, hasEncoder: encoder !== null, all: summarize(judged), withoutEncoder: summarize(byRules) };
  } finally {
    await encoder?.close();
  }
}

async function judge(pair: SupportPair, compare: CompareTexts): Promise<Judged> {
  const evidence = pair.quotes.flatMap((quote) => {
    const span = locateQuote(pair.text, quote);
    return span ? [evidenceAt(pair.text, span)] : [];
  });
  const similarity = await compare(textsToCompare(pair.claim, evidence), new AbortController().signal);
  const { isTaken, outcome } = assessSupport(pair.claim, evidence, similarity);
  return { pair, isTaken, isUnsure: outcome === 'unsure' };
}

const share = (part: number, all: number): number => (all === 0 ? Number.NaN : Math.round((part / all) * 1000) / 10);

function summarize(judged: readonly Judged[]) {
  const supported = judged.filter(({ pair }) => isSupported(pair));
  const unsupported = judged.filter(({ pair }) => !isSupported(pair));
  return {
    supported: supported.length,
    refused: share(supported.filter((one) => !one.isTaken).length, supported.length),
    unsupported: unsupported.length,
    caught: share(unsupported.filter((one) => !one.isTaken).length, unsupported.length),
    unsure: judged.filter(({ isUnsure }) => isUnsure).length,
  };
}

function printGroups(head: string, judged: readonly Judged[], groupOf: (one: Judged) => string): void {
  const names = [...new Set(judged.map(groupOf))].toSorted();
  const groups = [
    ['all', judged] as const,
    ...names.map((name) => [name, judged.filter((one) => groupOf(one) === name)] as const),
  ];
  const percent = (value: number) => (Number.isNaN(value) ? '-' : `${value} %`);
  printTable(
    [head, 'supported', 'refused', 'unsupported', 'caught', 'for a judge'],
    groups.map(([name, own]) => {
      const { supported, refused, unsupported, caught, unsure } = summarize(own);
      return [name, String(supported), percent(refused), String(unsupported), percent(caught), String(unsure)];
    }),
  );
}
