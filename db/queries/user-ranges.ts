import type { Knex } from 'knex';
import { FIRST_ID } from './first-id.js';

/** The users after one and up to another, by their ids. */
export interface UserRange {
  after: string;
  upTo: string;
}

/** All users, in ranges of so many. */
export async function* userRanges(db: Knex, size: number): AsyncGenerator<UserRange> {
  let after = FIRST_ID;
  for (;;) {
    const upTo = await lastOfNext(db, after, size);
    if (upTo === null) return;
    yield { after, upTo };
    after = upTo;
  }
}

/** The last of the next users after one, by their ids; null where there are no more. */
export async function lastOfNext(db: Knex, after: string, limit: number): Promise<string | null> {
  const { rows } = await db.raw<{ rows: { last: string | null }[] }>(
    `SELECT CAST(max(CAST(id AS text)) AS uuid) AS last
     FROM (SELECT id FROM users WHERE id > :after ORDER BY id LIMIT :limit) AS students`,
    { after, limit },
  );
  return rows[0]?.last ?? null;
}
