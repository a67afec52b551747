import type { Knex } from 'knex';
import { readCatalog } from '../../db/queries/recommendation-facts.js';
import {
  finishShard,
  moveShard,
  openShard,
  type Shard,
  type ShardState,
} from '../../db/queries/recommendation-shards.js';
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
  const { db, clock } = deps;
  const rules = (await listDayRules(db)).filter((rule) => beginsIn(rule, shard));
  const work = { shard, rules, catalog: await readCatalog(db) };
  for (let batch = 0; batch < BATCHES; batch++) {
    signal.throwIfAborted();
    const state = await openShard(db, shard);
    const isDone = state.finishedAt !== null || (await makeBatch(deps, work, state)) < BATCH;
    if (isDone) await finishShard(db, shard, clock());
    const { students } = await openShard(db, shard);
    report({ students, isDone });
    if (isDone) return { students, isDone };
  }
  return { students: (await openShard(db, shard)).students, isDone: false };
}

/** @returns how many students there were */
async function makeBatch(
  { db, clock }: { db: Knex; clock: Clock },
  { shard, rules, catalog }: Work,
  { after }: ShardState,
): Promise<number> {
  const at = startOfShard(shard);
  const since = addDays(shard.day, -ACTIVE_DAYS);
  const userIds = await listStudentsOfRules(db, { rules, at, since, after, limit: BATCH });
  const to = userIds.at(-1);
  if (to === undefined) return 0;
  const gathered = await gatherFacts(db, userIds, clock());
  const made = gathered.map(({ facts, version }) => ({
    ...{ userId: facts.userId, studyDay: facts.day, madeOf: version },
    items: recommend(facts, catalog),
  }));
  await db.transaction(async (trx) => {
    await storeRecommendations(trx, made);
    await moveShard(trx, shard, { from: after, to, students: userIds.length });
  });
  return userIds.length;
}
