import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import {
  addCorrections,
  insertMissing,
  lastOfBatch,
  listSums,
  lockRebuild,
  sumAnswers,
} from '../../../db/queries/item-rebuild.js';
import type { QuestionSums } from '../../../db/queries/question-statistics.js';
import { addSums, type ItemSums, isNoSum, subtractSums, sumsOf } from '../../../domain/quizzes/statistics/item-sums.js';

/** Attempts whose answers one query sums. */
const BATCH = 25_000;
/** Questions whose sums one transaction corrects: whoever ends an attempt at them waits. */
const CORRECTED_AT_ONCE = 100;

/**
 * Makes the sums of every question anew from the answers to it, while the product runs: answers and sums are read as of
 * one moment, and by what they differ is added to the sums as they are then. So nothing is lost of what is counted
 * meanwhile. Where nothing is wrong, and nobody has left, they stay. Two of it take turns.
 * @returns how many questions there were, and how many had other sums before
 */
export async function rebuildStatistics({ db }: { db: Knex }): Promise<{ questions: number; repaired: number }> {
  return db.transaction(
    async (trx) => {
      await lockRebuild(trx);
      const [counted, kept] = [await countAnswers(trx), await listSums(trx)];
      const keptOf = new Map(kept.map((sums) => [sums.questionId, sums]));
      const ids = [...new Set([...counted.keys(), ...keptOf.keys()])].sort();
      const differences = ids.flatMap((questionId): QuestionSums[] => {
        const sums = subtractSums(counted.get(questionId) ?? NOTHING, keptOf.get(questionId) ?? NOTHING);
        return isNoSum(sums) ? [] : [{ questionId, ...sums }];
      });
      await correct(differences, db);
      return { questions: ids.length, repaired: differences.length };
    },
    { isolationLevel: 'repeatable read' },
  );
}

const NOTHING = sumsOf([]);

async function countAnswers(trx: Transaction): Promise<Map<string, ItemSums>> {
  const counted = new Map<string, ItemSums>();
  let [after, last]: (string | undefined)[] = [];
  do {
    last = await lastOfBatch(trx, { after, size: BATCH });
    for (const { questionId, ...sums } of await sumAnswers(trx, { after, last }))
      counted.set(questionId, addSums(counted.get(questionId) ?? NOTHING, sums));
    after = last;
  } while (last !== undefined);
  return counted;
}

/** Not in the transaction that has read: it could not change what was changed since. */
async function correct(differences: readonly QuestionSums[], db: Knex): Promise<void> {
  for (let from = 0; from < differences.length; from += CORRECTED_AT_ONCE) {
    const some = differences.slice(from, from + CORRECTED_AT_ONCE);
    await insertMissing(
      db,
      some.map(({ questionId }) => questionId),
    );
    await addCorrections(db, some);
  }
}
