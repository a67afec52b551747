import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { StreakDay } from '../../db/models/streak-day.js';
import {
  listJudgedDays,
  listToldNotices,
  listWorkedOnOf,
  type Part,
  type ToldNotice,
  type WorkedOn,
} from '../../db/queries/support-lists.js';
import { type AccountState, findAccountState } from '../../db/queries/support-users.js';
import { listXp, type XpLine } from '../../db/queries/xp.js';
import { Problem } from '../../domain/problems.js';
import { WORK_KINDS, type WorkKind } from '../../domain/support/work-kinds.js';
import { lookAsSupport, type Supporter } from './act-as-support.js';

/** Who looks at whom, and why. */
export interface Look {
  supporter: Supporter;
  userId: string;
  reason: string;
}

/** How a student stands: the account, and the newest of everything that runs work on and that XP is told by. */
export interface UserState {
  account: AccountState;
  rows: Record<WorkKind, WorkedOn[]>;
  days: StreakDay[];
  ledger: XpLine[];
  notices: ToldNotice[];
}

/** How a student stands, with so many of each list. @throws Problem not-found; those of lookAsSupport. */
export function readUserState(deps: { db: Knex }, look: Look & { limit: number }): Promise<UserState> {
  return lookAt(deps, look, 'state', async (trx, account) => {
    const part = { userId: look.userId, limit: look.limit };
    const rows = {} as Record<WorkKind, WorkedOn[]>;
    for (const kind of WORK_KINDS) rows[kind] = await listWorkedOnOf(trx, kind, part);
    const days = await listJudgedDays(trx, part);
    const ledger = await listXp(trx, look.userId, part);
    return { account, rows, days, ledger, notices: await listToldNotices(trx, part) };
  });
}

/** A part of one kind of a student's rows. @throws Problem not-found; those of lookAsSupport. */
export const readUserRows = (deps: { db: Knex }, look: Look & Part & { kind: WorkKind }): Promise<WorkedOn[]> =>
  lookAt(deps, look, look.kind, (trx) => listWorkedOnOf(trx, look.kind, look));

/** A part of the days of a student's streak. @throws Problem not-found; those of lookAsSupport. */
export const readUserDays = (deps: { db: Knex }, look: Look & Part): Promise<StreakDay[]> =>
  lookAt(deps, look, 'days', (trx) => listJudgedDays(trx, look));

/** A part of a student's ledger. @throws Problem not-found; those of lookAsSupport. */
export const readUserLedger = (deps: { db: Knex }, look: Look & Part): Promise<XpLine[]> =>
  lookAt(deps, look, 'ledger', (trx) => listXp(trx, look.userId, look));

/** A part of what a student was told. @throws Problem not-found; those of lookAsSupport. */
export const readUserNotices = (deps: { db: Knex }, look: Look & Part): Promise<ToldNotice[]> =>
  lookAt(deps, look, 'notices', (trx) => listToldNotices(trx, look));

function lookAt<T>(
  deps: { db: Knex },
  { supporter, userId, reason }: Look,
  what: string,
  read: (trx: Transaction, account: AccountState) => Promise<T>,
): Promise<T> {
  const deed = { supporter, deed: 'looked-at', reason, studentId: userId, details: { what } } as const;
  return lookAsSupport(deps, deed, async (trx) => {
    const account = await findAccountState(trx, userId);
    if (!account) throw new Problem('not-found', 'No such account.');
    return read(trx, account);
  });
}
