import type { Knex } from 'knex';
import type { Flow } from '../../domain/runs/flows.js';
import type { FlowRows } from '../../services/runs/flow-rows.js';
import {
  buildErasure,
  buildExport,
  buildGuide,
  buildLessonIndex,
  buildMail,
  buildMaterial,
  buildQuestion,
  buildQuiz,
  buildQuizAttempt,
  buildReembedding,
  buildStreak,
  buildStudySession,
  buildTopic,
} from './factories/index.js';

/** What may be said of an open row of any flow. */
export interface OpenRow {
  userId: string;
  status?: 'queued' | 'processing';
  nextCheckAt?: Date;
  runNo?: number;
}

type Builders = { [F in Flow]: (db: Knex, row: OpenRow) => Promise<FlowRows[F]> };

const BUILDERS: Builders = {
  answerQuestion: (db, row) => buildQuestion(db, { status: 'queued', ...row }),
  exportAccount: (db, row) => buildExport(db, { status: 'queued', ...row }),
  sendMail: (db, row) => buildMail(db, { status: 'queued', ...row }),
  reembedMaterial: async (db, row) => {
    const { id: materialId } = await buildMaterial(db, { ownerId: row.userId });
    return buildReembedding(db, { status: 'queued', ...row, materialId });
  },
  buildGuide: async (db, row) => {
    const { id } = await buildMaterial(db, { ownerId: row.userId });
    return buildGuide(db, { status: 'queued', ...row, id });
  },
  ingestMaterial: (db, { userId: ownerId, ...row }) => buildMaterial(db, { status: 'queued', ...row, ownerId }),
  deleteMaterial: (db, { userId: ownerId, ...row }) => buildMaterial(db, { ...row, ownerId, status: 'deleting' }),
  eraseAccount: (db, row) => buildErasure(db, { status: 'queued', ...row }),
  closeStudySession: (db, row) => buildStudySession(db, { ...row, status: 'running' }),
  indexLessons: (db, { userId: _nobody, ...row }) => buildLessonIndex(db, { status: 'queued', ...row }),
  generateQuiz: async (db, row) => buildQuiz(db, { status: 'queued', ...row, topicId: (await buildTopic(db)).id }),
  timeQuizAttempt: async (db, row) => {
    const { id: quizId } = await buildQuiz(db, { userId: row.userId, topicId: (await buildTopic(db)).id });
    return buildQuizAttempt(db, { ...row, quizId, status: 'running' });
  },
  keepStreak: (db, row) => buildStreak(db, { ...row, status: 'running' }),
};

/** Removes what rows of every flow hang on: students, erasures and the index of lessons. */
export async function removeRuns(db: Knex): Promise<void> {
  for (const table of ['users', 'erasures', 'lesson_indexes']) await db(table).delete();
}

/** A row that a flow has still to work on: queued, if nothing else is said. */
export const buildOpenRow = <F extends Flow>(flow: F, db: Knex, row: OpenRow): Promise<FlowRows[F]> =>
  BUILDERS[flow](db, row);
