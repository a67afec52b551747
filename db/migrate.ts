import knex, { type Knex } from 'knex';
import pg from 'pg';
import { connectionSettings, SILENT } from './knex.js';
import * as notices from './migrations/0001-notices.js';
import * as accounts from './migrations/0002-accounts.js';
import * as catalog from './migrations/0003-catalog.js';
import * as materials from './migrations/0004-materials.js';
import * as questions from './migrations/0005-questions.js';
import * as aiSpending from './migrations/0006-ai-spending.js';
import * as leaving from './migrations/0007-leaving.js';
import * as plumbing from './migrations/0008-plumbing.js';
import * as wrongProofs from './migrations/0009-wrong-proofs.js';
import * as wordsOnly from './migrations/0010-words-only.js';
import * as guides from './migrations/0011-guides.js';
import * as searchWords from './migrations/0012-search-words.js';
import * as aiTokens from './migrations/0013-ai-tokens.js';
import * as game from './migrations/0014-game.js';
import * as unsubscribeCodes from './migrations/0015-unsubscribe-codes.js';
import * as languages from './migrations/0016-languages.js';
import * as lessons from './migrations/0017-lessons.js';
import * as study from './migrations/0018-study.js';
import * as reviews from './migrations/0019-reviews.js';
import * as xpSource from './migrations/0020-xp-source.js';
import * as lessonChunks from './migrations/0021-lesson-chunks.js';
import * as progress from './migrations/0022-progress.js';
import * as recommendations from './migrations/0023-recommendations.js';
import * as fsrsWeights from './migrations/0024-fsrs-weights.js';
import * as quizzes from './migrations/0025-quizzes.js';
import * as itemStatistics from './migrations/0026-item-statistics.js';
import * as generatedQuestions from './migrations/0027-generated-questions.js';
import * as generatedCards from './migrations/0028-generated-cards.js';
import * as retirement from './migrations/0029-retirement.js';
import * as friends from './migrations/0030-friends.js';
import * as leaderboards from './migrations/0031-leaderboards.js';
import * as leagues from './migrations/0032-leagues.js';
import * as flags from './migrations/0033-flags.js';
import * as questionsByUser from './migrations/0034-questions-by-user.js';
import * as pageCounts from './migrations/0035-page-counts.js';
import * as pageLabels from './migrations/0036-page-labels.js';
import * as tableHeads from './migrations/0037-table-heads.js';
import * as boardStatistics from './migrations/0038-board-statistics.js';
import * as moreFormats from './migrations/0039-more-formats.js';
import * as tableFormats from './migrations/0040-table-formats.js';
import * as pageLanguages from './migrations/0041-page-languages.js';
import * as pictures from './migrations/0043-pictures.js';
import * as soonerSearched from './migrations/0044-sooner-searched.js';
import * as supportReasons from './migrations/0045-support-reasons.js';
import * as erasureMails from './migrations/0046-erasure-mails.js';
import * as writtenQuestions from './migrations/0047-written-questions.js';
import * as oldReasons from './migrations/0048-old-reasons.js';

/** A statement that changes a large table takes longer than one of a request or an activity may. */
const STATEMENT_MS = 30_000;

interface Migration {
  name: string;
  up(trx: Knex): Promise<void>;
}

/** In order; forward only, and never edited once landed. */
const MIGRATIONS: Migration[] = [
  { name: '0001-notices', up: notices.up },
  { name: '0002-accounts', up: accounts.up },
  { name: '0003-catalog', up: catalog.up },
  { name: '0004-materials', up: materials.up },
  { name: '0005-questions', up: questions.up },
  { name: '0006-ai-spending', up: aiSpending.up },
  { name: '0007-leaving', up: leaving.up },
  { name: '0008-plumbing', up: plumbing.up },
  { name: '0009-wrong-proofs', up: wrongProofs.up },
  { name: '0010-words-only', up: wordsOnly.up },
  { name: '0011-guides', up: guides.up },
  { name: '0012-search-words', up: searchWords.up },
  { name: '0013-ai-tokens', up: aiTokens.up },
  { name: '0014-game', up: game.up },
  { name: '0015-unsubscribe-codes', up: unsubscribeCodes.up },
  { name: '0016-languages', up: languages.up },
  { name: '0017-lessons', up: lessons.up },
  { name: '0018-study', up: study.up },
  { name: '0019-reviews', up: reviews.up },
  { name: '0020-xp-source', up: xpSource.up },
  { name: '0021-lesson-chunks', up: lessonChunks.up },
  { name: '0022-progress', up: progress.up },
  { name: '0023-recommendations', up: recommendations.up },
  { name: '0024-fsrs-weights', up: fsrsWeights.up },
  { name: '0025-quizzes', up: quizzes.up },
  { name: '0026-item-statistics', up: itemStatistics.up },
  { name: '0027-generated-questions', up: generatedQuestions.up },
  { name: '0028-generated-cards', up: generatedCards.up },
  { name: '0029-retirement', up: retirement.up },
  { name: '0030-friends', up: friends.up },
  { name: '0031-leaderboards', up: leaderboards.up },
  { name: '0032-leagues', up: leagues.up },
  { name: '0033-flags', up: flags.up },
  { name: '0034-questions-by-user', up: questionsByUser.up },
  { name: '0035-page-counts', up: pageCounts.up },
  { name: '0036-page-labels', up: pageLabels.up },
  { name: '0037-table-heads', up: tableHeads.up },
  { name: '0038-board-statistics', up: boardStatistics.up },
  { name: '0039-more-formats', up: moreFormats.up },
  { name: '0040-table-formats', up: tableFormats.up },
  { name: '0041-page-languages', up: pageLanguages.up },
  { name: '0043-pictures', up: pictures.up },
  { name: '0044-sooner-searched', up: soonerSearched.up },
  { name: '0045-support-reasons', up: supportReasons.up },
  { name: '0046-erasure-mails', up: erasureMails.up },
  { name: '0047-written-questions', up: writtenQuestions.up },
  { name: '0048-old-reasons', up: oldReasons.up },
];

const source: Knex.MigrationSource<Migration> = {
  getMigrations: async () => MIGRATIONS,
  getMigrationName: (migration) => migration.name,
  getMigration: async (migration) => ({
    up: migration.up,
    down: async () => {
      throw new Error('Migrations go forward only');
    },
  }),
};

/**
 * Brings a database to the newest schema; safe to run from several processes at once: they take turns.
 * @throws Error also where another's turn took longer than a statement may
 */
export async function migrateToLatest(databaseUrl: string): Promise<void> {
  const db = knex({
    client: 'pg',
    connection: connectionSettings(databaseUrl, STATEMENT_MS) as Knex.PgConnectionConfig,
    pool: { min: 0, max: 2 },
    log: SILENT,
  });
  try {
    await inTurn(databaseUrl, () => db.migrate.latest({ migrationSource: source }));
  } finally {
    await db.destroy();
  }
}

/**
 * knex's own lock is a row of a table that it makes before it locks anything: on an empty database processes would
 * make it at the same time, and two rows in it are a lock that is never free again.
 */
async function inTurn(databaseUrl: string, work: () => Promise<unknown>): Promise<void> {
  const client = new pg.Client(connectionSettings(databaseUrl, STATEMENT_MS));
  // A connection that the server ends must not end us.
  client.on('error', () => {});
  await client.connect();
  try {
    // The time of the statement bounds the wait alone: migrations may take longer than a lock of rows may be held.
    await client.query('SET lock_timeout = 0');
    // Held by the session: a transaction that is idle while migrations run would be ended.
    await client.query(`SELECT pg_advisory_lock(hashtextextended('migrations', 0))`);
    await work();
  } finally {
    // Its end gives the lock back.
    await client.end();
  }
}
