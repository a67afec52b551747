import type { Knex } from 'knex';
import { unsubscribe } from '../../../services/mail/unsubscribe.js';
import type { Clock } from '../../../services/shared/clock.js';
import type { ContractRouter } from '../../contract/router.js';
import { explainUnsubscribeOperation, unsubscribeOperation } from './schema.js';

const HINT = 'Nothing was changed. Unsubscribe in your mail program, or switch these mails off in your preferences.';

/** What the readers of mails can do without a login. */
export function mailRoutes({ route }: Pick<ContractRouter, 'route'>, deps: { db: Knex; clock: Clock }): void {
  route(unsubscribeOperation, async (ctx) => {
    await unsubscribe(deps, ctx.state.query);
    ctx.status = 204;
  });

  route(explainUnsubscribeOperation, async (ctx) => {
    ctx.body = { message: HINT };
  });
}
