import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { originalKey } from '../../domain/object-keys.js';
import { audit } from '../../services/audit/audit.js';
import type { AuditDeps } from '../../services/audit/check.js';
import { CHECKS } from '../../services/audit/checks.js';
import { createTemporalClient, createWorkflowStarter } from '../../temporal-config/client.js';
import { type Classmate, type Classroom, DEEDS, signUpClassmate } from '../chaos/class/classmate.js';
import { openClassroom } from '../chaos/class/open-classroom.js';
import { eventually } from '../support/eventually.js';
import { putObject } from '../support/objects.js';
import { runCommand } from '../support/run-command.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let client: ReturnType<typeof createTemporalClient>;
let classroom: Classroom;
let classmate: Classmate;
let deps: AuditDeps;

/** Two who did everything that the product knows, over HTTP and with a worker. */
beforeAll(async () => {
  app = await startTestApp();
  await app.startWorker();
  client = createTemporalClient(app.config);
  const starter = createWorkflowStarter(client, app.config.TASK_QUEUE_PREFIX);
  deps = { ...app, starter, graceSeconds: 0 };
  classroom = await openClassroom(app, { random: () => 0.5, isOver: () => false });
  const [first, second] = [await signUpClassmate(classroom), await signUpClassmate(classroom)];
  if (!first || !second) throw new Error('nobody could sign up');
  classmate = first;
  const { upload, ask, read, quiz, study, review, befriend, look } = DEEDS;
  await upload(classmate, classroom);
  await eventually(() => app.db('materials').where({ status: 'ready' }).first('id'));
  for (const deed of [ask, read, quiz, study, review, befriend, look]) await deed(classmate, classroom);
  await befriend(second, classroom);
  await befriend(classmate, classroom);
  await app.db('study_sessions').where({ userId: classmate.student.id }).update({ focusMs: 600_000 });
  await classmate.student.client.POST('/study/end');
  await eventually(() => app.db('questions').where({ status: 'answered' }).first('id'));
  const days = ['leaderboard', '--from', yesterday(), '--to', yesterday()];
  await app.db.transaction(async (trx) => {
    await trx.raw('ALTER TABLE xp_logs DISABLE TRIGGER xp_logs_append_only');
    // As if it had been yesterday, so that there is a board of it.
    await trx('xp_logs').update({ createdAt: trx.raw("created_at - interval '1 day'") });
    await trx.raw('ALTER TABLE xp_logs ENABLE TRIGGER xp_logs_append_only');
  });
  expect(await runCommand('cli/jobs.ts', days, app.env)).toMatchObject({ code: 0 });
}, 180_000);
afterAll(async () => {
  await client.connection.close();
  await app.close();
});

const yesterday = () => new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

/** The findings of each check, by its name; those without any are left out. */
async function findingsOf(db: Knex, more: Partial<AuditDeps> = {}): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for await (const { check, findings } of audit({ ...deps, db, ...more }, {}, new AbortController().signal))
    if (findings.length > 0) found[check.name] = findings.map(({ wrong }) => wrong);
  return found;
}

test('nothing is found of those who did everything', async () => {
  const rows: Record<string, number> = {};
  const found: string[] = [];
  for await (const report of audit(deps, {}, new AbortController().signal)) {
    rows[report.check.name] = report.rows;
    found.push(...report.findings.map(({ wrong }) => `${report.check.name}: ${wrong}`));
  }
  expect(found).toEqual([]);
  // Everything was there to be looked at: a check of nothing finds nothing.
  const { uploads, reasons, spending, ...others } = rows;
  expect(Object.entries(others).filter(([, count]) => count === 0)).toEqual([]);
  expect(Object.keys(rows)).toEqual(CHECKS.map(({ name }) => name));
});

/** What goes wrong, in SQL, and what is said of it; of a student, where `:user` stands. */
const PLANTED: Record<string, [sql: string, said: RegExp]> = {
  uploads: [
    `INSERT INTO materials (id, owner_id, title, format, status, created_at)
     VALUES (gen_random_uuid(), :user, 'Notes', 'pdf', 'uploading', now() - interval '4 hours')`,
    /^uploading since/,
  ],
  reasons: [
    `UPDATE questions SET status = 'failed', answer = NULL, failure = 'Bewitched' WHERE user_id = :user`,
    /^failed for Bewitched$/,
  ],
  pages: ['UPDATE materials SET pages_done = pages_done + 1 WHERE owner_id = :user', /^\d done and 0 failed are kept/],
  chunks: ['UPDATE chunk_vectors SET searchable = false WHERE owner_id = :user', /of which 0 are searched/],
  'xp-without-cause': ['DELETE FROM study_minutes WHERE user_id = :user', /^study:/],
  'cause-without-xp': ["DELETE FROM xp_logs WHERE user_id = :user AND kind = 'lesson'", /^lesson:/],
  'question-without-xp': ["DELETE FROM xp_logs WHERE user_id = :user AND kind = 'question'", /^answered, and student/],
  caps: [
    `INSERT INTO xp_logs (id, user_id, cause, kind, source_id, requested, granted, study_day, time_zone, day_starts_at, earned_at)
     SELECT gen_random_uuid(), user_id, 'question:again', kind, source_id, 75, 75, study_day, time_zone, day_starts_at, earned_at
     FROM xp_logs WHERE user_id = :user AND kind = 'question'`,
    /^question of .*: 90 XP, at most 75$/,
  ],
  levels: ['UPDATE user_levels SET xp = xp + 7 WHERE user_id = :user', /XP at level \d+ are kept, the ledger has/],
  'study-days': ['DELETE FROM streak_days WHERE user_id = :user', /has XP and is not studied$/],
  streaks: ['UPDATE streaks SET length = 5, longest = 5 WHERE id = :user', /^the streak is 5 through/],
  mastery: ['UPDATE topic_progress SET answers = answers + 1 WHERE user_id = :user', /by its answers/],
  quizzes: [
    'DELETE FROM quiz_items WHERE position = 1 AND quiz_id IN (SELECT id FROM quizzes WHERE user_id = :user)',
    /^5 questions are kept, 4 are there$/,
  ],
  scores: ['UPDATE quiz_answers SET mark = 1 WHERE user_id = :user', /^score .*, mean 1$/],
  items: ['UPDATE question_statistics SET answers = answers + 1', /^2 answers with \d+ are kept, 1 with/],
  reviews: [
    'UPDATE review_cards SET reviews = reviews + 1 WHERE user_id = :user AND reviews > 0',
    /^2 reviews are kept/,
  ],
  spending: [
    `INSERT INTO ai_budget (id, day, user_id, spent_micros) VALUES (gen_random_uuid(), '2026-03-02', :user, 5)`,
    /^5 micro-dollars are kept, 0 by the calls$/,
  ],
  boards: [
    "DELETE FROM leaderboard_entries WHERE user_id = :user AND board_id IN (SELECT id FROM leaderboards WHERE period = 'day')",
    /^day of .*: 0 XP, by the ledger \d+$/,
  ],
  ranks: [`UPDATE leaderboard_entries SET rank = 2 WHERE user_id = :user`, /: rank 2 at position 1$/],
};

test.each(Object.entries(PLANTED))('finds of %s what is planted', async (name, [sql, said]) => {
  const found = await planted(sql);
  expect(found[name]?.[0]).toMatch(said);
});

/** Does harm, looks, and takes it back. */
async function planted(sql: string, more: Partial<AuditDeps> = {}): Promise<Record<string, string[]>> {
  const trx = await app.db.transaction();
  try {
    // The database would refuse most of it.
    await trx.raw("SET LOCAL session_replication_role = 'replica'");
    await trx.raw(sql, { user: classmate.student.id });
    return await findingsOf(trx, more);
  } finally {
    await trx.rollback();
  }
}

test('finds open rows without a run, those that nobody looks at, and a run that ended without its row', async () => {
  const open = (columns: string) =>
    `UPDATE questions SET status = 'processing', answer = NULL, finished_at = NULL, updated_at = now() - interval '1 hour', ${columns}
     WHERE user_id = :user`;
  expect((await planted(open('next_check_at = now()')))['open-rows']?.[0]).toMatch(
    /its run question:\S+ has ended without it$/,
  );
  expect((await planted(open("next_check_at = now(), workflow_id = 'question:x:1'")))['open-rows']?.[0]).toMatch(
    /question:x:1 is not known to Temporal$/,
  );
  expect((await planted(open('next_check_at = NULL')))['open-rows']?.[0]).toMatch(/has not looked at it in time$/);
  // One that was queued a moment ago may not have been started yet.
  const young = open("next_check_at = now(), workflow_id = 'question:x:1'").replace(
    "now() - interval '1 hour'",
    'now()',
  );
  expect((await planted(young, { graceSeconds: 600 }))['open-rows']).toBeUndefined();
});

test('finds rows without their object, of another length, and objects without a row, once they are old enough', async () => {
  const materialId = classmate.materials[0]?.id ?? '';
  const key = originalKey(materialId);
  expect((await planted('UPDATE materials SET bytes = bytes + 1 WHERE owner_id = :user')).objects).toEqual([
    expect.stringMatching(/^the object m\/\S+ has \d+ bytes, its row says \d+$/),
  ]);
  expect(
    (await planted('UPDATE user_profiles SET avatar_id = gen_random_uuid() WHERE user_id = :user')).objects,
  ).toEqual([expect.stringMatching(/^the object u\/\S+ is not there$/)]);
  expect((await planted('DELETE FROM materials WHERE owner_id = :user')).orphans).toEqual([
    `no row names the object ${key}`,
  ]);
  const orphan = originalKey(randomUUID());
  await putObject(app.config, orphan, Buffer.from('x'));
  expect((await findingsOf(app.db)).orphans).toEqual([`no row names the object ${orphan}`]);
  expect((await findingsOf(app.db, { graceSeconds: 600 })).orphans).toBeUndefined();
});

test('npm run audit tells what a finding means and exits with 1, and with 3 where it cannot look', async () => {
  const run = (args: string[], env = {}) => runCommand('cli/audit.ts', args, { ...app.env, ...env });
  const found = await run(['--only', 'orphans,levels', '--grace', '0']);
  expect(found.code).toBe(1);
  expect(found.out).toMatch(/^WRONG orphans: every object has its row/m);
  expect(found.out).toContain('1 found. A process was killed between the two');
  expect(found.out).toMatch(/^ok {4}levels: /m);
  expect(await run(['--only', 'orphans'])).toMatchObject({ code: 0, out: expect.stringContaining('as it should be') });
  const away = await run(['--only', 'levels'], { DATABASE_URL: 'postgres://127.0.0.1:1/x' });
  expect(away).toMatchObject({ code: 3, err: expect.stringMatching(/^The audit could not look at everything: /) });
  expect(await run(['--only', 'nothing'])).toMatchObject({ code: 2, err: expect.stringContaining('npm run audit') });
});
