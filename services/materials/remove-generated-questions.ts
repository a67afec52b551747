import type { Knex } from 'knex';
import { Quiz } from '../../db/models/quiz.js';
import { QuizAttempt } from '../../db/models/quiz-attempt.js';
import { QuizItem } from '../../db/models/quiz-item.js';
import { QuizQuestion } from '../../db/models/quiz-question.js';
import { blankEvidence, clearDrafts, nextQuizOf } from '../../db/queries/generated-removal.js';

/**
 * Removes the questions that were generated from a material: those of quizzes that were never begun go, and with the
 * last one its quiz. Those that the student was asked stay, so that results stay as they were, and so do cards; their
 * quotes are blanked. What runs have drafted from it goes as well.
 */
export async function removeGeneratedQuestions(materialId: string, db: Knex): Promise<void> {
  await clearDrafts(db, materialId);
  for (;;) {
    const quizId = await nextQuizOf(db, materialId);
    if (!quizId) return;
    await removeFromQuiz(quizId, materialId, db);
  }
}

/** With the quiz locked, so that no attempt begins meanwhile. A question that another quiz has is left to that one. */
const removeFromQuiz = (quizId: string, materialId: string, db: Knex): Promise<void> =>
  db.transaction(async (trx) => {
    const quiz = await Quiz.query(trx).findById(quizId).forNoKeyUpdate();
    if (!quiz) return;
    if (quiz.makes === 'cards' || (await QuizAttempt.query(trx).findOne({ quizId }).select('id'))) {
      await blankEvidence(trx, quizId, materialId);
      return;
    }
    const ofMaterial = QuizQuestion.query(trx).where({ materialId }).select('id');
    const gone = await QuizItem.query(trx)
      .where({ quizId })
      .whereIn('questionId', ofMaterial)
      .delete()
      .returning('questionId');
    const left = (quiz.questionCount ?? 0) - gone.length;
    if (left > 0) await quiz.$query(trx).patch({ questionCount: left });
    else await quiz.$query(trx).delete();
    const ids = gone.map(({ questionId }) => questionId).toSorted();
    const items = QuizItem.query(trx).whereColumn('quizItems.questionId', 'quizQuestions.id');
    await QuizQuestion.query(trx).findByIds(ids).whereNotExists(items).delete();
  });
