import { randomInt, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { Block } from '../../../db/models/block.js';
import { FriendRequest } from '../../../db/models/friend-request.js';
import { Friendship } from '../../../db/models/friendship.js';
import { LeagueMember } from '../../../db/models/league-member.js';
import { pairOf } from '../../../db/queries/friends.js';
import { type Period, termOf } from '../../../domain/social/boards/periods.js';
import { type Columns, insertRow } from './insert-row.js';

/** Two who are friends. */
export const buildFriendship = (db: Knex, one: string, other: string): Promise<Friendship> =>
  insertRow(Friendship, db, pairOf(one, other));

/** A request for a code that is nobody's, unless it says whose. */
export const buildFriendRequest = (db: Knex, columns: Columns<FriendRequest, 'senderId'>): Promise<FriendRequest> =>
  insertRow(FriendRequest, db, { code: 'ABCDEFGH', ...columns });

/** One who has blocked another. */
export const buildBlock = (db: Knex, columns: Columns<Block, 'blockerId' | 'blockedId'>): Promise<Block> =>
  insertRow(Block, db, columns);

/** The next version of a board of a day, finished, with a line each for students in the order of their places. */
export async function buildBoard(
  db: Knex,
  userIds: readonly string[],
  { period = 'day', day = '2026-03-02' }: { period?: Period; day?: string } = {},
): Promise<string> {
  const id = randomUUID();
  const term = termOf(period, day);
  await db.raw('SELECT add_board_month(?, ?)', [term, day]);
  const before = await db('leaderboards').where({ period, day });
  const lines = userIds.map((userId, index) => ({
    ...{ term, day, boardId: id, position: index + 1, rank: index + 1, xp: 15 * (userIds.length - index), userId },
  }));
  await db('leaderboards').insert({
    id,
    period,
    day,
    version: before.length + 1,
    term,
    students: lines.length,
    finishedAt: new Date(),
  });
  await db('leaderboard_entries').insert(lines);
  return id;
}

/** What the ledger says of a student, while the boards of a day are made. */
export async function buildBoardSum(db: Knex, userId: string): Promise<void> {
  const at = new Date('2026-03-02T12:00:00Z');
  await db('leaderboard_sums').insert({
    ...{ userId, day: '2026-03-02', dayXp: 15, dayAt: at, weekXp: 15, weekAt: at, totalXp: 15, totalAt: at },
  });
}

/** A student's league of a week that is counted, who had stayed in the first tier. */
export const buildLeagueMember = (db: Knex, columns: Columns<LeagueMember, 'userId'>): Promise<LeagueMember> =>
  insertRow(LeagueMember, db, {
    ...{ week: '2026-03-02', tier: 1, pool: 0, outcome: 'stay', students: 30, rank: 25, xp: 15 },
    // One of its own: places are given once.
    place: randomInt(2 ** 31),
    ...columns,
  });

/** A day of study that is too long, for support to look at. */
export async function buildFlag(
  db: Knex,
  columns: { userId: string; caseId?: string; createdAt?: Date },
): Promise<void> {
  const evidence = { studyDay: '2026-03-01', minutes: 1_000, sessions: 5 };
  await db('flags').insert({ caseId: randomUUID(), kind: 'long-day', day: '2026-03-02', evidence, ...columns });
}
