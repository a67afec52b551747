import type { Figures } from '../benchmark.js';
import { printTable } from '../report.js';
import { percentile, rounded } from '../statistics.js';
import { type EvaluationQuestion, isAnswerable } from './evaluation-question.js';
import { isValid, type JudgedCitation, type Outcome } from './judge.js';
import { PARTS, type Part } from './parts.js';
import { ARMS, type Arm, type Found } from './retrieval.js';

/** What came of one question. */
export interface Result {
  question: EvaluationQuestion;
  part: Part;
  outcome: Outcome;
  citations: readonly JudgedCitation[];
  ms: number;
  /** For questions that the documents answer. */
  found: Readonly<Record<Arm, Found>> | undefined;
}

/** Prints what a side did, in all and by parts. @returns the figures: shares in percent, times in milliseconds */
export function reportTutor(name: string, results: readonly Result[]): Figures {
  const groups = new Map([
    ['all', results],
    ...PARTS.map((part) => [part, results.filter((result) => result.part === part)] as const),
  ]);
  const summaries = [...groups].map(([group, own]) => [group, summarise(own)] as const);
  printTable(
    [name, 'asked', 'answered, %', 'or partly, %', 'abstained, %', 'valid quotes, %'],
    summaries.map(([group, own]) => [
      group,
      ...[own.asked, own.answered, own.answeredOrPartly, own.abstained, own.validCitations].map(String),
    ]),
  );
  const searches = Object.fromEntries(ARMS.map((arm) => [arm, summariseSearch(results, arm)] as const));
  printTable(
    [`${name}: search`, 'recall@5, %', 'MRR'],
    Object.entries(searches).map(([arm, { recallAt5, mrr }]) => [arm, String(recallAt5), mrr.toFixed(3)]),
  );
  const times = results.map(({ ms }) => ms);
  const ms = { p50: rounded(percentile(times, 0.5)), p95: rounded(percentile(times, 0.95)) };
  console.log(`${name}: p50 ${ms.p50} ms, p95 ${ms.p95} ms from asking to the stored answer\n`);
  const failed = results.filter(({ outcome }) => ['wrong', 'missed', 'partly', 'invented'].includes(outcome));
  for (const outcome of ['wrong', 'missed', 'partly', 'invented'] as const) {
    const ids = failed.filter((result) => result.outcome === outcome).map(({ question }) => question.id);
    if (ids.length > 0) console.log(`${outcome}: ${ids.join(' ')}`);
  }
  return { ...Object.fromEntries(summaries), search: searches, ms };
}

function summarise(results: readonly Result[]) {
  const answerable = results.filter(({ question }) => isAnswerable(question));
  const others = results.filter(({ question }) => !isAnswerable(question));
  const citations = results.flatMap((result) => result.citations);
  const count = (some: readonly Result[], ...outcomes: Outcome[]) =>
    percent(some.filter(({ outcome }) => outcomes.includes(outcome)).length, some.length);
  return {
    asked: results.length,
    answered: count(answerable, 'whole'),
    answeredOrPartly: count(answerable, 'whole', 'partly'),
    abstained: count(others, 'abstained'),
    validCitations: percent(citations.filter(isValid).length, citations.length),
  };
}

function summariseSearch(results: readonly Result[], arm: Arm): { recallAt5: number; mrr: number } {
  const found = results.flatMap((result) => (result.found ? [result.found[arm]] : []));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    recallAt5: rounded(100 * mean(found.map(({ recallAt5 }) => recallAt5)), 1),
    mrr: rounded(mean(found.map(({ reciprocalRank }) => reciprocalRank)), 3),
  };
}

/** Null where there is nothing to take a share of. */
const percent = (part: number, whole: number): number | null => (whole === 0 ? null : rounded((100 * part) / whole, 1));
