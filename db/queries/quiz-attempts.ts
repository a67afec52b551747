import type { Knex } from 'knex';
import { raw } from 'objection';
import type { GradeProblem, GradeRule } from '../../domain/quizzes/grading/grade.js';
import type { GivenAnswer, QuestionForm, QuestionKey } from '../../domain/quizzes/question.js';
import type { RetireReason } from '../../domain/quizzes/retirement.js';
import type { ItemSums } from '../../domain/quizzes/statistics/item-sums.js';
import { QuizAttempt } from '../models/quiz-attempt.js';
import { columnsOf } from './columns.js';
import { topicNameOf } from './subjects.js';

/** What is told of a question once its attempt has ended. */
export interface QuestionResult {
  mark: number;
  rule: GradeRule;
  problem: GradeProblem | null;
  isNew: boolean;
  key: QuestionKey;
  explanation: string;
  lessonId: string | null;
  lessonTitle: string | null;
  /** These three are null of a lesson; the first two also once the material is gone. */
  materialId: string | null;
  materialTitle: string | null;
  pageNo: number | null;
  /** Null of a material, and before the first heading of a lesson. */
  section: string | null;
  /** Empty once the material is gone. */
  quote: string;
  /** What was found to be bad about it since. */
  retiredReason: RetireReason | null;
  /** What first answers to it add up to; null where nobody's were counted. */
  counted: Pick<ItemSums, 'answers' | 'marks'> | null;
}

/** A question of an attempt, in the order of the quiz. */
export interface AttemptQuestion {
  id: string;
  stem: string;
  form: QuestionForm;
  /** Whether it was generated for the student. */
  isGenerated: boolean;
  answer: GivenAnswer | null;
  revision: number;
  /** ISO 8601. */
  answeredAt: string | null;
  /** Null until the attempt has ended. */
  result: QuestionResult | null;
}

/** An attempt with its questions. */
export interface AttemptWithQuestions extends QuizAttempt {
  /** Its quiz's, subject/topic. */
  topic: string | null;
  lessonId: string | null;
  materialIds: string[];
  questions: AttemptQuestion[];
}

/** A key is read where the attempt has ended, and nowhere else. */
const RESULT = `CASE WHEN a.status = 'ended' THEN json_build_object('mark', w.mark, 'rule', w.rule,
  'problem', w.problem, 'isNew', w.is_new, 'key', q.key, 'explanation', q.explanation, 'lessonId', q.lesson_id,
  'lessonTitle', l.title, 'materialId', q.material_id, 'materialTitle', m.title,
  'pageNo', CAST(q.evidence ->> 'pageNo' AS integer), 'section', q.evidence ->> 'section',
  'quote', q.evidence ->> 'quote',
  'retiredReason', q.retired_reason, 'counted',
  (SELECT json_build_object('answers', s.answers, 'marks', s.marks) FROM question_statistics s
   WHERE s.question_id = q.id)) END`;

/** One of a student's attempts, in one statement: so that nothing of it is from before its end and the rest from after. */
export async function findAttempt(db: Knex, userId: string, id: string): Promise<AttemptWithQuestions | undefined> {
  const [attempt] = await QuizAttempt.query(db)
    .alias('a')
    .join('quizzes as z', 'z.id', 'a.quizId')
    .where({ 'a.userId': userId, 'a.id': id })
    .select(
      'a.*',
      'z.lessonId',
      'z.materialIds',
      raw(`${topicNameOf('z.topic_id')} AS topic`),
      raw(`(SELECT json_agg(json_build_object('id', q.id, 'stem', q.stem, 'form', q.form,
          'isGenerated', q.owner_id IS NOT NULL, 'answer', w.answer,
          'revision', w.revision, 'answeredAt', w.answered_at, 'result', ${RESULT}) ORDER BY i.position)
        FROM quiz_answers w JOIN quiz_questions q ON q.id = w.question_id
        JOIN quiz_items i ON i.quiz_id = a.quiz_id AND i.question_id = w.question_id
        LEFT JOIN lessons l ON l.id = q.lesson_id LEFT JOIN materials m ON m.id = q.material_id
        WHERE w.attempt_id = a.id) AS questions`),
    )
    .castTo<AttemptWithQuestions[]>();
  return attempt;
}

/** An attempt that has ended, as it stands in the history. */
export interface FinishedAttempt extends Pick<QuizAttempt, 'id' | 'quizId' | 'number' | 'startedAt' | 'pausedMs'> {
  topic: string | null;
  lessonId: string | null;
  materialIds: string[];
  endedAt: Date;
  endedBy: 'student' | 'deadline';
  score: number;
  xp: number;
  questions: number;
  right: number;
}

/** A student's attempts that have ended; on one topic only, where it is said. */
const finished = (db: Knex, userId: string, topic: string | undefined) => {
  const attempts = db('quizAttempts as a')
    .join('quizzes as z', 'z.id', 'a.quizId')
    .where({ 'a.userId': userId, 'a.status': 'ended' })
    .orderBy('a.id', 'desc');
  return topic === undefined ? attempts : attempts.whereRaw(`${topicNameOf('z.topic_id')} = ?`, [topic]);
};

const OF_ATTEMPT = ['id', 'quizId', 'number', 'startedAt', 'pausedMs', 'endedAt', 'endedBy', 'score', 'xp'];
const FINISHED = `${columnsOf('a', OF_ATTEMPT)}, ${columnsOf('z', ['lessonId', 'materialIds'])},
  answers.questions, answers.right, ${topicNameOf('z.topic_id')} AS topic`;

/** Those, the one that was begun last first; those after `cursor` only. */
export async function listFinishedAttempts(
  db: Knex,
  userId: string,
  { limit, cursor, topic }: { limit: number; cursor?: string | undefined; topic?: string | undefined },
): Promise<FinishedAttempt[]> {
  const attempts = finished(db, userId, topic)
    .joinRaw(
      `CROSS JOIN LATERAL (SELECT count(*) AS questions, count(*) FILTER (WHERE w.mark = 1) AS "right"
         FROM quiz_answers AS w WHERE w.attempt_id = a.id) AS answers`,
    )
    .limit(limit)
    .select<FinishedAttempt[]>(db.raw(FINISHED));
  return cursor ? attempts.where('a.id', '<', cursor) : attempts;
}

/** The scores of a student's last attempts that have ended, the latest first. */
export async function listScores(
  db: Knex,
  userId: string,
  { most, topic }: { most: number; topic?: string | undefined },
): Promise<number[]> {
  return finished(db, userId, topic).limit(most).pluck('a.score');
}
