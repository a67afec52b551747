import type { Knex } from 'knex';
import type { StoredQuestion } from '../../domain/quizzes/generation/draft-of.js';
import type { SourceRef } from '../../domain/text/source-ref.js';
import type { Quiz } from '../models/quiz.js';
import { QuizQuestion } from '../models/quiz-question.js';

/** A question that was generated for an earlier quiz of a student. */
export interface EarlierQuestion extends StoredQuestion, Pick<QuizQuestion, 'id' | 'kind'> {
  /** The text that its quote is said to stand in. */
  place: SourceRef;
  quote: string;
  /** When a quiz of the student had it last. */
  askedAt: Date;
}

/** Questions that are looked at; a quiz has 30 at most. */
const MAX_EARLIER = 200;

/**
 * The questions of a quiz's source that earlier quizzes of its student had, of the pages, kinds and difficulty that it
 * may have, those asked longest ago first; none that was retired.
 */
export async function listEarlierQuestions(db: Knex, quiz: Quiz): Promise<EarlierQuestion[]> {
  const { userId, topicId, lessonId, materialIds, pageFrom, pageTo, kinds, difficulty } = quiz;
  const questions = QuizQuestion.query(db)
    .alias('q')
    .join('quizItems as i', 'i.questionId', 'q.id')
    .join('quizzes as z', 'z.id', 'i.quizId')
    .where({ 'q.ownerId': userId, 'z.makes': 'quiz' })
    .whereNull('q.retiredAt')
    .groupBy('q.id')
    .orderByRaw('max(z.created_at), q.id')
    .limit(MAX_EARLIER)
    .select('q.*', db.raw('max(z.created_at) AS asked_at'));
  if (materialIds.length > 0) questions.whereIn('q.materialId', materialIds);
  else questions.where({ 'q.topicId': topicId, ...(lessonId && { 'q.lessonId': lessonId }) });
  if (pageFrom !== null && pageTo !== null)
    questions.whereRaw(`CAST(q.evidence ->> 'pageNo' AS integer) BETWEEN ? AND ?`, [pageFrom, pageTo]);
  if (kinds) questions.whereIn('q.kind', kinds);
  if (difficulty) questions.where({ 'q.difficulty': difficulty });
  const rows = (await questions) as (QuizQuestion & { askedAt: Date })[];
  return rows.flatMap(({ id, kind, stem, form, key, evidence, askedAt, ...of }) => {
    const place = placeOf({ ...of, evidence }, materialIds.length > 0);
    return place ? [{ id, kind, stem, form, key, place, quote: evidence.quote, askedAt }] : [];
  });
}

function placeOf(
  { materialId, lessonId, evidence }: Pick<QuizQuestion, 'materialId' | 'lessonId' | 'evidence'>,
  isOfMaterials: boolean,
): SourceRef | undefined {
  if (isOfMaterials)
    return materialId !== null && 'pageNo' in evidence ? { materialId, pageNo: evidence.pageNo } : undefined;
  return lessonId === null ? undefined : { lessonId };
}
