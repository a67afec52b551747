import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { createTemporalClient } from '../../temporal-config/client.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import { keep, record, replay } from '../support/histories.js';
import { askMaterials } from '../support/ingest.js';
import { listKeys, listUploads } from '../support/objects.js';
import { createStudent, type Student, upload } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let student: Student;
beforeAll(async () => {
  app = await startTestApp({ OCR_WORKERS: '1' });
  await app.startWorker();
  student = await createStudent(app);
});
afterAll(() => app.close());

const post = (path: string, headers: Record<string, string> = {}) => student.fetch(path, { method: 'POST', headers });
const remove = (id: string) => student.fetch(`/materials/${id}`, { method: 'DELETE' });
const row = (id: string) => app.db('materials').where({ id }).first();

/** What an answered question has brought stays. */
const GAME = ['xp_logs', 'user_levels', 'user_stats', 'user_achievements', 'streaks', 'streak_days'];
/** What the worker's schedules write, at whichever hour this runs. */
const BY_THE_CLOCK = ['recommendation_shards', 'recommendations', 'leaderboard_runs', 'leaderboards', 'flag_days'];
/**
 * Kept on purpose: the pages read today, for the day's limit. Of no material: the code in the sign-up's letter. Notices
 * are looked at by what they tell of.
 */
const APART = ['page_admissions', 'one_time_codes', 'notices', ...GAME, ...BY_THE_CLOCK];
/** The rows of every table, and the bucket with its unfinished uploads. */
const everything = async () => {
  const { rows } = await app.db.raw(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`);
  const tables = rows.map(({ tablename }: { tablename: string }) => tablename);
  const counts: Record<string, unknown> = {};
  for (const table of tables.sort()) {
    if (!APART.includes(table)) counts[table] = (await app.db(table).count())[0];
  }
  return { counts, keys: (await listKeys(app.config)).sort(), parts: await listUploads(app.config) };
};

test('cancel and retry in the middle of a scan lose no page and read none twice; delete leaves nothing', async () => {
  const before = await everything();
  const words = (page: number) => `Page ${page} of the scan tells of the tides. `.repeat(3);
  const pages = Array.from({ length: 5 }, (_, index) => ({ text: words(index + 1), scanned: true }));
  const { id } = await body(await upload(student, await makePdf(pages)));
  const done = () => app.db('material_pages').where({ materialId: id }).orderBy('pageNo').select('pageNo', 'runNo');
  await eventually(async () => (await done()).length >= 1);
  expect(await body(await student.fetch(`/materials/${id}`))).toMatchObject({ progress: { phase: 'reading' } });
  await post(`/materials/${id}/cancel`);
  const kept = await done();
  expect(kept.length).toBeLessThan(5);
  expect((await post(`/materials/${id}/retry`)).status).toBe(202);
  await eventually(async () => (await row(id)).finishedAt !== null);
  const material = await body(await student.fetch(`/materials/${id}`));
  expect(material).toMatchObject({ status: 'ready', pagesDone: 5, pagesFailed: 0, progress: null });
  const all = await done();
  expect(all.map(({ pageNo }) => pageNo)).toEqual([1, 2, 3, 4, 5]);
  expect(all.slice(0, kept.length)).toEqual(kept);

  const question = await askMaterials(student, 'What does page 3 of the scan tell of?');
  expect(question.status).toBe('answered');
  expect((await remove(id)).status).toBe(204);
  await eventually(async () => (await row(id)) === undefined);
  const quotes = await app.db('citations').where({ questionId: question.id }).select('materialId', 'quote');
  for (const citation of quotes) expect(citation).toEqual({ materialId: null, quote: '' });
  await app.db('threads').delete();
  expect(await everything()).toEqual(before);
  expect(await app.db('notices').where({ topic: id })).toEqual([]);
});

test('deleted in the middle of the work, it leaves nothing either', async () => {
  const sample = await readFile('stack/sample/sample.pdf');
  const before = await everything();
  const { id } = await body(await upload(student, sample));
  await eventually(async () => (await row(id))?.status === 'processing');
  expect((await remove(id)).status).toBe(204);
  await eventually(async () => (await row(id)) === undefined);
  expect(await everything()).toEqual(before);
  const client = createTemporalClient(app.config);
  await eventually(async () => {
    const { status } = await client.workflow.getHandle(`ingest:${id}:1`).describe();
    return status.name !== 'RUNNING';
  });
  expect(await everything()).toEqual(before);
  const recording = await record(client, `delete-material:${id}:2`);
  await keep('delete-material', recording);
  await replay(recording);
  await client.connection.close();
});

test('cancelled, repeated and deleted all at once in the middle of the work, it leaves nothing', async () => {
  const before = await everything();
  const pages = Array.from({ length: 3 }, (_, index) => ({ text: `Tide number ${index}.`, scanned: true }));
  const { id } = await body(await upload(student, await makePdf(pages)));
  await eventually(async () => (await row(id))?.status === 'processing');
  const asked = await Promise.all(
    [1, 2, 3].flatMap(() => [post(`/materials/${id}/cancel`), post(`/materials/${id}/retry`), remove(id)]),
  );
  for (const { status } of asked) expect([200, 202, 204, 404, 409]).toContain(status);
  await eventually(async () => (await row(id)) === undefined);
  expect(await everything()).toEqual(before);
});
