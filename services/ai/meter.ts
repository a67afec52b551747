import type { Knex } from 'knex';
import { type Budgets, reserveSpending, type Spending, settleSpending } from '../../db/queries/ai-spending.js';
import { failureCode } from '../../domain/runs/failure-code.js';
import { Failure } from '../../domain/runs/failures.js';
import { type Meter, type Price, spentBy, type Tokens } from '../../domain/tutor/ai-spending.js';
import { utcDay } from '../../domain/utc-day.js';
import { traced } from '../../lib/trace.js';
import type { Clock } from '../shared/clock.js';
import type { Log } from '../shared/ports.js';

/** Who pays for a call, and which row it is made for. */
export interface Payer {
  /** Null for what is made for all students: it is of the total budget alone. */
  userId: string | null;
  resourceId: string;
}

/** Gives the meter that stands around a payer's calls. */
export type MeterOf = (payer: Payer) => Meter;

/** A call to an AI server that has ended. */
export interface AiCall {
  model: string;
  kind: Spending['kind'];
  /** `done`, or the word of the failure. */
  outcome: string;
  seconds: number;
  /** As it is counted: of a call whose end nobody saw, the most that it may have used. */
  used: Tokens;
  /** Micro-dollars. */
  micros: number;
}

export interface MeterDeps {
  db: Knex;
  budget: Budgets;
  prices: Readonly<Record<string, Price>>;
  log: Pick<Log, 'warn'>;
  clock: Clock;
  /** Told of each call when it has ended. */
  onCall?: ((call: AiCall) => void) | undefined;
}

/**
 * Counts calls to AI servers: the most that one may cost is reserved before it is made, of the student's and of the
 * total budget, so that no number of calls at once can overspend; afterwards what it did cost stands in its place.
 * A call whose end nobody saw counts as its reservation.
 */
export function createMeterOf({ db, budget, prices, log, clock, onCall }: MeterDeps): MeterOf {
  return (payer) => async (estimate, call) => {
    const { model, kind, max } = estimate;
    const price = prices[model];
    const spending = { ...payer, model, kind, day: utcDay(clock()), reserved: spentBy(price, max) };
    const usageId = await reserve(spending, budget, db);
    // What is done is done: a call that cannot be settled now stays as it was reserved.
    const settle = (used: Tokens) =>
      db
        .transaction((trx) => settleSpending(trx, usageId, { used, cost: spentBy(price, used), now: clock() }))
        .catch(() => log.warn({ usageId }, 'a call to an AI server is not settled and counts as reserved'));
    const start = performance.now();
    const tell = (outcome: string, used: Tokens) => {
      const seconds = (performance.now() - start) / 1_000;
      onCall?.({ model, kind, outcome, seconds, used, micros: spentBy(price, used).micros });
    };
    try {
      const { result, used = max } = await traced(`AI ${kind}`, { model }, call);
      tell('done', used);
      await settle(used);
      return result;
    } catch (error) {
      const used = isUnbilled(error) ? NOTHING : max;
      tell(error instanceof Failure ? failureCode(error.type) : 'unexpected', used);
      if (used === NOTHING) await settle(used);
      throw error;
    }
  };
}

const NOTHING: Tokens = { input: 0, output: 0 };

/** @throws Failure AiBudgetExhausted; Superseded for a payer who is gone, and with them the row it is made for. */
async function reserve(spending: Spending, budget: Budgets, db: Knex): Promise<string> {
  const reserved = db.transaction(async (trx) => {
    const usageId = await reserveSpending(trx, spending, budget);
    if (!usageId) throw new Failure('AiBudgetExhausted');
    return usageId;
  });
  return reserved.catch((error: unknown) => {
    throw isForeignKeyViolation(error) ? new Failure('Superseded', { cause: error }) : error;
  });
}

/** PostgreSQL's code for a row that names one that is not there. */
const isForeignKeyViolation = (error: unknown): boolean => (error as { code?: string }).code === '23503';

/** Servers bill what they answered; of a call that was given up nobody knows. */
const isUnbilled = (error: unknown): boolean => error instanceof Failure && !error.mayBeBilled;
