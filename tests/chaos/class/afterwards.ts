import type { Knex } from 'knex';
import type { ObjectStorage } from '../../../clients/storage.js';
import { FLOW_NAMES, FLOWS, isTimer } from '../../../domain/runs/flows.js';
import { sweepObjects } from '../../../services/sweep/sweep-objects.js';
import { sweepUploads } from '../../../services/sweep/sweep-uploads.js';
import type { Promised } from './classmate.js';

const HOUR_MS = 3_600_000;

/** Rows whose work has not ended, by table; timers sleep, and are no work. */
export async function openWork(db: Knex): Promise<Record<string, number>> {
  const open: Record<string, number> = {};
  for (const flow of FLOW_NAMES.filter((name) => !isTimer(name))) {
    const { table, open: states } = FLOWS[flow];
    const [row] = await db(table).whereIn('status', states).count();
    if (Number(row?.count) > 0) open[table] = Number(row?.count);
  }
  return open;
}

/** Ends of each kind of row that was acknowledged. */
const ENDS: Record<Promised['table'], { id: string; owner: string; ends: string }> = {
  materials: {
    id: 'id',
    owner: 'owner_id',
    ends: "status IN ('ready', 'partial') OR (status = 'failed' AND failure IS NOT NULL)",
  },
  questions: {
    id: 'id',
    owner: 'user_id',
    ends: "status IN ('answered', 'abstained') OR (status = 'failed' AND failure IS NOT NULL)",
  },
  quizzes: { id: 'id', owner: 'user_id', ends: "status = 'ready' OR (status = 'failed' AND failure IS NOT NULL)" },
  review_cards: { id: 'id', owner: 'user_id', ends: 'true' },
  lesson_progress: { id: 'lesson_id', owner: 'user_id', ends: 'completed_at IS NOT NULL' },
  quiz_attempts: { id: 'id', owner: 'user_id', ends: "status = 'ended'" },
};

/** What was acknowledged and is not there, or has no end. */
export async function brokenPromises(db: Knex, promised: readonly Promised[]): Promise<string[]> {
  const broken: string[] = [];
  for (const { table, id, userId } of promised) {
    const { id: key, owner, ends } = ENDS[table];
    const row = await db(table)
      .where({ [key]: id, [owner]: userId })
      .whereRaw(`(${ends})`)
      .first(db.raw('1 AS one'));
    if (!row) broken.push(`${table} ${id} was acknowledged, and is not there or has not ended`);
  }
  return broken;
}

/** How many rows of each table ended in which way. */
export async function ends(db: Knex): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of ['materials', 'questions', 'quizzes'] as const) {
    const rows = await db(table).groupBy('status', 'failure').select('status', 'failure').count();
    for (const { status, failure, count } of rows)
      counts[`${table} ${[status, failure].filter(Boolean).join(' ')}`] = Number(count);
  }
  return counts;
}

/** Removes what killed processes left in storage, as the sweep does once it is a day old. @returns how much there was */
export async function sweepNow(db: Knex, storage: ObjectStorage): Promise<{ uploads: number; objects: number }> {
  const never = new AbortController().signal;
  const later = { db, storage, clock: () => new Date(Date.now() + 2 * HOUR_MS) };
  const uploads = await sweepUploads(later, never);
  const objects = await sweepObjects(later, { before: new Date(Date.now() + HOUR_MS) }, never);
  return { uploads, objects };
}

/** Sessions of the database that hold a transaction open and do nothing. */
export async function forgottenTransactions(db: Knex): Promise<string[]> {
  const rows = await db('pg_stat_activity')
    .whereRaw(
      "datname = current_database() AND state LIKE 'idle in transaction%' AND state_change < now() - interval '30 seconds'",
    )
    .select('pid');
  return rows.map(({ pid }) => `the session ${pid} of the database holds a transaction open`);
}
