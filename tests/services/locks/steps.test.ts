import { describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { FLOW_NAMES, FLOWS } from '../../../domain/runs/flows.js';
import { whileLocked } from '../../support/locks.js';
import { tableContents } from '../../support/table-contents.js';
import { accountSteps } from './steps/account-steps.js';
import { learningSteps } from './steps/learning-steps.js';
import { materialSteps } from './steps/material-steps.js';
import { questionSteps } from './steps/question-steps.js';
import { type Step, useSteps } from './steps/use-steps.js';

const stepTests = useSteps();
const { services, tests } = stepTests;
const SUPERSEDED = { type: 'Superseded' };

const STEPS: (Step & { step: string })[] = Object.entries<Step>({
  ...materialSteps(stepTests),
  ...questionSteps(stepTests),
  ...accountSteps(stepTests),
  ...learningSteps(stepTests),
}).map(([step, how]) => ({ step, ...how }));

const rowOf = ({ flow }: Step, id: string, db: Knex = services.db) => db(FLOWS[flow].table).where({ id });
const runOf = async ({ arrange }: Step) => {
  const { id, runNo } = await arrange();
  return { id, runNo };
};

test('every flow whose steps write in a run has its steps here', () => {
  // Rows of a material that is deleted go in any case, whichever run removes them.
  const written = FLOW_NAMES.filter((flow) => flow !== 'deleteMaterial');
  expect([...new Set(STEPS.map(({ flow }) => flow))].toSorted()).toEqual(written.toSorted());
});

describe('a step waits for whoever holds its row, and', () => {
  test.each(STEPS)('$step writes nothing when that was the start of the next run', async (step) => {
    const run = await runOf(step);
    const before = await tableContents(services.db);
    const stepped = whileLocked(
      services.db,
      (trx) => rowOf(step, run.id, trx).update({ runNo: 2 }),
      () => step.act(run),
    );
    await expect(stepped).rejects.toMatchObject(SUPERSEDED);
    await rowOf(step, run.id).update({ runNo: 1 });
    expect(await tableContents(services.db)).toEqual(before);
  });
});

describe('a step whose run is superseded while it waits for others', () => {
  test.each(STEPS.filter(({ waits }) => waits))('$step writes nothing any more', async (step) => {
    const run = await runOf(step);
    let before: object | undefined;
    tests.meanwhile = async () => {
      await rowOf(step, run.id).update({ runNo: 2 });
      before = await tableContents(services.db);
    };
    await expect(step.act(run)).rejects.toMatchObject(SUPERSEDED);
    expect(before).toBeDefined();
    expect(await tableContents(services.db)).toEqual(before);
  });
});
