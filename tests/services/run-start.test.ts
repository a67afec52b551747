import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { FLOW_NAMES, FLOWS } from '../../domain/runs/flows.js';
import { firstRun } from '../../services/runs/run-start.js';

test.each(FLOW_NAMES)('the first run of %s begins in the first of its open states, and is due soon', (flow) => {
  const [id, now] = [randomUUID(), new Date()];
  const { status, workflowId, nextCheckAt } = firstRun(flow, id, now);
  expect([status, workflowId]).toEqual([FLOWS[flow].open[0], `${FLOWS[flow].idPrefix}:${id}:1`]);
  expect(nextCheckAt.getTime()).toBeGreaterThan(now.getTime());
});
