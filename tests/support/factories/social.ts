import type { Knex } from 'knex';
import { Block } from '../../../db/models/block.js';
import { FriendRequest } from '../../../db/models/friend-request.js';
import { Friendship } from '../../../db/models/friendship.js';
import { pairOf } from '../../../db/queries/friends.js';
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
