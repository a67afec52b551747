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

/** Moves a shard on from where it stood. @returns false where somebody else has */
export async function moveShard(
  trx: Transaction,
  { day, shard }: Shard,
  { from, to, students }: { from: string | null; to: string; students: number },
): Promise<boolean> {
  const moved = await trx('recommendationShards')
    .where({ day, shard })
    .whereNull('finishedAt')
    .whereRaw('after IS NOT DISTINCT FROM ?', [from])
    .update({ after: to, students: trx.raw('students + ?', [students]), updatedAt: trx.fn.now() });
  return moved === 1;
}

/** Ends a shard; repeating it is harmless. */
export async function finishShard(db: Knex, { day, shard }: Shard, now: Date): Promise<void> {
  await db('recommendationShards')
    .where({ day, shard })
    .whereNull('finishedAt')
    .update({ after: null, finishedAt: now, updatedAt: now });
}
