import type { Knex } from 'knex';
import { readCatalog } from '../../db/queries/recommendation-facts.js';
import { moveShard, openShard, type Shard, type ShardState } from '../../db/queries/recommendation-shards.js';
import { listDayRules, listStudentsOfRules, storeRecommendations } from '../../db/queries/recommendations.js';
import { addDays } from '../../domain/game/calendar-day.js';
import type { DayRule } from '../../domain/game/study-day.js';
import type { Catalog } from '../../domain/recommendations/facts.js';
import { recommend } from '../../domain/recommendations/recommend.js';
import type { ShardProgress } from '../../workflows/recommendations-run/messages.js';
import type { Clock } from '../shared/clock.js';
import { gatherFacts } from './gather-facts.js';
import { beginsIn, startOfShard } from './shards.js';

/** Students whose facts are gathered, and whose recommendations are kept, at once. */
const BATCH = 500;

/** Batches of one call: what is done stays done, and the next call goes on from there. */
const BATCHES = 40;

/** Who has done nothing for so many days gets recommendations when they come back and look. */
const ACTIVE_DAYS = 30;

/** What is the same for every batch of a call. */
interface Work {
  shard: Shard;
  rules: DayRule[];
  catalog: Catalog;
}

/**
 * Makes the recommendations of students whose study days begin in the hour of a shard, and who were active lately, from
 * where the shard stands. Whoever does it and how often, each student's day has the same; a student's later facts win.
 * @throws the signal's reason, with some batches done.
 */
export async function makeShard(
  deps: { db: Knex; clock: Clock },
  { report, ...shard }: Shard & { report: (progress: ShardProgress) => void },
  signal: AbortSignal,
): Promise<ShardProgress> {
  const { db } = deps;
  const rules = (await listDayRules(db)).filter((rule) => beginsIn(rule, shard));
  const work = { shard, rules, catalog: await readCatalog(db) };
  let state = await openShard(db, shard);
  for (let batch = 0; batch < BATCHES && !state.finishedAt; batch++) {
    signal.throwIfAborted();
    state = await makeBatch(deps, work, state);
    report(progressOf(state));
  }
  return progressOf(state);
}

const progressOf = ({ students, finishedAt }: ShardState): ShardProgress => ({ students, isDone: finishedAt !== null });

/** @returns where the shard stands then, also where somebody else has moved it */
async function makeBatch(
  { db, clock }: { db: Knex; clock: Clock },
  { shard, rules, catalog }: Work,
  { after }: ShardState,
): Promise<ShardState> {
  const at = startOfShard(shard);
  const since = addDays(shard.day, -ACTIVE_DAYS);
  const userIds = await listStudentsOfRules(db, { rules, at, since, after, limit: BATCH });
  const now = clock();
  const made = (await gatherFacts(userIds, now, db)).map(({ facts, version }) => ({
    ...{ userId: facts.userId, studyDay: facts.day, madeOf: version },
    items: recommend(facts, catalog),
  }));
  const isLast = userIds.length < BATCH;
  const next = { after: isLast ? null : (userIds.at(-1) ?? null), finishedAt: isLast ? now : null };
  const moved = await db.transaction(async (trx) => {
    await storeRecommendations(trx, made);
    return moveShard(trx, shard, { from: after, students: userIds.length, ...next });
  });
  return moved ?? openShard(db, shard);
}
