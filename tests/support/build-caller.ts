import type { Knex } from 'knex';
import type { Caller } from '../../services/shared/lock-caller.js';
import { buildSession, buildStudent } from './factories/index.js';

/** An active student in a session of theirs, who asks for something. */
export async function buildCaller(db: Knex, columns: Parameters<typeof buildStudent>[1] = {}): Promise<Caller> {
  const { id: userId } = await buildStudent(db, columns);
  const { id: sessionId } = await buildSession(db, { userId });
  return { userId, sessionId };
}
