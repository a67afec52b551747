import type { Transaction } from 'objection';
import { type Budgets, spentOn } from '../../db/queries/ai-spending.js';
import { Problem } from '../../domain/problems.js';
import type { Spent } from '../../domain/tutor/ai-spending.js';
import { secondsLeftOfUtcDay, utcDay } from '../../domain/utc-day.js';
import type { Clock } from '../shared/clock.js';

/** What a request must leave room for. */
export interface AiLimits {
  budget: Budgets;
  /** What one answer costs at least. */
  leastCost: Spent;
}

/**
 * Refuses before anything is begun that could not be paid. What is spent meanwhile is the meter's to refuse.
 * @throws Problem ai-budget-exhausted with the time when there is a new budget.
 */
export async function assertAiBudget(
  { ai: { budget, leastCost }, clock }: { ai: AiLimits; clock: Clock },
  userId: string,
  trx: Transaction,
): Promise<void> {
  const now = clock();
  const spent = await spentOn(trx, utcDay(now), userId);
  // Where nothing was spent, nothing may cost: the API does not know who answers.
  const isOver = (unit: keyof Spent, spent: Spent, limit: Spent) =>
    spent[unit] > 0 && spent[unit] + leastCost[unit] > limit[unit];
  const isSpent = (spent: Spent, limit: Spent) => isOver('micros', spent, limit) || isOver('tokens', spent, limit);
  const isOwn = isSpent(spent.student, budget.student);
  if (!isOwn && !isSpent(spent.total, budget.total)) return;
  const seconds = secondsLeftOfUtcDay(now);
  const reset = new Date(now.getTime() + seconds * 1000).toISOString().slice(0, 10);
  throw new Problem(
    'ai-budget-exhausted',
    `${isOwn ? 'Your' : 'The'} AI budget of the day is spent; there is a new one at ${reset}T00:00:00Z.`,
    {
      retryAfterSeconds: seconds,
    },
  );
}
