import type { Knex } from 'knex';
import { FLOW_NAMES, FLOWS } from '../../domain/runs/flows.js';
import type { Role, UserStatus } from '../models/user.js';

/** What support is told of a person whom a search leads to. */
export interface FoundUser {
  id: string;
  status: UserStatus;
  role: Role;
  createdAt: Date;
}

/** By what a person is found; an id may be that of something of theirs. */
export type UserSought = { email: string } | { friendCode: string } | { ids: string[] };

/** People that are answered at most. */
const MAX_FOUND = 20;

/** The people that are sought, the oldest account first. */
export async function findSupportUsers(db: Knex, sought: UserSought): Promise<FoundUser[]> {
  const users = db('users').orderBy('id').limit(MAX_FOUND).select<FoundUser[]>('id', 'status', 'role', 'createdAt');
  if ('email' in sought) return users.where({ email: sought.email });
  if ('friendCode' in sought)
    return users.whereIn('id', db('userProfiles').where({ friendCode: sought.friendCode }).select('userId'));
  const { ids } = sought;
  return users.where((which) => {
    which.whereIn('id', ids);
    for (const { table, column } of OWNED) which.orWhereIn('id', db(table).whereIn('id', ids).select(column));
  });
}

/** Tables whose rows are worked on, and threads, which addresses name; with the column that says whose they are. */
const OWNED = [
  ...FLOW_NAMES.flatMap((flow) => {
    const { table, ownerColumn } = FLOWS[flow];
    return ownerColumn === null || ownerColumn === 'id' ? [] : [{ table, column: ownerColumn }];
  }),
  { table: 'threads', column: 'userId' },
];

/** How an account stands, without a word that is its owner's. */
export interface AccountState extends FoundUser {
  emailVerifiedAt: Date | null;
  hasPassword: boolean;
  logins: number;
  openSessions: number;
  timeZone: string | null;
  xp: number;
  level: number;
  erasureId: string | null;
  eraseAt: Date | null;
}

/** How an account stands; undefined where there is none. */
export async function findAccountState(db: Knex, userId: string): Promise<AccountState | undefined> {
  const count = (table: string, where: string) => `(SELECT count(*) FROM ${table} t WHERE t.user_id = u.id ${where})`;
  const [account] = await db('users as u')
    .leftJoin('userProfiles as p', 'p.userId', 'u.id')
    .leftJoin('userLevels as l', 'l.userId', 'u.id')
    .leftJoin('erasures as e', (on) => on.on('e.userId', 'u.id').onIn('e.status', [...FLOWS.eraseAccount.open]))
    .where('u.id', userId)
    .select<AccountState[]>({
      ...{ id: 'u.id', status: 'u.status', role: 'u.role', createdAt: 'u.createdAt' },
      ...{ emailVerifiedAt: 'u.emailVerifiedAt', timeZone: 'p.timeZone', erasureId: 'e.id', eraseAt: 'e.eraseAt' },
    })
    .select<AccountState[]>(
      db.raw('u.password_hash IS NOT NULL AS has_password'),
      db.raw(`${count('oauth_identities', '')} AS logins`),
      db.raw(`${count('sessions', 'AND t.revoked_at IS NULL')} AS open_sessions`),
      db.raw('COALESCE(l.xp, 0) AS xp, COALESCE(l.level, 1) AS level'),
    );
  return account;
}
