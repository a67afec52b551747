import type { Question } from '../../db/models/question.js';
import type { Figures } from '../benchmark.js';
import { printTable } from '../report.js';
import { percentile, rounded } from '../statistics.js';

/** How a question ended, whatever it is worth. */
export interface Ended {
  status: Question['status'];
  /** The failure's type where it failed. */
  failure: string | null;
  ms: number;
}

/** Prints how questions ended, failures by their reason, and how long that took. @returns questions by end */
export function reportOutcomes(name: string, ended: readonly Ended[]): Figures {
  const endOf = ({ status, failure }: Ended) => (failure === null ? status : `${status}: ${failure}`);
  const ends = [...new Set(ended.map(endOf))].toSorted();
  const rows = ends.map((end) => ({ end, own: ended.filter((one) => endOf(one) === end) }));
  printTable(
    [`${name}: ended as`, 'questions', '%', 'p50, s', 'p95, s', 'longest, s'],
    rows.map(({ end, own }) => {
      const seconds = [0.5, 0.95, 1].map((share) =>
        percentile(
          own.map(({ ms }) => ms / 1000),
          share,
        ),
      );
      return [end, String(own.length), cell((100 * own.length) / ended.length), ...seconds.map(cell)];
    }),
  );
  return Object.fromEntries(rows.map(({ end, own }) => [end, own.length]));
}

const cell = (value: number): string => String(rounded(value, 1));
