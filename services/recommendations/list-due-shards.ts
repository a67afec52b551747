import type { Knex } from 'knex';
import { listFinishedShards, type Shard } from '../../db/queries/recommendation-shards.js';
import type { Clock } from '../shared/clock.js';
import { SHARD_MS, shardAt } from './shards.js';

/** Whose study day began earlier is on another one by now. */
const HOURS = 24;

/** The shards whose hour is over since 24 hours at most and that are not finished, the oldest first. */
export async function listDueShards({ db, clock }: { db: Knex; clock: Clock }): Promise<Shard[]> {
  const now = clock().getTime();
  const over = Array.from({ length: HOURS }, (_, index) => shardAt(new Date(now - (HOURS - index) * SHARD_MS)));
  const finished = await listFinishedShards(db, [...new Set(over.map(({ day }) => day))]);
  const isFinished = ({ day, shard }: Shard) => finished.some((one) => one.day === day && one.shard === shard);
  return over.filter((one) => !isFinished(one));
}
