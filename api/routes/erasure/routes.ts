import { type RequestErasureDeps, requestErasure } from '../../../services/account/erasure/request-erasure.js';
import type { ContractRouter } from '../../contract/router.js';
import { presentErasure } from './presenter.js';
import { requestErasureOperation } from './schema.js';

/** Leaving for good. */
export function erasureRoutes({ route }: Pick<ContractRouter, 'route'>, deps: RequestErasureDeps): void {
  route(requestErasureOperation, async (ctx) => {
    const { userId, sessionId } = ctx.state.principal;
    const eraseAt = await requestErasure(deps, { userId, sessionId, proof: ctx.state.body.proof });
    ctx.status = 202;
    ctx.body = presentErasure(eraseAt);
  });
}
