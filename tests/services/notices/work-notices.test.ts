import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createLog } from '../../../log.js';
import { finishExport } from '../../../services/account/export/finish-export.js';
import { deleteMaterial } from '../../../services/materials/delete-material.js';
import { finishMaterial } from '../../../services/materials/finish-material.js';
import type { Caller } from '../../../services/shared/lock-caller.js';
import { buildCaller } from '../../support/build-caller.js';
import { buildExport, buildMaterial, buildPage } from '../../support/factories/index.js';
import { openTestData, type TestData } from '../../support/test-data.js';
import { createToldStarter } from '../../support/told-starter.js';

let data: TestData;
let caller: Caller;
beforeAll(async () => {
  data = await openTestData();
});
afterAll(() => data.close());
beforeEach(async () => {
  caller = await buildCaller(data.db);
});

const deps = () => ({ ...data, starter: createToldStarter(), log: createLog('silent', 'test') });
const own = () => ({ userId: caller.userId });
const notices = () => data.db('notices').where(own()).select('kind', 'topic', 'facts', 'seenAt');

/** A material of two pages, of which some were read, whose run ends. */
async function finishedWith(done: number): Promise<string> {
  const { userId: ownerId } = caller;
  const { id } = await buildMaterial(data.db, { ownerId, status: 'processing', pageCount: 2 });
  for (let pageNo = 1; pageNo <= 2; pageNo++) {
    await buildPage(data.db, { materialId: id, pageNo, status: pageNo <= done ? 'done' : 'failed' });
  }
  await finishMaterial(deps(), { id, runNo: 1 });
  return id;
}

describe('a material that was read', () => {
  test.each([
    [2, false],
    [1, true],
  ])('is told of: %i of 2 pages', async (done, isPartial) => {
    const id = await finishedWith(done);
    const facts = { materialId: id, isPartial };
    expect(await notices()).toEqual([{ kind: 'material-ready', topic: id, facts, seenAt: null }]);
  });

  test('is not told of when no page could be read', async () => {
    await finishedWith(0);
    expect(await notices()).toEqual([]);
  });

  test.each([0, 1, 2])('is in work no more on the dashboard, whose view is made anew: %i of 2 pages', async (done) => {
    const version = async () => (await data.db('user_stats').where(own()).first('version'))?.version ?? 0;
    const before = await version();
    await finishedWith(done);
    expect(Number(await version())).toBeGreaterThan(Number(before));
  });

  test('is told of again after a retry, in place of what was told before', async () => {
    const id = await finishedWith(1);
    await data.db('notices').update({ seenAt: new Date() });
    await data.db('material_pages').where({ materialId: id, status: 'failed' }).delete();
    await buildPage(data.db, { materialId: id, pageNo: 2, status: 'done' });
    await data.db('materials').where({ id }).update({ status: 'processing', runNo: 2, finishedAt: null });
    await finishMaterial(deps(), { id, runNo: 2 });
    const facts = { materialId: id, isPartial: false };
    expect(await notices()).toEqual([{ kind: 'material-ready', topic: id, facts, seenAt: null }]);
  });

  test('is told of no more once it is deleted', async () => {
    const materialId = await finishedWith(2);
    const other = await finishedWith(2);
    await deleteMaterial(deps(), { caller, materialId });
    expect((await notices()).map(({ topic }) => topic)).toEqual([other]);
  });
});

test('an export that is ready is told of', async () => {
  const { userId } = caller;
  const { id, writeNo } = await buildExport(data.db, { userId, status: 'processing' });
  await finishExport(deps(), { id, runNo: 1, writeNo, bytes: 3 });
  expect(await notices()).toEqual([{ kind: 'export-ready', topic: id, facts: { exportId: id }, seenAt: null }]);
});
