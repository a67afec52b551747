import type { Figures } from '../benchmark.js';
import { printTable } from '../report.js';
import { percentile, rounded } from '../statistics.js';
import { type EvaluationQuestion, isAnswerable, KINDS, LANGUAGES, PLACES, TRAPS } from './evaluation-question.js';
import { isValid, type JudgedCitation, type Outcome } from './judge.js';
import { type Ended, reportOutcomes } from './outcomes.js';
import { reliabilityOf } from './reliability.js';
import { ARMS, type Arm, type Found } from './retrieval.js';
import type { FromLessons } from './side.js';

/** What came of one question. */
export interface Result extends Ended {
  question: EvaluationQuestion;
  outcome: Outcome;
  citations: readonly JudgedCitation[];
  /** What the answer says of itself; null where there is none. */
  confidence: number | null;
  /** What a lesson says where the documents gave no answer: counted as none. */
  fromLessons: FromLessons | null;
  /** For questions that the documents answer. */
  found: Readonly<Record<Arm, Found>> | undefined;
}

/** What did not come out right, in the order in which it is listed. */
const FAILED: readonly Outcome[] = ['wrong', 'partly', 'missed', 'invented', 'failed'];

/**
 * Prints what a side did, in all, by language, by wording, by what the answer stands in, and how far its confidence
 * can be trusted. @returns the figures: shares in percent, times in milliseconds
 */
export function reportTutor(name: string, results: readonly Result[]): Figures {
  const isOwnLanguage = ({ question }: Result) => question.kind !== 'cross-lingual';
  const groups = {
    all: { all: results },
    language: groupBy(results.filter(isOwnLanguage), LANGUAGES, ({ question }) => question.language),
    wording: groupBy(results, KINDS, ({ question }) => question.kind),
    place: groupBy(results, PLACES, ({ question }) => (isAnswerable(question) ? question.place : undefined)),
    trap: groupBy(results, TRAPS, ({ question }) => question.trap),
  };
  const figures: Figures = {};
  for (const [by, own] of Object.entries(groups)) {
    const summaries = Object.entries(own).map(([group, some]) => [group, summarize(some)] as const);
    printSummaries(by === 'all' ? name : `${name}: ${by}`, summaries);
    figures[by] = Object.fromEntries(summaries);
  }
  figures.ends = reportOutcomes(name, results);
  const searches = Object.fromEntries(ARMS.map((arm) => [arm, summarizeSearch(results, arm)]));
  printTable(
    [`${name}: search`, 'every fact among the six, %', 'MRR'],
    Object.entries(searches).map(([arm, { amongSix, mrr }]) => [arm, cell(amongSix), cell(mrr)]),
  );
  const reliability = reliabilityOf(results);
  printTable(
    [`${name}: confidence`, 'answers', 'right, %'],
    reliability.map(({ bin, answers, right }) => [bin, String(answers), cell(right)]),
  );
  const times = results.map(({ ms }) => ms);
  const ms = { p50: rounded(percentile(times, 0.5)), p95: rounded(percentile(times, 0.95)) };
  console.log(`${name}: p50 ${ms.p50} ms, p95 ${ms.p95} ms from asking to the stored answer\n`);
  printFailed(results);
  return { ...figures, search: searches, reliability, ms, lessons: reportLessons(name, results) };
}

/** Prints which questions a lesson answered where the documents gave no answer; how well, a reader must tell. */
function reportLessons(name: string, results: readonly Result[]): Figures {
  const answered = results.flatMap(({ question, fromLessons }) => (fromLessons ? [{ question, ...fromLessons }] : []));
  for (const { question, answer, confidence } of answered) {
    const kind = isAnswerable(question) ? 'answerable' : 'unanswerable';
    console.log(`lesson  ${kind}  ${rounded(confidence, 2)}  ${question.id}: ${question.question}\n        ${answer}`);
  }
  const count = (some: typeof answered) => some.length;
  const figures = {
    answerable: count(answered.filter(({ question }) => isAnswerable(question))),
    unanswerable: count(answered.filter(({ question }) => !isAnswerable(question))),
  };
  console.log(`${name}: lessons answered ${figures.answerable} and ${figures.unanswerable} of them\n`);
  return figures;
}

/** The groups that have results, in the order of the names. */
function groupBy<Name extends string>(
  results: readonly Result[],
  names: readonly Name[],
  nameOf: (result: Result) => Name | undefined,
): Record<string, readonly Result[]> {
  const groups = names.map((name) => [name, results.filter((result) => nameOf(result) === name)] as const);
  return Object.fromEntries(groups.filter(([, own]) => own.length > 0));
}

type Summary = ReturnType<typeof summarize>;

function printSummaries(title: string, summaries: (readonly [string, Summary])[]): void {
  printTable(
    [
      title,
      'answerable',
      'holds the fact, %',
      'a part of it, %',
      'beside the point, %',
      'abstains, %',
      'unanswerable',
      'of these abstains, %',
      'or corrects, %',
      'valid quotes, %',
    ],
    summaries.map(([group, own]) => [
      group,
      String(own.answerable),
      ...[own.holds, own.partly, own.beside, own.missed].map(cell),
      String(own.unanswerable),
      ...[own.abstains, own.abstainsOrCorrects, own.validQuotes].map(cell),
    ]),
  );
}

function summarize(results: readonly Result[]) {
  const answerable = results.filter(({ question }) => isAnswerable(question));
  const others = results.filter(({ question }) => !isAnswerable(question));
  const citations = results.flatMap((result) => result.citations);
  const share = (some: readonly Result[], ...outcomes: Outcome[]) =>
    percent(some.filter(({ outcome }) => outcomes.includes(outcome)).length, some.length);
  return {
    answerable: answerable.length,
    holds: share(answerable, 'whole'),
    partly: share(answerable, 'partly'),
    beside: share(answerable, 'wrong'),
    missed: share(answerable, 'missed'),
    unanswerable: others.length,
    abstains: share(others, 'abstained'),
    abstainsOrCorrects: share(others, 'abstained', 'corrected'),
    validQuotes: percent(citations.filter(isValid).length, citations.length),
  };
}

function summarizeSearch(results: readonly Result[], arm: Arm) {
  const found = results.flatMap((result) => (result.found ? [result.found[arm]] : []));
  const sum = found.reduce((total, { reciprocalRank }) => total + reciprocalRank, 0);
  return {
    amongSix: percent(found.filter(({ hasAll }) => hasAll).length, found.length),
    mrr: found.length === 0 ? null : rounded(sum / found.length, 3),
  };
}

function printFailed(results: readonly Result[]): void {
  for (const outcome of FAILED) {
    const ids = results.filter((result) => result.outcome === outcome).map(({ question }) => question.id);
    if (ids.length > 0) console.log(`${outcome}: ${ids.join(' ')}`);
  }
}

/** Null where there is nothing to take a share of. */
const percent = (part: number, whole: number): number | null => (whole === 0 ? null : rounded((100 * part) / whole, 1));

const cell = (value: number | null): string => (value === null ? '–' : String(value));
