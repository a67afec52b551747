import type { Knex } from 'knex';
import type { AuditEntry } from '../../db/models/audit-entry.js';
import { type Case, listCasesOf, listOpenCases } from '../../db/queries/flags.js';
import { listAudit, listReported, type Part, type ReportedQuestion } from '../../db/queries/support-lists.js';
import { Problem } from '../../domain/problems.js';
import { closeCaseBy } from '../fairness/close-case.js';
import type { Clock } from '../shared/clock.js';
import type { Caller } from '../shared/lock-caller.js';
import { lookAsSupport, ownAccount, type Supporter } from './act-as-support.js';
import { assertThere } from './assert-there.js';

interface SupportRequest {
  supporter: Supporter;
  reason: string;
}

/** Cases that are answered at most. */
export const MAX_CASES = 100;

/** The oldest open cases, or all of a student. @throws Problem not-found for nobody; those of lookAsSupport. */
export function readFlags(
  { db }: { db: Knex },
  { supporter, reason, userId }: SupportRequest & { userId: string | undefined },
): Promise<Case[]> {
  const deed = { supporter, deed: 'listed-flags', reason, studentId: userId ?? null } as const;
  return lookAsSupport({ db }, deed, async (trx) => {
    if (!userId) return listOpenCases(trx, MAX_CASES);
    await assertThere(userId, trx);
    return (await listCasesOf(trx, userId)).slice(-MAX_CASES);
  });
}

/** Questions that students have reported. @throws those of lookAsSupport. */
export function readReports(
  { db }: { db: Knex },
  { supporter, reason, ...part }: SupportRequest & Part,
): Promise<ReportedQuestion[]> {
  const deed = { supporter, deed: 'listed-reports', reason, studentId: null } as const;
  return lookAsSupport({ db }, deed, (trx) => listReported(trx, part));
}

/**
 * The audit log, newest first; that it is read is a line of it.
 * @throws Problem not-found for the lines of nobody; those of lookAsSupport.
 */
export function readAudit(
  { db }: { db: Knex },
  { supporter, reason, ...part }: SupportRequest & Part & { subjectId: string | undefined },
): Promise<AuditEntry[]> {
  const deed = { supporter, deed: 'read-audit', reason, studentId: part.subjectId ?? null } as const;
  return lookAsSupport({ db }, deed, async (trx) => {
    if (part.subjectId) await assertThere(part.subjectId, trx);
    return listAudit(trx, part);
  });
}

/** The note tells of the students, and a line of nobody would keep it when they are gone. */
const WHERE_NOTE_IS = 'The note is with flag.closed.';

/**
 * Closes a case with a note, which its students get in their exports; the reason is the note.
 * @throws Problem not-found where there is no such open case; not-allowed for one's own; those of lookAsSupport.
 */
export function closeFlag(
  { db, clock }: { db: Knex; clock: Clock },
  { supporter, reason, caseId }: { supporter: Caller; reason: string; caseId: string },
): Promise<void> {
  const details = { caseId };
  const deed = { supporter, deed: 'closed-flag', reason: WHERE_NOTE_IS, studentId: null, details } as const;
  return lookAsSupport({ db }, deed, async (trx) => {
    const closed = { caseId, note: reason, now: clock() };
    const students = await closeCaseBy({ kind: 'user', id: supporter.userId }, closed, trx);
    if (students.length === 0) throw new Problem('not-found', 'There is no such open case.');
    if (students.includes(supporter.userId)) throw ownAccount();
  });
}
