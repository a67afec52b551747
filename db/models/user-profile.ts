import type { AgeBand } from '../../domain/social/age.js';
import { Row } from './base-model.js';

export type BoardVisibility = 'everyone' | 'friends' | 'nobody';

/** What a student shows and prefers; one to one with a user. */
export class UserProfile extends Row {
  static override tableName = 'user_profiles';
  static override idColumn = 'userId';

  declare userId: string;
  declare displayName: string;
  /** Names the object `u/{userId}/avatar/{avatarId}`. */
  declare avatarId: string | null;
  declare grade: string | null;
  /** BCP 47. */
  declare locale: string;
  /** IANA. */
  declare timeZone: string;
  declare boardVisibility: BoardVisibility;
  /** Null until one is made. */
  declare friendCode: string | null;
  /** Null until told. */
  declare ageBand: AgeBand | null;
  declare ageToldAt: Date | null;
  /** Raised by every change; the profile's ETag. */
  declare version: number;
}
