import type { Knex } from 'knex';
import type { NoticeKind } from '../../domain/game/notices.js';
import type { FailureType } from '../../domain/runs/failures.js';
import { FLOWS } from '../../domain/runs/flows.js';
import { FLOW_OF, type WorkKind } from '../../domain/support/work-kinds.js';
import type { AuditEntry } from '../models/audit-entry.js';
import type { StreakDay } from '../models/streak-day.js';

/** A part of a list, newest first. */
export interface Part<Cursor = string> {
  limit: number;
  /** The last of the part before. */
  cursor?: Cursor | undefined;
}

/** A row that runs work on, without what its owner wrote. */
export interface WorkedOn {
  id: string;
  status: string;
  failure: FailureType | null;
  runNo: number;
  workflowId: string | null;
  createdAt: Date;
  finishedAt: Date | null;
  facts: Record<string, string | number | null>;
}

/** Counts and fixed words of each kind that say more of it. */
const FACTS: Record<WorkKind, readonly string[]> = {
  materials: ['format', 'phase', 'bytes', 'page_count', 'pages_done', 'pages_failed'],
  questions: ['phase', 'grounding', 'provider', 'model'],
  quizzes: ['makes', 'source', 'wished', 'question_count'],
  mails: ['kind'],
  exports: ['bytes', 'expires_at'],
};

const camel = (column: string): string => column.replaceAll(/_([a-z])/g, (_match, letter) => letter.toUpperCase());

/** A student's rows of a kind, newest first. */
export async function listWorkedOnOf(
  db: Knex,
  kind: WorkKind,
  { userId, limit, cursor }: Part & { userId: string },
): Promise<WorkedOn[]> {
  const { ownerColumn } = FLOWS[FLOW_OF[kind]];
  const rows = workedOn(db, kind)
    .where({ [String(ownerColumn)]: userId })
    .orderBy('id', 'desc')
    .limit(limit);
  return cursor ? rows.where('id', '<', cursor) : rows;
}

/** A row of a kind that is there. @throws Error where it is not. */
export async function findWorkedOn(db: Knex, kind: WorkKind, id: string): Promise<WorkedOn> {
  const [row] = await workedOn(db, kind).where({ id });
  if (!row) throw new Error('a row that is held is gone');
  return row;
}

function workedOn(db: Knex, kind: WorkKind) {
  const facts = FACTS[kind].map((column) => `'${camel(column)}', ${column}`).join(', ');
  return db(FLOWS[FLOW_OF[kind]].table)
    .select<WorkedOn[]>('id', 'status', 'failure', 'runNo', 'workflowId', 'createdAt', 'finishedAt')
    .select<WorkedOn[]>(db.raw(`json_build_object(${facts}) AS facts`));
}

/** Whose a row of a kind is; undefined where there is none, or it is nobody's. */
export async function ownerOfRow(db: Knex, kind: WorkKind, id: string): Promise<string | undefined> {
  const { table, ownerColumn } = FLOWS[FLOW_OF[kind]];
  const row: Record<string, string | null> | undefined = await db(table).where({ id }).first(String(ownerColumn));
  return row?.[String(ownerColumn)] ?? undefined;
}

/** How each study day of a student was judged, newest first. */
export async function listJudgedDays(
  db: Knex,
  { userId, limit, cursor }: Part & { userId: string },
): Promise<StreakDay[]> {
  const days = db('streakDays').where({ userId }).orderBy('day', 'desc').limit(limit).select<StreakDay[]>('*');
  return cursor ? days.where('day', '<', cursor) : days;
}

/** A notice, without what it is made of. */
export interface ToldNotice {
  id: string;
  kind: NoticeKind;
  seenAt: Date | null;
  createdAt: Date;
}

/** What a student was told, newest first. */
export async function listToldNotices(
  db: Knex,
  { userId, limit, cursor }: Part & { userId: string },
): Promise<ToldNotice[]> {
  const notices = db('notices').where({ userId }).orderBy('id', 'desc').limit(limit);
  if (cursor) notices.where('id', '<', cursor);
  return notices.select<ToldNotice[]>('id', 'kind', 'seenAt', 'createdAt');
}

/** The audit log, or what concerns one person, newest first. */
export async function listAudit(
  db: Knex,
  { subjectId, limit, cursor }: Part & { subjectId?: string | undefined },
): Promise<AuditEntry[]> {
  const entries = db('auditLog').orderBy('id', 'desc').limit(limit).select<AuditEntry[]>('*');
  if (subjectId) entries.where({ subjectId });
  return cursor ? entries.where('id', '<', cursor) : entries;
}

/** A question that students have reported, and how often for each reason. */
export interface ReportedQuestion {
  questionId: string;
  isRetired: boolean;
  reports: number;
  reasons: Record<string, number>;
}

/** Questions that students have reported, in the order of their ids. */
export async function listReported(db: Knex, { limit, cursor }: Part): Promise<ReportedQuestion[]> {
  const { rows } = await db.raw<{ rows: ReportedQuestion[] }>(
    `SELECT question_id AS "questionId", is_retired AS "isRetired", CAST(sum(reports) AS integer) AS reports,
       json_object_agg(reason, reports) AS reasons
     FROM (SELECT r.question_id, q.retired_at IS NOT NULL AS is_retired, r.reason, count(*) AS reports
       FROM question_reports r JOIN quiz_questions q ON q.id = r.question_id
       WHERE CAST(:cursor AS uuid) IS NULL OR r.question_id > CAST(:cursor AS uuid)
       GROUP BY r.question_id, q.id, r.reason) AS each
     GROUP BY question_id, is_retired ORDER BY question_id LIMIT :limit`,
    { cursor: cursor ?? null, limit },
  );
  return rows;
}
