import type { Knex } from 'knex';
import type { Transaction } from 'objection';

/** An hour of a day by UTC: the students whose study days begin in it. */
export interface Shard {
  day: string;
  /** 0 to 23. */
  shard: number;
}

/** Of some shards those that are finished. */
export async function listFinishedShards(db: Knex, days: readonly string[]): Promise<Shard[]> {
  return db('recommendationShards')
    .whereIn('day', [...days])
    .whereNotNull('finishedAt')
    .select('day', 'shard');
}

/** How far a shard is, which begins with this. */
export async function openShard(db: Knex, { day, shard }: Shard): Promise<ShardState> {
  const [row] = await db('recommendationShards')
    .insert({ day, shard })
    .onConflict(['day', 'shard'])
    .merge(['day'])
    .returning(['after', 'students', 'finishedAt']);
  return row as ShardState;
}

/** How far a shard is. */
export interface ShardState {
  /** The last student who was reached. */
  after: string | null;
  students: number;
  finishedAt: Date | null;
}

/** Moves a shard on from where it stood, or ends it. @returns undefined where somebody else has moved it */
export async function moveShard(
  trx: Transaction,
  { day, shard }: Shard,
  { from, students, ...next }: Omit<ShardState, 'students'> & { from: string | null; students: number },
): Promise<ShardState | undefined> {
  const [moved] = await trx('recommendationShards')
    .where({ day, shard })
    .whereNull('finishedAt')
    .whereRaw('after IS NOT DISTINCT FROM ?', [from])
    .update({ ...next, students: trx.raw('students + ?', [students]), updatedAt: trx.fn.now() })
    .returning(['after', 'students', 'finishedAt']);
  return moved as ShardState | undefined;
}
