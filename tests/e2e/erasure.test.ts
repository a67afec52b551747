import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { PERSONAL_TABLES } from '../../db/personal-data.js';
import { erasedKey } from '../../domain/object-keys.js';
import { reconcile } from '../../services/runs/reconcile.js';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { createTemporalClient, createWorkflowStarter } from '../../temporal-config/client.js';
import { eventually } from '../support/eventually.js';
import { type FullAccount, fillAccount } from '../support/full-account.js';
import { keep, record, replay } from '../support/histories.js';
import { json } from '../support/http.js';
import { askMaterials, ingest } from '../support/ingest.js';
import { listKeys } from '../support/objects.js';
import { listRedisKeys } from '../support/redis.js';
import { createStudent, PASSWORD, type Student, upload } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let client: Client;
beforeAll(async () => {
  app = await startTestApp({ ERASURE_GRACE_DAYS: '0.00005', ERASURE_SECOND_PASS_MINUTES: '0.02' });
  client = createTemporalClient(app.config);
  await app.startWorker();
});
afterAll(async () => {
  await client.connection.close();
  await app.close();
});

const leave = (student: Student) => student.fetch('/users/me', json('DELETE', { proof: { password: PASSWORD } }));
const rowsOf = async (userId: string): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { table, owner } of PERSONAL_TABLES) {
    const [{ count } = { count: 0 }] = await app.db(table).whereRaw(owner, { userId }).count();
    counts[table] = Number(count);
  }
  return counts;
};
/** What was sent to an address, in lines as long as they were written. */
const mailsTo = async (address: string): Promise<string[]> => {
  const folder = app.config.MAIL_FOLDER;
  const files = await readdir(folder);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return texts.map((text) => text.replaceAll(/=\r?\n/g, '')).filter((text) => text.includes(address));
};
const isKnown = async (workflowId: string): Promise<boolean> => {
  try {
    await client.workflow.getHandle(workflowId).describe();
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
};
const runsOf = async (userId: string): Promise<string[]> => {
  const ids: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query: `UserId = '${userId}'` })) ids.push(workflowId);
  return ids;
};
/** Tables in which a text stands anywhere, in whatever column. */
const tablesWith = async (text: string): Promise<string[]> => {
  const { rows } = await app.db.raw(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`);
  const found: string[] = [];
  for (const { tablename } of rows) {
    const hit = await app.db.raw(`SELECT 1 FROM ?? AS t WHERE CAST(t AS text) ILIKE ? LIMIT 1`, [
      tablename,
      `%${text}%`,
    ]);
    if (hit.rows.length > 0) found.push(tablename);
  }
  return found;
};

/** A student with something in every table and real runs behind some of it. */
async function liveALittle(): Promise<{ student: Student; account: FullAccount; workflowIds: string[] }> {
  const student = await createStudent(app);
  const account = await fillAccount(app, student);
  const material = await ingest(student, await readFile('stack/sample/sample.pdf'));
  expect(material.status).toBe('ready');
  const question = await askMaterials(student, 'How large is the tidal range at Burntcoat Head?');
  const workflowIds = [`ingest:${material.id}:1`, `question:${question.id}:1`];
  for (const workflowId of workflowIds) expect(await isKnown(workflowId)).toBe(true);
  return { student, account, workflowIds };
}

describe('a student who leaves', () => {
  test('is gone everywhere, and nobody else is', async () => {
    const { student, account, workflowIds } = await liveALittle();
    const stranger = await liveALittle();
    const before = { rows: await rowsOf(stranger.student.id), runs: (await runsOf(stranger.student.id)).sort() };
    for (const [table, count] of Object.entries(before.rows)) expect([table, count > 0]).toEqual([table, true]);

    expect((await leave(student)).status).toBe(202);
    const { id: erasureId } = await app
      .db('erasures')
      .where({ userId: student.id })
      .whereNot({ status: 'cancelled' })
      .first('id');
    const finished = () => app.db('erasures').where({ id: erasureId, status: 'done' }).first();
    const receipt = await eventually(finished, 150_000);

    // The last mail names the receipt; the address is forgotten once it is out.
    const told = () => app.db('mails').where({ erasureId, kind: 'erasure-finished', status: 'sent' }).first();
    expect(await eventually(told)).toMatchObject({ userId: null, recipientAddress: null });
    expect(await mailsTo(student.email)).toContainEqual(expect.stringMatching(RegExp(`was erased[^]*${erasureId}`)));
    expect(await app.db('audit_log').whereRaw("details->>'erasureId' = ?", [erasureId]).pluck('action')).toEqual(
      expect.arrayContaining(['erasure.requested', 'erasure.finished']),
    );

    // Rows, by the list and by looking at everything there is.
    expect(Object.values(await rowsOf(student.id)).every((count) => count === 0)).toBe(true);
    for (const trace of [student.id, student.email, account.secret, account.materialId]) {
      expect([trace, await tablesWith(trace)]).toEqual([trace, []]);
    }
    // Objects.
    const keys = await listKeys(app.config);
    expect(keys.filter((key) => key.includes(student.id) || account.keys.includes(key))).toEqual([
      erasedKey(student.id),
    ]);
    // Counts of calls live a minute; of pages that are kept nobody asked for one.
    const cached = (await listRedisKeys(app.config)).filter((key) => key.includes(student.id));
    for (const key of cached) expect(key).toMatch(/:limit:(general|sign-in):/);
    // Runs.
    expect(await runsOf(student.id)).toEqual([]);
    for (const workflowId of workflowIds) expect([workflowId, await isKnown(workflowId)]).toEqual([workflowId, false]);

    // The receipt says what, and not whose.
    expect(receipt).toMatchObject({ userId: null, phase: null });
    expect(receipt.receipt).toMatchObject({ users: 1, materials: 2, material_pages: 7, sessions: 1 });
    expect(receipt.receipt.files).toBeGreaterThanOrEqual(4);
    expect(receipt.receipt.workflowRuns).toBeGreaterThanOrEqual(3);

    // The others.
    expect(await rowsOf(stranger.student.id)).toEqual(before.rows);
    expect((await runsOf(stranger.student.id)).sort()).toEqual(before.runs);
    expect(keys).toEqual(expect.arrayContaining(stranger.account.keys));
    expect((await stranger.student.fetch('/auth/me')).status).toBe(200);

    // The run that did it names nobody, and replays.
    const workflowId = `erase:${erasureId}:1`;
    const recording = await record(client, workflowId);
    expect(JSON.stringify(recording)).not.toContain(student.id);
    await keep('erase-account', recording);
    await replay(recording);
  });
});

describe('from the request on', () => {
  test('nothing new is made, whatever is under way at that moment', async () => {
    const student = await createStudent(app);
    await app.db('users').where({ id: student.id }).update({ emailVerifiedAt: new Date() });
    const once = (content: unknown) => json('POST', content, { 'Idempotency-Key': crypto.randomUUID() });
    const files = await Promise.all(
      Array.from({ length: 8 }, (_, index) => makePdf([{ text: `Document ${index} is uploaded in the very moment.` }])),
    );
    const attempts: (() => Promise<Response>)[] = [
      ...files.map((file) => () => upload(student, file)),
      ...files.map((_, index) => () => student.fetch('/materials/query', once({ question: `What is ${index}?` }))),
      ...files.map(() => () => student.fetch('/users/me/export', { method: 'POST' })),
      ...files.map((_, index) => () => student.fetch('/onboarding', once({ goals: [`goal ${index}`] }))),
      ...files.map(() => () => student.fetch('/auth/email/resend', { method: 'POST' })),
      ...files.map(
        () => () => fetch(`${app.api.url}/api/v1/auth/refresh`, once({ refreshToken: student.refreshToken })),
      ),
    ];
    const middle = attempts.length / 2;
    const responses = await Promise.all([
      ...attempts.slice(0, middle).map((attempt) => attempt()),
      leave(student),
      ...attempts.slice(middle).map((attempt) => attempt()),
    ]);
    expect(responses[middle]?.status).toBe(202);
    for (const { status } of responses) expect([200, 202, 401, 403]).toContain(status);

    const open = async () => {
      const tables = ['materials', 'questions', 'exports'];
      const owner = (table: string) => (table === 'materials' ? { ownerId: student.id } : { userId: student.id });
      const rows = await Promise.all(
        tables.map((table) => app.db(table).where(owner(table)).whereIn('status', ['queued', 'processing'])),
      );
      return rows.flat();
    };
    expect(await open()).toEqual([]);
    expect(await app.db('sessions').where({ userId: student.id }).whereNull('revokedAt')).toEqual([]);
    const { mails: _, ...atOnce } = await rowsOf(student.id);
    await reconcile({ ...app, starter: createWorkflowStarter(client, app.config.TASK_QUEUE_PREFIX) });
    for (const { status } of await Promise.all(attempts.map((attempt) => attempt())))
      expect([401, 403]).toContain(status);
    for (const [table, count] of Object.entries(await rowsOf(student.id))) {
      if (table in atOnce) expect([table, count <= (atOnce[table] ?? 0)]).toEqual([table, true]);
    }
    await eventually(async () => (await app.db('users').where({ id: student.id })).length === 0, 150_000);
    expect(await tablesWith(student.id)).toEqual([]);
  });
});
