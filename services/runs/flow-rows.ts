import type { Model, ModelClass } from 'objection';
import { Erasure } from '../../db/models/erasure.js';
import { Export } from '../../db/models/export.js';
import { Guide } from '../../db/models/guide.js';
import { LessonIndex } from '../../db/models/lesson-index.js';
import { Mail } from '../../db/models/mail.js';
import { Material } from '../../db/models/material.js';
import { Question } from '../../db/models/question.js';
import { Quiz } from '../../db/models/quiz.js';
import { QuizAttempt } from '../../db/models/quiz-attempt.js';
import { Reembedding } from '../../db/models/reembedding.js';
import type { RunEntity } from '../../db/models/run-entity.js';
import { Streak } from '../../db/models/streak.js';
import { StudySession } from '../../db/models/study-session.js';
import { FLOWS, type Flow } from '../../domain/runs/flows.js';

/** The model of each flow's rows. */
const MODELS = {
  answerQuestion: Question,
  exportAccount: Export,
  sendMail: Mail,
  reembedMaterial: Reembedding,
  buildGuide: Guide,
  generateQuiz: Quiz,
  ingestMaterial: Material,
  deleteMaterial: Material,
  eraseAccount: Erasure,
  closeStudySession: StudySession,
  timeQuizAttempt: QuizAttempt,
  keepStreak: Streak,
  indexLessons: LessonIndex,
} satisfies Record<Flow, new () => Omit<RunEntity, keyof Model>>;

/** What a row of each flow is. */
export type FlowRows = { [F in Flow]: InstanceType<(typeof MODELS)[F]> };

/** The model of a flow's rows, by what all of them have in common. */
export const modelOf = (flow: Flow): ModelClass<RunEntity> => MODELS[flow] as unknown as ModelClass<RunEntity>;

/** Whose a flow's row is; null where it is nobody's. */
export function ownerOf<F extends Flow>(flow: F, row: FlowRows[F]): string | null {
  const { ownerColumn } = FLOWS[flow];
  return ownerColumn && ((row as unknown as Record<string, string | null>)[ownerColumn] ?? null);
}
