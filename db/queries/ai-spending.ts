import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { v7 as uuidv7 } from 'uuid';
import type { Tokens } from '../../domain/tutor/ai-spending.js';

/** A call that is about to be made. */
export interface Spending {
  userId: string;
  /** The row it is made for. */
  resourceId: string;
  model: string;
  kind: 'chat' | 'embedding';
  /** YYYY-MM-DD, UTC. */
  day: string;
  /** The most it may cost, in micro-dollars. */
  reserved: number;
}

/**
 * Reserves what a call may cost, of the student's budget of the day and of the total one, and writes the call's row.
 * @param trx to be rolled back where nothing is reserved
 * @returns the row's id; undefined where either budget has too little left
 */
export async function reserveSpending(
  trx: Transaction,
  { reserved, ...call }: Spending,
  budget: { student: number; total: number },
): Promise<string | undefined> {
  // The student's first: whoever is refused there keeps nobody else waiting for the total.
  const isFree = reserved === 0;
  if (!isFree && !(await take(trx, call.day, call.userId, reserved, budget.student))) return undefined;
  if (!isFree && !(await take(trx, call.day, null, reserved, budget.total))) return undefined;
  const id = uuidv7();
  await trx('ai_usage').insert({ ...call, id, reservedMicros: reserved });
  return id;
}

async function take(
  trx: Transaction,
  day: string,
  userId: string | null,
  micros: number,
  limit: number,
): Promise<boolean> {
  if (micros > limit) return false;
  const { rowCount } = await trx.raw(
    `INSERT INTO ai_budget AS b (id, day, user_id, spent_micros) VALUES (:id, CAST(:day AS date), :userId, :micros)
     ON CONFLICT (day, user_id) DO UPDATE SET spent_micros = b.spent_micros + excluded.spent_micros, updated_at = now()
       WHERE b.spent_micros + excluded.spent_micros <= :limit`,
    { id: uuidv7(), day, userId, micros, limit },
  );
  return rowCount === 1;
}

/** Puts what a call did cost in the place of its reservation; repeating it changes nothing. */
export async function settleSpending(
  trx: Transaction,
  usageId: string,
  { used, cost, now }: { used: Tokens; cost: number; now: Date },
): Promise<void> {
  const [settled] = await trx('ai_usage')
    .where({ id: usageId })
    .whereNull('settledAt')
    .update({ inputTokens: used.input, outputTokens: used.output, costMicros: cost, settledAt: now })
    .returning(['day', 'userId', 'reservedMicros']);
  if (!settled || settled.reservedMicros === cost) return;
  // In the order in which they were taken, so that no two calls wait for each other.
  for (const userId of [settled.userId, null]) {
    await trx('ai_budget')
      .where({ day: settled.day, userId })
      .update({ spentMicros: trx.raw('spent_micros + ?', [cost - settled.reservedMicros]), updatedAt: now });
  }
}

/** What is spent or reserved of a day's budgets, in micro-dollars. */
export async function spentOn(db: Knex, day: string, userId: string): Promise<{ student: number; total: number }> {
  const rows: { userId: string | null; spentMicros: number }[] = await db('ai_budget')
    .where({ day })
    .where((rows) => rows.where({ userId }).orWhereNull('userId'))
    .select('userId', 'spentMicros');
  const of = (id: string | null) => rows.find((row) => row.userId === id)?.spentMicros ?? 0;
  return { student: of(userId), total: of(null) };
}
