import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from '@temporalio/client';
import type { Knex } from 'knex';
import { createKnex } from '../../db/knex.js';
import { createTemporalClient } from '../../temporal-config/client.js';
import { SCHEDULE_NAMES } from '../../temporal-config/schedules.js';
import { createJobs } from '../../temporal-config/trigger-schedule.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import { openPrivateStack, type PrivateStack } from '../support/private-stack.js';
import { runCommand } from '../support/run-command.js';
import { createStudent, upload } from '../support/student.js';
import { expectWhole, isReady, makeDocument, pagesOf } from './ingestion.js';

let stack: PrivateStack;
let db: Knex;
let temporal: Client;
beforeAll(async () => {
  stack = await openPrivateStack();
  db = createKnex(stack.config.DATABASE_URL, 2);
  temporal = createTemporalClient(stack.config);
});
afterAll(async () => {
  await temporal.connection.close();
  await db.destroy();
  await stack.close();
});

test("Temporal's database lost: the schedules come back, what was open ends, timers sleep again, the audit is clean", async () => {
  const student = await createStudent(stack);
  const { id } = await body(await upload(student, await makeDocument('a course', { text: 10, scanned: 6 })));
  const { data: session } = await student.client.POST('/study/start', { body: { mode: 'free' } });
  await eventually(async () => (await pagesOf(db, id)).length >= 10);
  loseDatabase();
  await stack.kill('temporal');
  await stack.back('temporal');
  const { data: asked } = await student.client.POST('/ai/doubt', { body: { question: 'What moves the tides?' } });
  await eventually(async () => (await scheduleIds()).length === SCHEDULE_NAMES.length, 180_000);
  await createJobs(temporal, stack.config.TASK_QUEUE_PREFIX).run('reconcile');
  await eventually(isReady(db, id), 180_000);
  await expectWhole(db, id, 16);
  const isOver = () => db('questions').where({ id: asked?.id }).whereNotNull('finishedAt').first('status', 'failure');
  // Nothing that it could be answered from was read by then.
  expect(await eventually(isOver)).toEqual({ status: 'abstained', failure: null });
  expect(await db('study_sessions').where({ id: session?.id }).first('status')).toEqual({ status: 'running' });
  const audit = (...args: string[]) => runCommand('cli/audit.ts', ['--grace', '0', ...args], stack.env);
  await eventually(async () => (await audit('--only', 'open-rows')).code === 0, 240_000);
  const { code, out } = await audit();
  expect(out.split('\n').filter((line) => line.startsWith('WRONG'))).toEqual([]);
  expect(code).toBe(0);
}, 600_000);

/** Removes the files under the process that has them open, so that its next start finds none. */
function loseDatabase(): void {
  const { data } = stack.home;
  for (const name of readdirSync(data, { recursive: true, encoding: 'utf8' }))
    if (/temporal\.db(-\w+)?$/.test(name)) rmSync(join(data, name));
}

async function scheduleIds(): Promise<string[]> {
  const ids: string[] = [];
  for await (const { scheduleId } of temporal.schedule.list()) ids.push(scheduleId);
  return ids;
}
