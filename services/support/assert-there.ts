import type { Knex } from 'knex';
import { User } from '../../db/models/user.js';
import { Problem } from '../../domain/problems.js';

/** A line of the audit log cannot tell of somebody who is not there. @throws Problem not-found */
export async function assertThere(userId: string, db: Knex): Promise<void> {
  if (!(await User.query(db).findById(userId).select('id')))
    throw new Problem('not-found', 'There is nobody with this id.');
}
