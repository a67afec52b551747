import type { Knex } from 'knex';
import type { Transaction } from 'objection';

/** Takes what runs have drafted from a material out of their rows; they go on with what else they have. */
export async function clearDrafts(db: Knex, materialId: string): Promise<void> {
  await db.raw(
    `UPDATE quizzes SET draft = NULL, updated_at = clock_timestamp()
     WHERE material_ids @> ARRAY[CAST(:materialId AS uuid)] AND draft IS NOT NULL`,
    { materialId },
  );
}

/** A quiz that has a question whose quote stands in a material, those first that were never begun. */
export async function nextQuizOf(db: Knex, materialId: string): Promise<string | undefined> {
  const [row] = await db('quizQuestions as q')
    .join('quizItems as i', 'i.questionId', 'q.id')
    .where({ 'q.materialId': materialId })
    .orderByRaw('EXISTS (SELECT FROM quiz_attempts a WHERE a.quiz_id = i.quiz_id), i.quiz_id')
    .limit(1)
    .select('i.quizId');
  return row?.quizId;
}

/** Blanks the quotes of a quiz's questions from a material; no quiz takes these questions any more. */
export async function blankEvidence(trx: Transaction, quizId: string, materialId: string): Promise<void> {
  await trx.raw(
    `UPDATE quiz_questions AS q SET material_id = NULL, evidence = jsonb_set(q.evidence, '{quote}', '""'),
       retired_at = COALESCE(q.retired_at, now()), retired_for = COALESCE(q.retired_for, 'removed'),
       updated_at = clock_timestamp()
     WHERE q.material_id = :materialId AND q.id IN (SELECT question_id FROM quiz_items WHERE quiz_id = :quizId)`,
    { quizId, materialId },
  );
}
