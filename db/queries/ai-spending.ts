import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { v7 as uuidv7 } from 'uuid';
import type { Spent, Tokens } from '../../domain/tutor/ai-spending.js';

/** A call that is about to be made. */
export interface Spending {
  /** Null for what is made for all students. */
  userId: string | null;
  /** The row it is made for. */
  resourceId: string;
  model: string;
  kind: 'chat' | 'embedding';
  /** YYYY-MM-DD, UTC. */
  day: string;
  /** The most it may cost. */
  reserved: Spent;
}

/** What may be spent in a day, of one student and of all together. */
export interface Budgets {
  student: Spent;
  total: Spent;
}

/**
 * Reserves what a call may cost, of the student's budget of the day, where it is a student's, and of the total one, and writes the call's row.
 * @param trx to be rolled back where nothing is reserved
 * @returns the row's id; undefined where either budget has too little left
 */
export async function reserveSpending(
  trx: Transaction,
  { reserved, ...call }: Spending,
  budget: Budgets,
): Promise<string | undefined> {
  // The student's first: whoever is refused there keeps nobody else waiting for the total.
  const isFree = reserved.micros === 0 && reserved.tokens === 0;
  const isOfStudent = !isFree && call.userId !== null;
  if (isOfStudent && !(await take(trx, call.day, call.userId, reserved, budget.student))) return undefined;
  if (!isFree && !(await take(trx, call.day, null, reserved, budget.total))) return undefined;
  const id = uuidv7();
  await trx('ai_usage').insert({ ...call, id, reservedMicros: reserved.micros, reservedTokens: reserved.tokens });
  return id;
}

/** A budget that nothing is taken of does not refuse, be it overdrawn since it was lowered. */
async function take(
  trx: Transaction,
  day: string,
  userId: string | null,
  spent: Spent,
  limit: Spent,
): Promise<boolean> {
  if (spent.micros > limit.micros || spent.tokens > limit.tokens) return false;
  const { rowCount } = await trx.raw(
    `INSERT INTO ai_budget AS b (id, day, user_id, spent_micros, spent_tokens)
       VALUES (:id, CAST(:day AS date), :userId, :micros, :tokens)
     ON CONFLICT (day, user_id) DO UPDATE SET spent_micros = b.spent_micros + excluded.spent_micros,
         spent_tokens = b.spent_tokens + excluded.spent_tokens, updated_at = now()
       WHERE (excluded.spent_micros = 0 OR b.spent_micros + excluded.spent_micros <= :maxMicros)
         AND (excluded.spent_tokens = 0 OR b.spent_tokens + excluded.spent_tokens <= :maxTokens)`,
    { id: uuidv7(), day, userId, ...spent, maxMicros: limit.micros, maxTokens: limit.tokens },
  );
  return rowCount === 1;
}

/** Puts what a call did cost in the place of its reservation; repeating it changes nothing. */
export async function settleSpending(
  trx: Transaction,
  usageId: string,
  { used, cost, now }: { used: Tokens; cost: Spent; now: Date },
): Promise<void> {
  const [settled] = await trx('ai_usage')
    .where({ id: usageId })
    .whereNull('settledAt')
    .update({ inputTokens: used.input, outputTokens: used.output, costMicros: cost.micros, settledAt: now })
    .returning(['day', 'userId', 'reservedMicros', 'reservedTokens']);
  if (!settled) return;
  const [micros, tokens] = [cost.micros - settled.reservedMicros, cost.tokens - settled.reservedTokens];
  if (micros === 0 && tokens === 0) return;
  // In the order in which they were taken, so that no two calls wait for each other.
  for (const userId of new Set([settled.userId, null])) {
    await trx('ai_budget')
      .where({ day: settled.day, userId })
      .update({
        spentMicros: trx.raw('spent_micros + ?', [micros]),
        spentTokens: trx.raw('spent_tokens + ?', [tokens]),
        updatedAt: now,
      });
  }
}

/** What is spent or reserved of a day's budgets. */
export async function spentOn(db: Knex, day: string, userId: string): Promise<Budgets> {
  const rows: { userId: string | null; spentMicros: number; spentTokens: number }[] = await db('ai_budget')
    .where({ day })
    .where((rows) => rows.where({ userId }).orWhereNull('userId'))
    .select('userId', 'spentMicros', 'spentTokens');
  const of = (id: string | null): Spent => {
    const row = rows.find((one) => one.userId === id);
    return { micros: row?.spentMicros ?? 0, tokens: row?.spentTokens ?? 0 };
  };
  return { student: of(userId), total: of(null) };
}
