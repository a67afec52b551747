import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildMaterial, buildStudent } from '../support/factories/index.js';
import { useTestServices } from '../support/test-services.js';

const services = useTestServices();

/** Pages that are added by one statement, or removed by one. */
const change = fc.record({
  what: fc.constantFrom('add', 'remove'),
  pages: fc.uniqueArray(fc.record({ pageNo: fc.integer({ min: 1, max: 8 }), isDone: fc.boolean() }), {
    selector: ({ pageNo }) => pageNo,
    minLength: 1,
    maxLength: 5,
  }),
});

test('a material counts its pages, whatever is added to them, added twice and removed', async () => {
  const { db } = services;
  const { id: ownerId } = await buildStudent(db);
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 6 }), async (changes) => {
      const [{ id: materialId }, { id: otherId }] = [
        await buildMaterial(db, { ownerId }),
        await buildMaterial(db, { ownerId }),
      ];
      for (const { what, pages } of changes) {
        if (what === 'remove') {
          await db('materialPages')
            .where({ materialId })
            .whereIn(
              'pageNo',
              pages.map(({ pageNo }) => pageNo),
            )
            .delete();
          continue;
        }
        const rows = [materialId, otherId].flatMap((id) =>
          pages.map(({ pageNo, isDone }) => ({
            ...{ materialId: id, pageNo, runNo: 1, status: isDone ? 'done' : 'failed' },
            ...{ method: isDone ? 'text' : null, failure: isDone ? null : 'PageFailed' },
          })),
        );
        await db('materialPages').insert(rows).onConflict(['materialId', 'pageNo']).ignore();
      }
      const { rows } = await db.raw(
        `SELECT m.id, m.pages_done, m.pages_failed,
           count(p.*) FILTER (WHERE p.status = 'done') AS done, count(p.*) FILTER (WHERE p.status = 'failed') AS failed
         FROM materials m LEFT JOIN material_pages p ON p.material_id = m.id WHERE m.id = ANY (?) GROUP BY m.id`,
        [[materialId, otherId]],
      );
      expect(rows).toHaveLength(2);
      for (const row of rows) expect([row.pages_done, row.pages_failed]).toEqual([row.done, row.failed]);
    }),
    { numRuns: 40 },
  );
});
