import type { Knex } from 'knex';
import {
  findOpenStudySession,
  findStudySession,
  listStudyDays,
  listStudyMinutes,
  type NamedStudySession,
} from '../../../db/queries/study.js';
import { Problem } from '../../../domain/problems.js';
import type { TransactionDeps } from '../../../services/runs/in-transaction.js';
import { beatStudy } from '../../../services/study/beat-study.js';
import { endStudy } from '../../../services/study/end-study.js';
import { startStudy } from '../../../services/study/start-study.js';
import { withExtraRow } from '../../contract/list-page.js';
import type { ContractRouter } from '../../contract/router.js';
import { presentBeat, presentEnded, presentOpen, presentStudyDay } from './presenter.js';
import {
  beatStudyOperation,
  endStudyOperation,
  getCurrentStudyOperation,
  listStudyDaysOperation,
  startStudyOperation,
} from './schema.js';

/** Study sessions. */
export function studyRoutes({ route }: Pick<ContractRouter, 'route'>, deps: TransactionDeps): void {
  route(startStudyOperation, async (ctx) => {
    const { principal, body: plan } = ctx.state;
    const id = await startStudy(deps, { caller: principal, plan });
    ctx.body = presentOpen(await readSession(deps.db, principal.userId, id));
  });

  route(beatStudyOperation, async (ctx) => {
    const onBreak = ctx.state.body.kind === 'break';
    ctx.body = presentBeat(await beatStudy(deps, { caller: ctx.state.principal, onBreak }));
  });

  route(endStudyOperation, async (ctx) => {
    const { principal } = ctx.state;
    const id = await endStudy(deps, principal);
    const credited = await listStudyMinutes(deps.db, id);
    ctx.body = presentEnded(await readSession(deps.db, principal.userId, id), credited);
  });

  route(getCurrentStudyOperation, async (ctx) => {
    const session = await findOpenStudySession(deps.db, ctx.state.principal.userId, deps.clock());
    ctx.body = { session: session ? presentOpen(session) : null };
  });

  route(listStudyDaysOperation, async (ctx) => {
    const { limit } = ctx.state.query;
    const days = await listStudyDays(deps.db, ctx.state.principal.userId, withExtraRow(ctx.state.query));
    const shown = days.slice(0, limit);
    ctx.body = {
      data: shown.map(presentStudyDay),
      nextBefore: days.length > limit ? (shown.at(-1)?.studyDay ?? null) : null,
    };
  });
}

/** @throws Problem not-found where it went away meanwhile. */
async function readSession(db: Knex, userId: string, id: string): Promise<NamedStudySession> {
  const session = await findStudySession(db, userId, id);
  if (!session) throw new Problem('not-found', 'The session is gone.');
  return session;
}
