import type { Knex } from 'knex';

/** What was made for a student: nothing, on a day long ago. */
export async function buildRecommendations(
  db: Knex,
  columns: { userId: string; studyDay?: string; madeOf?: number; items?: object[] },
): Promise<void> {
  const { items = [], ...others } = columns;
  const made = { studyDay: '2026-03-02', madeOf: 0, items: JSON.stringify(items), ...others };
  await db('recommendations').insert(made).onConflict('userId').merge();
}

/** An item that a student wants to hear nothing of until a day long ago. */
export async function buildDismissal(
  db: Knex,
  columns: { userId: string; item?: string; until?: string },
): Promise<void> {
  await db('recommendation_dismissals').insert({ item: 'reviews', until: '2026-03-09', ...columns });
}

/** The work that makes recommendations for an hour of a day long ago, not begun. */
export async function buildRecommendationShard(
  db: Knex,
  columns: { day?: string; shard?: number; after?: string | undefined; students?: number; finishedAt?: Date },
): Promise<void> {
  await db('recommendation_shards').insert({ day: '2026-03-02', shard: 4, ...columns });
}
