import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { QuizAttempt } from '../../../db/models/quiz-attempt.js';
import { writeNotices } from '../../../db/queries/notices.js';
import { listGraded, listScoredAttempts, type ScoredAttempt } from '../../../db/queries/quiz-corrections.js';
import { correctionOf } from '../../../domain/quizzes/result.js';
import type { RetireReason } from '../../../domain/quizzes/retirement.js';
import { inBatches } from '../../../lib/in-batches.js';
import { addCorrection } from '../../game/add-correction.js';
import { lockIfActive } from '../../shared/active-user.js';
import { audit } from '../../shared/audit.js';
import type { Clock } from '../../shared/clock.js';
import type { RetiredBy } from './retire-question.js';

/** Attempts that one query names. */
const BATCH = 100;

/** A question that was retired, what was bad about it, and who has found it out. */
interface Retired {
  questionId: string;
  reason: RetireReason;
  by: RetiredBy;
}

/** How many attempts there were, how many were corrected, and what XP were given. */
export interface CorrectedScores {
  attempts: number;
  corrected: number;
  xp: number;
}

/**
 * Gives those who were asked a retired question the score that they have without it, where that is higher, and the XP
 * that the higher one brings; each is told. One attempt after the other, each in a transaction of its own: what was
 * corrected stays so where it breaks off, and the next time it finds what is left.
 * @throws the signal's reason, with some corrected.
 */
export async function correctScores(
  { db, clock }: { db: Knex; clock: Clock },
  retired: Retired,
  signal?: AbortSignal,
): Promise<CorrectedScores> {
  const done: CorrectedScores = { attempts: 0, corrected: 0, xp: 0 };
  for await (const batch of inBatches<ScoredAttempt>(BATCH, (last, limit) =>
    listScoredAttempts(db, retired.questionId, { after: last?.id, limit }),
  ))
    for (const attempt of batch) {
      signal?.throwIfAborted();
      done.attempts += 1;
      if (!correctionOf(attempt.questions, attempt.score)) continue;
      const points = await db.transaction((trx) => correctAttempt(attempt, retired, clock(), trx));
      if (points === undefined) continue;
      done.corrected += 1;
      done.xp += points;
    }
  return done;
}

/** @returns XP that were given; undefined where somebody else has corrected it, or its owner leaves */
async function correctAttempt(
  { id, userId }: ScoredAttempt,
  { questionId, reason, by }: Retired,
  now: Date,
  trx: Transaction,
): Promise<number | undefined> {
  if (!(await lockIfActive(userId, trx))) return undefined;
  const attempt = await QuizAttempt.query(trx).findById(id).forNoKeyUpdate();
  if (attempt?.score == null) return undefined;
  const correction = correctionOf(await listGraded(trx, id), attempt.score);
  if (!correction) return undefined;
  const { score, points } = correction;
  const [before, percent] = [attempt.score, score].map((one) => Math.round(one * 100)) as [number, number];
  if (points > 0) await addCorrection({ userId, cause: `quiz-correction:${id}`, sourceId: id, points }, now, trx);
  await attempt.$query(trx).patch({ score, xp: (attempt.xp ?? 0) + points });
  const facts = { attemptId: id, reason, before, percent, xp: points };
  await writeNotices(trx, userId, [{ kind: 'score-corrected', topic: `${id}:${questionId}`, facts }]);
  const details = { attemptId: id, questionId, before, percent, points };
  await audit({ action: 'score.corrected', actor: { kind: by }, subjectId: userId, details }, trx);
  return points;
}
