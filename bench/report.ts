import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { ROOT } from '../stack/paths.js';
import type { Figures } from './benchmark.js';

const GIB = 1024 ** 3;

/** Prints rows under a head as a Markdown table; the first column is a name, the others are numbers. */
export function printTable(head: string[], rows: string[][]): void {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(3, ...lines.map((line) => line[column]?.length ?? 0)));
  const aligned = lines.map((line) =>
    line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))),
  );
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  const [first = [], ...others] = aligned;
  console.log(`\n${[first, rule, ...others].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`);
}

/** Whether a target is met, in a word that a table has room for. */
export const metWord = (isMet: boolean): string => (isMet ? 'yes' : 'NO');

/** Prints what was to be reached, and whether it is. @returns whether it is */
export function printTarget(target: string, isMet: boolean): boolean {
  console.log(`${target}: ${metWord(isMet)}`);
  return isMet;
}

/** Prints the one line that tools read: which benchmark, when, which code, which machine, and its figures. */
export function printJson(bench: string, figures: Figures): void {
  const machine = { cores: cpus().length, memoryGb: Math.round(totalmem() / GIB), node: process.versions.node };
  console.log(JSON.stringify({ bench, date: new Date().toISOString(), commit: commit(), machine, ...figures }));
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
