import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FLOW_NAMES, FLOWS } from '../../domain/runs/flows.js';
import { buildLessonIndex, buildStudent } from '../support/factories/index.js';
import { fillAccount } from '../support/full-account.js';
import { openTestData, type TestData } from '../support/test-data.js';

/** An account with a finished row in each table that runs work on. */
let data: TestData;
beforeAll(async () => {
  data = await openTestData();
  await fillAccount(data, await buildStudent(data.db));
  await buildLessonIndex(data.db);
});
afterAll(() => data.close());

const TABLES = [...new Set(FLOW_NAMES.map((flow) => FLOWS[flow].table))];

/** What a row has only while a run works on it, by table. */
const OF_RUN: Record<string, object> = {
  materials: { phase: 'reading' },
  questions: { phase: 'checking', draft: '{}' },
  guides: { draft: '{}' },
  quizzes: { draft: '{}' },
  mails: { recipientAddress: 'who@example.org' },
  erasures: { phase: 'grace' },
  streaks: { wakeAt: new Date() },
  study_sessions: { closesAt: new Date() },
  quiz_attempts: { closesAt: new Date(), pausedAt: new Date() },
};

/** What a row has only once it is finished, by table: as it is while the row is open. */
const OF_END: Record<string, object> = {
  questions: { answer: null },
  study_sessions: { endedAt: null },
  quizzes: { questionCount: null },
  quiz_attempts: { endedAt: null, endedBy: null, score: null, xp: null },
};

/** The state of a row that is worked on, by table, where it is another. */
const OPEN_STATE: Record<string, string> = {
  streaks: 'running',
  study_sessions: 'running',
  quiz_attempts: 'running',
};

/** Tries a change of one finished row of a table, and gives it back. */
async function change(table: string, row: object): Promise<void> {
  const trx = await data.db.transaction();
  try {
    const finished = trx(table).whereNotNull('finishedAt').orderBy('id').limit(1);
    expect(await trx(table).whereIn('id', finished.select('id')).update(row)).toBe(1);
  } finally {
    await trx.rollback();
  }
}

test('the flows name all the tables that runs work on', async () => {
  const rows = await data.db('information_schema.columns').where({ columnName: 'workflow_id' }).select('tableName');
  expect(rows.map(({ tableName }) => tableName).sort()).toEqual(TABLES.toSorted());
});

describe.each(TABLES)('of %s', (table) => {
  const ofRun = { nextCheckAt: new Date(), ...OF_RUN[table] };
  const reopened = { status: OPEN_STATE[table] ?? 'processing', ...OF_END[table] };

  test('an open row has what a run needs', () => change(table, { ...reopened, finishedAt: null, ...ofRun }));

  test('an open row is not finished', () => expect(change(table, reopened)).rejects.toThrow(`${table}_finished_check`));

  test('a finished row says when', () =>
    expect(change(table, { finishedAt: null, ...ofRun })).rejects.toThrow(`${table}_finished_check`));

  test.each(Object.entries(ofRun))('a finished row keeps no %s', (name, value) =>
    expect(change(table, { [name]: value })).rejects.toThrow(/_(cleared|phase_if_open)_check/),
  );
});
