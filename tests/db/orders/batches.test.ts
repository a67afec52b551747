import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from '@jest/globals';
import { materialsOfOtherModels, pendingChunks } from '../../../db/queries/chunk-vectors.js';
import { listWorkedOn } from '../../../db/queries/erasure.js';
import { listOriginals } from '../../../db/queries/exports.js';
import { pageSpanTexts } from '../../../db/queries/page-spans.js';
import { takeDueRows } from '../../../db/queries/runs.js';
import { asTheyLie } from '../../support/as-they-lie.js';
import { buildChunk, buildMaterial, buildPage, buildStudent, buildVector } from '../../support/factories/index.js';
import { allAndPart, idsOf, inOrder, newIds, scrambled } from '../../support/scrambled.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
let userId: string;
beforeEach(async () => {
  userId = (await buildStudent(services.db)).id;
});

test('files of an export are taken by id', async () => {
  const ids = newIds();
  await scrambled(ids, (id) => buildMaterial(services.db, { id, ownerId: userId }));
  const read = await allAndPart(services.db, async (trx, { limit, cursor: after }) =>
    idsOf(await listOriginals(trx, userId, { after, limit })),
  );
  expect(read).toEqual(inOrder(ids));
});

test('rows whose runs are to be removed are taken by id', async () => {
  const ids = newIds();
  await scrambled(ids, (id) => buildMaterial(services.db, { id, ownerId: userId }));
  const rows = { table: 'materials', key: ['id'], owner: 'owner_id = :userId' } as const;
  const read = await allAndPart(services.db, async (trx, { limit, cursor: after }) =>
    idsOf(await listWorkedOn(trx, rows, { userId, after, limit })),
  );
  expect(read).toEqual(inOrder(ids));
});

test('chunks are embedded in the order of the document', async () => {
  const { id: materialId } = await buildMaterial(services.db, { ownerId: userId });
  await scrambled([0, 1, 2, 3, 4], (ord) =>
    buildChunk(services.db, { materialId, ownerId: userId, ord, text: `text ${ord}` }),
  );
  const set = { materialId, model: 'm@2', searchable: true };
  const texts = (await asTheyLie(services.db, (trx) => pendingChunks(trx, set, 3))).map(({ text }) => text);
  expect(texts).toEqual(['text 0', 'text 1', 'text 2']);
});

test('materials are moved to another model by id', async () => {
  const ids = newIds();
  await scrambled(ids, async (id) => {
    const { id: materialId } = await buildMaterial(services.db, { id, ownerId: userId });
    await buildVector(services.db, await buildChunk(services.db, { materialId, ownerId: userId }));
  });
  expect(await asTheyLie(services.db, (trx) => materialsOfOtherModels(trx, ['new@2'], userId))).toEqual(ids);
});

test('due rows are taken that are due for longest', async () => {
  const ids = newIds();
  await scrambled(ids, (id, place) =>
    buildMaterial(services.db, { id, ownerId: userId, status: 'queued', nextCheckAt: new Date(place) }),
  );
  const taken = await asTheyLie(services.db, (trx) =>
    takeDueRows(trx, 'ingestMaterial', { limit: 2, putOffSeconds: 100 }),
  );
  expect(new Set(idsOf(taken))).toEqual(new Set(ids.slice(0, 2)));
});

test('spans of pages are read in the order of the chunks asked for, and then of pages', async () => {
  const { id: materialId } = await buildMaterial(services.db, { ownerId: userId });
  await scrambled([1, 2, 3, 4, 5], (pageNo) => buildPage(services.db, { materialId, pageNo }));
  const at = { materialId, ownerId: userId };
  const late = await buildChunk(services.db, { ...at, id: randomUUID(), ord: 1, pageFrom: 3, pageTo: 5 });
  const early = await buildChunk(services.db, { ...at, id: randomUUID(), ord: 0, pageFrom: 1, pageTo: 2 });
  const numbers = async (chunkIds: string[]) =>
    (await asTheyLie(services.db, (trx) => pageSpanTexts(trx, userId, chunkIds))).map(({ pageNo }) => pageNo);
  expect(await numbers([late.id, early.id])).toEqual([3, 4, 5, 1, 2]);
  expect(await numbers([early.id, late.id])).toEqual([1, 2, 3, 4, 5]);
});
