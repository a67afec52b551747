import type { Knex } from 'knex';
import { listCards } from '../../db/queries/cards.js';
import { findStudentNow } from '../../db/queries/dashboard.js';
import { listLessons } from '../../db/queries/lessons.js';
import { listMaterials } from '../../db/queries/materials.js';
import { listNotices } from '../../db/queries/notices.js';
import { listThreads } from '../../db/queries/questions.js';
import { listFinishedAttempts, listScores } from '../../db/queries/quiz-attempts.js';
import { listStudyDays } from '../../db/queries/study.js';
import { listSubjects } from '../../db/queries/subjects.js';
import { listXp } from '../../db/queries/xp.js';
import { TREND_SCORES } from '../../domain/quizzes/trend.js';
import { createLog } from '../../log.js';
import { readBoard } from '../../services/boards/read-board.js';
import { makeDashboard } from '../../services/dashboard/make-dashboard.js';
import { readFriends } from '../../services/friends/read-friends.js';
import { readProgress } from '../../services/progress/read-progress.js';
import { readRecommendations } from '../../services/recommendations/read-recommendations.js';
import { listDue } from '../../services/reviews/list-due.js';
import { systemClock } from '../../services/shared/clock.js';
import { TOPIC } from './fill.js';

/** What a route reads for its answer. */
export interface Read {
  path: string;
  read(db: Knex, userId: string): Promise<unknown>;
}

/** As the routes ask: one row more than the 20 that are shown. */
const PAGE = { limit: 21 };

/** Every list, each as it is asked for without options. */
export const LISTS: readonly Read[] = [
  { path: '/materials', read: (db, userId) => listMaterials(db, userId, PAGE) },
  { path: `/lessons/${TOPIC}`, read: (db, userId) => listLessons(db, userId, TOPIC) },
  {
    path: '/quiz/history',
    read: async (db, userId) => [
      await listFinishedAttempts(db, userId, PAGE),
      await listScores(db, userId, { most: TREND_SCORES }),
    ],
  },
  { path: '/friends', read: (db, userId) => readFriends({ db, clock: systemClock }, { userId, page: PAGE }) },
  { path: '/reviews/due', read: (db, userId) => listDue({ db, clock: systemClock }, userId) },
  { path: '/gamification/xp', read: (db, userId) => listXp(db, userId, PAGE) },
  { path: '/subjects', read: listSubjects },
  {
    path: '/progress',
    read: (db, userId) => readProgress({ db, clock: systemClock }, { userId, days: 14 }),
  },
  {
    path: '/leaderboard',
    read: (db, userId) => readBoard({ db }, { userId, period: 'week', scope: 'friends', view: 'around' }),
  },
];

/** What else is read most, beside the lists. */
export const READS: readonly Read[] = [
  ...LISTS,
  {
    path: '/dashboard',
    read: async (db, userId) => {
      const student = await findStudentNow(db, userId);
      return student && makeDashboard({ db, clock: systemClock, log: createLog('silent', 'bench') }, student);
    },
  },
  { path: '/recommendations', read: (db, userId) => readRecommendations({ db, clock: systemClock }, userId) },
  { path: '/notices', read: (db, userId) => listNotices(db, userId, PAGE) },
  { path: '/cards', read: (db, userId) => listCards(db, userId, PAGE) },
  { path: '/ai/doubt/history', read: (db, userId) => listThreads(db, userId, PAGE) },
  { path: '/study/history', read: (db, userId) => listStudyDays(db, userId, PAGE) },
];

/** A statement as it was sent. */
export interface Sent {
  sql: string;
  bindings: unknown[];
}

/** What a read sends to PostgreSQL, in its order. */
export async function statementsOf({ read }: Read, db: Knex, userId: string): Promise<Sent[]> {
  const sent: Sent[] = [];
  const note = ({ sql, bindings = [] }: { sql: string; bindings?: unknown[] }) => void sent.push({ sql, bindings });
  db.on('query', note);
  try {
    await read(db, userId);
  } finally {
    db.off('query', note);
  }
  return sent;
}
