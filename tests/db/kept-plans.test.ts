import { expect, test } from '@jest/globals';
import { findStudentNow } from '../../db/queries/dashboard.js';
import { DASHBOARD_PARTS, readParts } from '../../db/queries/dashboard-parts.js';
import { buildStudent } from '../support/factories/index.js';
import { useTestServices } from '../support/test-services.js';

const services = useTestServices();

/** After which Postgres decides whether one plan does for all values. */
const PLANNED_ANEW = 5;

test('the statements of a dashboard are planned once a connection, which takes longer than reading them', async () => {
  const { id: userId } = await buildStudent(services.db);
  const now = services.clock();
  const today = now.toISOString().slice(0, 10);
  const { rows } = await services.db.transaction(async (trx) => {
    for (let read = 0; read < PLANNED_ANEW + 2; read++) {
      await findStudentNow(trx, userId);
      await readParts(trx, DASHBOARD_PARTS, { userId, today, startsAt: now, weekFrom: today, now }, 5_000);
    }
    return trx.raw<{ rows: object[] }>('SELECT name, generic_plans AS kept FROM pg_prepared_statements ORDER BY name');
  });
  expect(rows).toEqual([
    { name: `dashboard-${DASHBOARD_PARTS.length}`, kept: 2 },
    { name: 'student-now', kept: 2 },
  ]);
});
