import type { Knex } from 'knex';
import type { WorkKind } from '../../domain/support/work-kinds.js';
import { buildExport, buildMail, buildMaterial, buildQuestion, buildQuiz, buildTopic } from './factories/index.js';

/** Columns that rows of all these kinds have; which states there are differs. */
interface Work {
  userId: string;
  id?: string;
  status?: string;
}
type Build = (db: Knex, row: Work & { status?: never }) => Promise<{ id: string }>;

const BUILD: Record<WorkKind, Build> = {
  materials: (db, { userId, ...row }) => buildMaterial(db, { ownerId: userId, title: 'Secret tides', ...row }),
  questions: (db, row) => buildQuestion(db, { question: 'Secret tides?', ...row }),
  quizzes: async (db, row) => buildQuiz(db, { topicId: (await buildTopic(db)).id, ...row }),
  mails: buildMail,
  exports: buildExport,
};

/** A row of a kind that support may do something with. @returns it, its id at least */
export const buildWork = (db: Knex, kind: WorkKind, row: Work): Promise<{ id: string }> =>
  BUILD[kind](db, row as Work & { status?: never });
