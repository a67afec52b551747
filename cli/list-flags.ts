import type { Knex } from 'knex';
import type { Case } from '../db/queries/flags.js';
import { lockByEmail } from '../services/account/change-role.js';
import { readFlags } from '../services/support/review.js';

/** The cases of a student, or the oldest open ones, each with its students, who are to be asked, and the evidence against each. */
export async function listFlags(db: Knex, email: string): Promise<string> {
  const userId = email === '' ? undefined : await idOf(db, email);
  const cases = await readFlags({ db }, { supporter: 'command', reason: 'npm run admin -- flags', userId });
  return cases.length === 0 ? 'There are no flags.' : cases.map(tell).join('\n');
}

const idOf = (db: Knex, email: string): Promise<string> =>
  db.transaction(async (trx) => (await lockByEmail(email, trx)).id);

function tell({ caseId, kind, day, closedAt, note, students }: Case): string {
  const state = closedAt ? `closed on ${closedAt.toISOString().slice(0, 10)}: ${note}` : 'open';
  const lines = students.map(({ email, evidence }) => `  ${email}  ${JSON.stringify(evidence)}`);
  return [`${caseId}  ${kind} of ${day}, ${state}`, ...lines].join('\n');
}
