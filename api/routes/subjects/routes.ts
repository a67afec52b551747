import type { Knex } from 'knex';
import { listSubjects } from '../../../db/queries/subjects.js';
import type { ContractRouter } from '../../contract/router.js';
import { presentSubject } from './presenter.js';
import { listSubjectsOperation } from './schema.js';

/** The catalog of what can be studied. */
export function subjectRoutes({ route }: Pick<ContractRouter, 'route'>, deps: { db: Knex }): void {
  route(listSubjectsOperation, async (ctx) => {
    ctx.body = { data: (await listSubjects(deps.db)).map(presentSubject) };
  });
}
