import { type RequestErasureDeps, requestErasure } from '../../../services/account/erasure/request-erasure.js';
import type { ContractRouter } from '../../contract/router.js';
import { provingCaller } from '../../middleware/proving-caller.js';
import { presentErasure } from './presenter.js';
import { requestErasureOperation } from './schema.js';

/** Leaving for good. */
export function erasureRoutes({ route }: Pick<ContractRouter, 'route'>, deps: RequestErasureDeps): void {
  route(requestErasureOperation, async (ctx) => {
    const requested = await requestErasure(deps, { ...provingCaller(ctx), ...ctx.state.body });
    ctx.status = 202;
    ctx.body = presentErasure(requested);
  });
}
