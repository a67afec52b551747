import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { v7 as uuidv7 } from 'uuid';
import { MAX_ADDS_A_DAY, REQUEST_DAYS } from '../../domain/social/limits.js';
import { Block } from '../models/block.js';
import { FriendRequest } from '../models/friend-request.js';
import { Friendship } from '../models/friendship.js';
import { User } from '../models/user.js';

/** A page of people: after one of them, by their ids. */
export interface PeoplePage {
  limit: number;
  after?: string | undefined;
}

/** Somebody as another sees them. */
export interface Person {
  id: string;
  displayName: string;
  /** When it began. */
  since: Date;
}

/** A friend, with what is shown of one who shares it. */
export interface Friend extends Person {
  shares: boolean;
  xp: number;
  weekXp: number;
}

const IS_OPEN = `created_at > now() - interval '${REQUEST_DAYS} days'`;

/** The two of a friendship, as it is stored. */
export const pairOf = (one: string, other: string): { leastId: string; greatestId: string } =>
  one < other ? { leastId: one, greatestId: other } : { leastId: other, greatestId: one };

/** The active student who has a friend code. */
export async function findByFriendCode(db: Knex, code: string): Promise<string | undefined> {
  const row = await db('userProfiles as p')
    .join('users as u', 'u.id', 'p.userId')
    .where({ 'p.friendCode': code, 'u.status': 'active' })
    .first('u.id');
  return row?.id;
}

/** Locks users until the transaction ends, in the order of their ids. @returns those who are active */
export async function lockUsers(trx: Transaction, ids: readonly string[]): Promise<string[]> {
  const users = await User.query(trx).whereIn('id', ids).orderBy('id').select('id', 'status').forNoKeyUpdate();
  return users.filter(({ status }) => status === 'active').map(({ id }) => id);
}

/**
 * Counts that a student adds somebody today.
 * @returns false where it is once too often, and then it is not counted
 */
export async function countAdd(trx: Transaction, userId: string): Promise<boolean> {
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    `INSERT INTO friend_adds AS f (user_id, day, adds) VALUES (:userId, CAST(now() AT TIME ZONE 'UTC' AS date), 1)
     ON CONFLICT (user_id, day) DO UPDATE SET adds = f.adds + 1, updated_at = now() WHERE f.adds < ${MAX_ADDS_A_DAY}`,
    { userId },
  );
  return rowCount > 0;
}

/** What there is between a student and another. */
export interface Relation {
  areFriends: boolean;
  /** Either has blocked the other. */
  isBlocked: boolean;
  hasBlocked: boolean;
  /** The other has asked, and it is open. */
  isAsked: boolean;
  friends: number;
  otherFriends: number;
  openRequests: number;
}

/** What there is between two whose rows are locked, so that it stays so. */
export async function readRelation(trx: Transaction, userId: string, otherId: string): Promise<Relation> {
  const { rows } = await trx.raw<{ rows: Relation[] }>(
    `SELECT EXISTS (SELECT FROM friendships WHERE least_id = :leastId AND greatest_id = :greatestId) AS "areFriends",
       EXISTS (SELECT FROM blocks WHERE (blocker_id, blocked_id) IN ((:userId, :otherId), (:otherId, :userId))) AS "isBlocked",
       EXISTS (SELECT FROM blocks WHERE blocker_id = :userId AND blocked_id = :otherId) AS "hasBlocked",
       EXISTS (SELECT FROM friend_requests WHERE sender_id = :otherId AND receiver_id = :userId AND ${IS_OPEN}) AS "isAsked",
       (SELECT count(*) FROM friendships WHERE :userId IN (least_id, greatest_id)) AS friends,
       (SELECT count(*) FROM friendships WHERE :otherId IN (least_id, greatest_id)) AS "otherFriends",
       (SELECT count(*) FROM friend_requests WHERE sender_id = :userId AND ${IS_OPEN}) AS "openRequests"`,
    { userId, otherId, ...pairOf(userId, otherId) },
  );
  return rows[0] as Relation;
}

/** Those of `others`, ids with the time since when, who are active: a page of them by their ids. */
const people = (db: Knex, others: Knex.QueryBuilder, { limit, after }: PeoplePage) => {
  const found = db('users as u')
    .join(others.as('o'), 'o.id', 'u.id')
    .join('userProfiles as p', 'p.userId', 'u.id')
    .where('u.status', 'active')
    .orderBy('u.id')
    .limit(limit)
    .select(db.raw('u.id, p.display_name, o.since'));
  return after === undefined ? found : found.where('u.id', '>', after);
};

const SHARED = `p.board_visibility <> 'nobody' AS shares, coalesce(l.xp, 0) AS xp,
  coalesce((SELECT sum(granted) FROM xp_logs AS x WHERE x.user_id = u.id AND x.created_at >= ?), 0) AS week_xp`;

/** A student's friends who are active, with the XP that each has, and got since the beginning of the week. */
export async function listFriends(
  db: Knex,
  userId: string,
  { weekStart, ...page }: PeoplePage & { weekStart: Date },
): Promise<Friend[]> {
  const ids = (own: string, other: string) =>
    db('friendships')
      .where({ [own]: userId })
      .select({ id: other, since: 'createdAt' });
  return people(db, ids('leastId', 'greatestId').unionAll(ids('greatestId', 'leastId')), page)
    .leftJoin('userLevels as l', 'l.userId', 'u.id')
    .select(db.raw(SHARED, [weekStart]));
}

/** Who has asked to be a student's friend, and was not answered. */
export async function listReceived(db: Knex, userId: string, page: PeoplePage): Promise<Person[]> {
  const requests = db('friendRequests').where({ receiverId: userId }).whereRaw(IS_OPEN);
  return people(db, requests.select({ id: 'senderId', since: 'createdAt' }), page);
}

/** Whom a student has blocked. */
export async function listBlocked(db: Knex, userId: string, page: PeoplePage): Promise<Person[]> {
  return people(db, db('blocks').where({ blockerId: userId }).select({ id: 'blockedId', since: 'createdAt' }), page);
}

/** The requests of a student that are open, the newest first: at most MAX_OPEN_REQUESTS. */
export async function listSent(db: Knex, userId: string): Promise<FriendRequest[]> {
  return FriendRequest.query(db).where({ senderId: userId }).whereRaw(IS_OPEN).orderBy('id', 'desc');
}

/**
 * Stores a request, in place of one for the same code that had its time. Of a person's codes the newest that was asked
 * leads there; one of before stays open for the sender alone, as that of nobody does.
 * @returns false where the same code is asked already
 */
export async function insertRequest(
  trx: Transaction,
  { senderId, code, receiverId }: Pick<FriendRequest, 'senderId' | 'code' | 'receiverId'>,
): Promise<boolean> {
  await trx.raw(
    `UPDATE friend_requests SET receiver_id = NULL, updated_at = now()
     WHERE sender_id = :senderId AND receiver_id = :receiverId AND code <> :code`,
    { senderId, code, receiverId },
  );
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    `INSERT INTO friend_requests AS r (id, sender_id, code, receiver_id) VALUES (:id, :senderId, :code, :receiverId)
     ON CONFLICT (sender_id, code) DO UPDATE
       SET id = excluded.id, receiver_id = excluded.receiver_id, created_at = now(), updated_at = now()
       WHERE NOT (r.${IS_OPEN})`,
    { id: uuidv7(), senderId, code, receiverId },
  );
  return rowCount > 0;
}

/** Makes two who are locked friends; what each asked of the other is done with. */
export async function makeFriends(trx: Transaction, one: string, other: string): Promise<void> {
  await Friendship.query(trx).insert(pairOf(one, other));
  await FriendRequest.query(trx)
    .whereIn(
      ['senderId', 'receiverId'],
      [
        [one, other],
        [other, one],
      ],
    )
    .delete();
}

/** Ends what is between two who are locked, for one who blocks the other: the other's request stays open for them. */
export async function insertBlock(trx: Transaction, blockerId: string, blockedId: string): Promise<void> {
  await Friendship.query(trx).where(pairOf(blockerId, blockedId)).delete();
  await FriendRequest.query(trx).where({ senderId: blockerId, receiverId: blockedId }).delete();
  await FriendRequest.query(trx).where({ senderId: blockedId, receiverId: blockerId }).patch({ receiverId: null });
  await Block.query(trx).insert({ blockerId, blockedId }).onConflict(['blockerId', 'blockedId']).ignore();
}

/** The friend code of a student, which becomes `fresh` where there is none; undefined where that is another's. */
export async function takeFriendCode(
  trx: Transaction,
  { userId, fresh, renews }: { userId: string; fresh: string; renews: boolean },
): Promise<string | undefined> {
  const { rows } = await trx.raw<{ rows: { friendCode: string }[] }>(
    `UPDATE user_profiles SET friend_code = CASE WHEN :renews OR friend_code IS NULL THEN :fresh ELSE friend_code END,
       updated_at = clock_timestamp()
     WHERE user_id = :userId AND NOT EXISTS (SELECT FROM user_profiles WHERE friend_code = :fresh)
     RETURNING friend_code AS "friendCode"`,
    { userId, fresh, renews },
  );
  return rows[0]?.friendCode;
}
