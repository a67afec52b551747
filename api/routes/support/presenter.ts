import type { AuditEntry } from '../../../db/models/audit-entry.js';
import type { StreakDay } from '../../../db/models/streak-day.js';
import type { Case } from '../../../db/queries/flags.js';
import type { ToldNotice, WorkedOn } from '../../../db/queries/support-lists.js';
import type { AccountState, FoundUser } from '../../../db/queries/support-users.js';
import type { XpLine } from '../../../db/queries/xp.js';
import { failureCode } from '../../../domain/runs/failure-code.js';
import { FAILURES } from '../../../domain/runs/failures.js';
import { WORK_KINDS, type WorkKind } from '../../../domain/support/work-kinds.js';
import type { UserState } from '../../../services/support/read-user.js';

/** Addresses of Temporal's UI. */
export interface RunLinks {
  /** Of the newest run under a workflow id. */
  run(workflowId: string): string;
  /** Of the runs that a query finds. */
  search(query: string): string;
}

export const presentFoundUser = ({ id, status, role, createdAt }: FoundUser) => ({
  ...{ id, status, role },
  createdAt: createdAt.toISOString(),
});

const presentAccount = ({ emailVerifiedAt, hasPassword, logins, openSessions, ...account }: AccountState) => ({
  ...presentFoundUser(account),
  emailVerified: emailVerifiedAt !== null,
  ...{ hasPassword, logins, openSessions, timeZone: account.timeZone, xp: account.xp, level: account.level },
  erasure:
    account.erasureId && account.eraseAt ? { id: account.erasureId, eraseAt: account.eraseAt.toISOString() } : null,
});

export const presentRow = (links: RunLinks, kind: WorkKind, row: WorkedOn) => ({
  ...{ id: row.id, kind, status: row.status, runNo: row.runNo, workflowId: row.workflowId, facts: row.facts },
  failure: row.failure && { code: failureCode(row.failure), sentence: FAILURES[row.failure].sentence },
  temporalUrl: row.workflowId && links.run(row.workflowId),
  createdAt: row.createdAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
});

export const presentDay = ({ day, outcome, studied, timeZone, dayStartsAt, startsAt, endsAt }: StreakDay) => ({
  ...{ day, outcome, studied, timeZone, dayStartsAt },
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
});

export const presentLine = ({ id, kind, sourceId, requested, granted, studyDay, earnedAt, createdAt }: XpLine) => ({
  ...{ id, kind, sourceId, requested, granted, studyDay },
  earnedAt: earnedAt.toISOString(),
  createdAt: createdAt.toISOString(),
});

export const presentToldNotice = ({ id, kind, seenAt, createdAt }: ToldNotice) => ({
  ...{ id, kind },
  seenAt: seenAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
});

/** A student as support sees them: no text, no title, no name. */
export const presentUserState = (links: RunLinks, { account, rows, days, ledger, notices }: UserState) => ({
  account: presentAccount(account),
  rows: Object.fromEntries(WORK_KINDS.map((kind) => [kind, rows[kind].map((row) => presentRow(links, kind, row))])),
  days: days.map(presentDay),
  ledger: ledger.map(presentLine),
  notices: notices.map(presentToldNotice),
  runsUrl: links.search(`UserId = '${account.id}'`),
});

export const presentEntry = (entry: AuditEntry) => ({
  ...{ id: entry.id, action: entry.action, actorKind: entry.actorKind, actorId: entry.actorId },
  ...{ subjectId: entry.subjectId, reason: entry.reason, details: entry.details },
  createdAt: entry.createdAt.toISOString(),
});

export const presentCase = ({ caseId, kind, day, closedAt, note, students }: Case) => ({
  ...{ id: caseId, kind, day, note },
  closedAt: closedAt?.toISOString() ?? null,
  students: students.map(({ userId, evidence }) => ({ userId, evidence })),
});
