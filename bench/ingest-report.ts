import { availableParallelism } from 'node:os';
import type { Figures } from './benchmark.js';
import type { Side, Steps } from './ingest-sides.js';
import { metWord, printTable } from './report.js';
import { median, rounded } from './statistics.js';

const TARGET_RATIO = 1.1;
/** Of ten at once to their plain loops, if those were shared out evenly among the cores. */
const TARGET_AT_ONCE = 1.2;

interface Time {
  totalMs: number;
  steps: Steps;
}

/** How long each run of one document took. */
export type IngestTimes = { document: string; pages: number } & Record<Side['name'], Time[]>;

/** Ten materials: what each took alone in the plain loop, and all of them at once in the workflow. */
export interface ManyAtOnce {
  plainMs: number[];
  atOnceMs: number;
}

/** Prints a line for each document and where the time went, and gives the figures. */
export function reportIngest(
  all: IngestTimes[],
  manyAtOnce: ManyAtOnce,
  peakRssMb: Record<Side['name'], number | undefined>,
): Figures {
  const figures = all.map((times) => ({ document: times.document, ...compare(times) }));
  printTable(
    ['', 'pages', 'plain, ms', 'workflow, ms', 'ratio', `<= ${TARGET_RATIO}`, 'pages/s'],
    figures.map(({ document, pages, plainMs, workflowMs, ratio, withinTarget, pagesPerSecond }) => [
      document,
      ...[pages, plainMs, workflowMs, ratio.toFixed(3), metWord(withinTarget), pagesPerSecond].map(String),
    ]),
  );
  for (const times of all) printSteps(times);
  const atOnce = compareAtOnce(manyAtOnce);
  console.log(`Peak memory: worker ${peakRssMb.workflow ?? '?'} MiB, plain process ${peakRssMb.plain ?? '?'} MiB`);
  return { documents: figures, atOnce, peakRssMb };
}

function compareAtOnce({ plainMs, atOnceMs }: ManyAtOnce) {
  const cores = availableParallelism();
  const sumMs = plainMs.reduce((sum, ms) => sum + ms, 0);
  const ratio = rounded(atOnceMs / (sumMs / cores), 3);
  const withinTarget = ratio <= TARGET_AT_ONCE;
  printTable(
    ['', 'sum of plain, ms', 'cores', 'at once, ms', 'ratio to sum / cores', `<= ${TARGET_AT_ONCE}`, 'ratio to sum'],
    [
      [
        `${plainMs.length} materials at once`,
        ...[Math.round(sumMs), cores, Math.round(atOnceMs), ratio].map(String),
        metWord(withinTarget),
        String(rounded(atOnceMs / sumMs, 3)),
      ],
    ],
  );
  return { plainMs: Math.round(sumMs), cores, atOnceMs: Math.round(atOnceMs), ratio, withinTarget };
}

function compare({ pages, plain, workflow }: IngestTimes) {
  const totals = (times: Time[]) => times.map(({ totalMs }) => Math.round(totalMs));
  const runsMs = { plain: totals(plain), workflow: totals(workflow) };
  const [plainMs, workflowMs] = [median(runsMs.plain), median(runsMs.workflow)];
  const ratio = rounded(workflowMs / plainMs, 3);
  const pagesPerSecond = rounded((pages * 1_000) / workflowMs, 1);
  return { pages, plainMs, workflowMs, ratio, withinTarget: ratio <= TARGET_RATIO, pagesPerSecond, runsMs };
}

/** The medians of each step: in the plain process what its call took, in the workflow what its activities took. */
function printSteps({ document, plain, workflow }: IngestTimes): void {
  const names = Object.keys(plain[0]?.steps ?? {});
  const between = ({ totalMs, steps }: Time) => totalMs - Object.values(steps).reduce((sum, ms) => sum + ms, 0);
  const middle = (times: Time[], of: (time: Time) => number) => String(Math.round(median(times.map(of))));
  const row = (name: string, of: (time: Time) => number) => [name, middle(plain, of), middle(workflow, of)];
  printTable(
    [`${document}: where the time went`, 'plain, ms', 'workflow, ms'],
    [...names.map((name) => row(name, ({ steps }) => steps[name] ?? 0)), row('between the steps', between)],
  );
}
