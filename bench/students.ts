import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { User } from '../db/models/user.js';
import { UserProfile } from '../db/models/user-profile.js';

/** Adds students with a profile. @returns their ids */
export async function addStudents(db: Knex, count: number, profile: Partial<UserProfile> = {}): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  await User.query(db).insert(ids.map((id) => ({ id, email: `${id}@example.org` })));
  await UserProfile.query(db).insert(ids.map((userId) => ({ displayName: 'Student', ...profile, userId })));
  return ids;
}
