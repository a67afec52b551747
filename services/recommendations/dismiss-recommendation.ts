import type { Knex } from 'knex';
import { readCatalog } from '../../db/queries/recommendation-facts.js';
import { dismissItem, listDismissed } from '../../db/queries/recommendations.js';
import { addDays } from '../../domain/game/calendar-day.js';
import { Problem } from '../../domain/problems.js';
import { candidatesOf } from '../../domain/recommendations/recommend.js';
import { itemOf } from '../../domain/recommendations/recommendation.js';
import { raiseVersion } from '../game/raise-version.js';
import type { Clock } from '../shared/clock.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import { gatherFacts } from './gather-facts.js';
import { recommendationId } from './recommendation-id.js';

/** Study days for which something that was dismissed is not recommended. */
const DISMISSED_DAYS = 7;

/**
 * Keeps something from being recommended for a week, whichever rule would; repeating it changes nothing.
 * @throws Problem not-found for what no rule recommends; those of lockCallerForShare.
 */
export async function dismissRecommendation(
  { db, clock }: { db: Knex; clock: Clock },
  { caller, id }: { caller: Caller; id: string },
): Promise<void> {
  const { userId } = caller;
  await db.transaction(async (trx) => {
    await lockCallerForShare(caller, trx);
    const catalog = await readCatalog(trx);
    const [gathered] = await gatherFacts([userId], clock(), trx);
    if (!gathered) throw notRecommended();
    const { facts } = gathered;
    const isMeant = (item: string) => recommendationId(userId, item) === id;
    if ((await listDismissed(trx, userId, facts.day)).some(isMeant)) return;
    const found = Array.from(candidatesOf(facts, catalog), ({ start }) => itemOf(start)).find(isMeant);
    if (found === undefined) throw notRecommended();
    await dismissItem(trx, { userId, item: found, until: addDays(facts.day, DISMISSED_DAYS) });
    await raiseVersion(userId, trx);
  });
}

const notRecommended = () => new Problem('not-found', 'Nothing of this id is recommended now.');
