import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { createTemporalClient } from '../../temporal-config/client.js';
import { body } from '../support/body.js';
import { keep, record, replay } from '../support/histories.js';
import { runSchedule } from '../support/run-schedule.js';
import { insertReviews, STRONG, simulateReviews } from '../support/simulated-reviews.js';
import { createStudent } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let client: Client;
beforeAll(async () => {
  app = await startTestApp();
  client = createTemporalClient(app.config);
});
afterAll(async () => {
  await client.connection.close();
  await app.close();
});

test('the monthly training gives a student weights of their own, says since when, and replays', async () => {
  const student = await createStudent(app);
  await insertReviews(app.db, student.id, simulateReviews({ memory: STRONG }, { reviews: 600, seed: 3 }));
  const answers = async () => body(await student.fetch('/onboarding'));
  expect(await answers()).toMatchObject({ personalWeightsSince: null });

  // A worker that is killed while it trains leaves nothing behind, and another takes over.
  const killed = await app.startWorker();
  const { workflowId } = await runSchedule(app, client, 'trainWeights');
  await killed.kill();
  await app.startWorker();
  const result = await client.workflow.getHandle(workflowId).result();
  expect(result).toEqual({ personal: 1, usual: 0, failed: 0, next: null });
  const { since } = await app.db('review_weights').where({ userId: student.id }).first();
  expect(await answers()).toMatchObject({ personalWeightsSince: since });

  const recording = await record(client, workflowId);
  await keep('train-weights', recording);
  await replay(recording);
});
