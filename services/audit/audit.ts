import type { AuditDeps, Check, Finding } from './check.js';
import { CHECKS } from './checks.js';

/** Findings of one check that are kept for telling; the others are counted. */
const MAX_TOLD = 20;

/** What one check found. */
export interface Report {
  check: Check;
  /** Rows, objects or topics that were looked at. */
  rows: number;
  /** How many findings there are. */
  found: number;
  /** The first of them. */
  findings: Finding[];
}

/**
 * Looks at everything that is kept, one check after the other, in steps of some hundred rows, while the product runs.
 * Nothing is written, and nobody waits for it.
 * @param input.only the names of checks; by default all
 * @param input.report is told how many rows a check has looked at so far
 * @throws the signal's reason; whatever an engine throws that does not answer.
 */
export async function* audit(
  deps: AuditDeps,
  { only, report = () => {} }: { only?: readonly string[]; report?: (check: string, rows: number) => void },
  signal: AbortSignal,
): AsyncGenerator<Report> {
  for (const check of CHECKS) {
    if (only && !only.includes(check.name)) continue;
    const done: Report = { check, rows: 0, found: 0, findings: [] };
    for await (const { rows, findings } of check.look(deps, signal)) {
      signal.throwIfAborted();
      done.rows += rows;
      done.found += findings.length;
      done.findings.push(...findings.slice(0, MAX_TOLD - done.findings.length));
      report(check.name, done.rows);
    }
    yield done;
  }
}
