import type { Knex } from 'knex';
import { User } from '../models/user.js';

/** A user with the profile; undefined where there is none. */
export async function findUser(db: Knex, id: string): Promise<User | undefined> {
  return User.query(db).findById(id).withGraphFetched('profile');
}
