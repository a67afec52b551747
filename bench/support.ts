import { locateQuote } from '../domain/text/quotes.js';
import { assessSupport } from '../domain/tutor/support/assess-support.js';
import { isSupported as isTaken } from '../domain/tutor/support/bounds.js';
import { evidenceAt } from '../domain/tutor/support/evidence.js';
import type { Bench, Benchmark, Figures } from './benchmark.js';
import { printTable } from './report.js';
import { PARTS } from './tutor/parts.js';
import { isSupported, readSupportPairs, type SupportPair } from './tutor/support-pairs.js';

/**
 * Whether sentences that do not follow from their quotes are caught, and others are not refused: labelled pairs in
 * ten languages (bench/tutor/support-pairs), by the rules alone. Constants are chosen by the part `calibration`;
 * `--held-out` tells what they are worth, and is not to be looked at for choosing any.
 */
export const support: Benchmark = { about: 'sentences that do not follow from their quotes, caught or not', run };

interface Judged {
  pair: SupportPair;
  isTaken: boolean;
  isUnsure: boolean;
}

async function run({ isHeldOut }: Bench): Promise<Figures> {
  const part = isHeldOut ? PARTS[1] : PARTS[0];
  const judged = readSupportPairs()
    .filter((pair) => pair.part === part)
    .map(judge);
  const figures = { part, all: summarize(judged) };
  printGroups(`${part}: label`, judged, ({ pair }) => pair.label);
  printGroups(`${part}: language of the page`, judged, ({ pair }) => pair.language);
  return figures;
}

function judge(pair: SupportPair): Judged {
  const evidence = pair.quotes.flatMap((quote) => {
    const span = locateQuote(pair.text, quote);
    return span ? [evidenceAt(pair.text, span)] : [];
  });
  const outcome = assessSupport(pair.claim, evidence);
  return { pair, isTaken: isTaken(outcome), isUnsure: outcome.outcome === 'unsure' };
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
