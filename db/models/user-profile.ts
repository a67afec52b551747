import { Row } from './row.js';

/** What a student shows and prefers; one to one with a user. */
export class UserProfile extends Row {
  static override tableName = 'user_profiles';
  static override idColumn = 'userId';

  declare userId: string;
  declare displayName: string;
}
