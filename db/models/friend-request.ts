import { Entity } from './base-model.js';

/** A student's wish to be friends with whoever has a code, open for the sender. */
export class FriendRequest extends Entity {
  static override tableName = 'friend_requests';

  declare senderId: string;
  declare code: string;
  /** Who may accept it; null for a code that is nobody's, and where it was declined or the sender is blocked. */
  declare receiverId: string | null;
}
