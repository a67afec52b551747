import type { Knex } from 'knex';
import type { ObjectStorage } from '../../clients/storage.js';
import type { Batch, Look, Looked } from '../../db/queries/audit/look.js';
import { forEachConcurrent } from '../../lib/for-each-concurrent.js';
import { inBatches } from '../../lib/in-batches.js';
import type { Clock } from '../shared/clock.js';
import type { WorkflowStarter } from '../shared/ports.js';

export interface AuditDeps {
  db: Knex;
  clock: Clock;
  storage: Pick<ObjectStorage, 'list'>;
  starter: Pick<WorkflowStarter, 'describe'>;
  /** What is younger may be on its way: an object whose row follows, a row whose run is about to begin. */
  graceSeconds: number;
}

/** Something that is not as it should be: ids, states and counts alone, as support may read it. */
export interface Finding {
  id: string;
  wrong: string;
  /** The object that a row names, where it is about that. */
  key?: string;
}

/** What one step of a check looked at. */
export interface Step {
  rows: number;
  findings: Finding[];
}

/** What is held of everything that is kept. */
export interface Check {
  name: string;
  /** What is true where nothing is found. */
  holds: string;
  /** What a finding means, and what support or an operator may do. */
  meaning: string;
  /** Looks at all of it, a bounded step at a time. Nothing is written or locked. */
  look(deps: AuditDeps, signal: AbortSignal): AsyncIterable<Step>;
}

/** Rows that one statement looks at, and those that Temporal or storage is asked of at once. */
const BATCH = 500;
const AT_ONCE = 8;

/** Steps of one statement each. */
export const byStatement = (look: Look) =>
  async function* ({ db }: AuditDeps): AsyncGenerator<Step> {
    for await (const rows of inBatches<Looked>(BATCH, (last, limit) => look(db, { after: last?.id, limit }))) {
      yield {
        rows: rows.length,
        findings: rows.flatMap(({ id, wrong }) => (wrong === null ? [] : [{ id, wrong }])),
      };
    }
  };

/** Steps over rows that a query lists by id, each step judged by a rule. */
export async function* byList<Row extends { id: string }>(
  list: (batch: Batch) => Promise<Row[]>,
  judge: (rows: Row[]) => Promise<Finding[]>,
): AsyncGenerator<Step> {
  for await (const rows of inBatches<Row>(BATCH, (last, limit) => list({ after: last?.id, limit }))) {
    yield { rows: rows.length, findings: await judge(rows) };
  }
}

/** Judges rows side by side, for which something else than the database is asked. */
export async function judgeEach<Row>(
  rows: readonly Row[],
  signal: AbortSignal,
  judge: (row: Row) => Promise<Finding[]>,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  await forEachConcurrent(AT_ONCE, rows, signal, async (row) => void findings.push(...(await judge(row))));
  return findings;
}
