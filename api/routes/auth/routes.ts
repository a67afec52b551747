import { listSessions } from '../../../db/queries/sessions.js';
import { type LogInDeps, logIn } from '../../../services/auth/log-in.js';
import { endAllSessions, endSession } from '../../../services/auth/log-out.js';
import { refreshSession } from '../../../services/auth/refresh-session.js';
import { signUp } from '../../../services/auth/sign-up.js';
import type { ContractRouter } from '../../contract/router.js';
import { clientInfo } from '../../middleware/client-info.js';
import { limiterTime } from '../../middleware/limiter-time.js';
import { presentLogin, presentSession, presentTokens, presentUser } from './presenter.js';
import {
  endSessionOperation,
  listSessionsOperation,
  logInOperation,
  logOutEverywhereOperation,
  logOutOperation,
  meOperation,
  refreshOperation,
  signUpOperation,
} from './schema.js';

/** Accounts and logins. */
export function authRoutes({ route }: Pick<ContractRouter, 'route'>, deps: LogInDeps): void {
  route(signUpOperation, async (ctx) => {
    ctx.body = presentLogin(await signUp(deps, { ...ctx.state.body, client: clientInfo(ctx) }));
    ctx.status = 201;
  });

  route(logInOperation, async (ctx) => {
    ctx.body = presentLogin(
      await logIn(deps, { ...ctx.state.body, client: clientInfo(ctx), limiterTime: limiterTime(ctx) }),
    );
  });

  route(refreshOperation, async (ctx) => {
    ctx.body = presentTokens(await refreshSession(deps, ctx.state.body));
  });

  route(meOperation, async (ctx) => {
    ctx.body = presentUser(ctx.state.principal.user);
  });

  route(logOutOperation, async (ctx) => {
    const caller = ctx.state.principal;
    await endSession(deps, { caller, sessionId: caller.sessionId });
    ctx.status = 204;
  });

  route(logOutEverywhereOperation, async (ctx) => {
    await endAllSessions(deps, ctx.state.principal);
    ctx.status = 204;
  });

  route(listSessionsOperation, async (ctx) => {
    const { userId, sessionId } = ctx.state.principal;
    const sessions = await listSessions(deps.db, userId, deps.clock());
    ctx.body = { data: sessions.map((session) => presentSession(session, sessionId)) };
  });

  route(endSessionOperation, async (ctx) => {
    await endSession(deps, { caller: ctx.state.principal, sessionId: ctx.state.params.id });
    ctx.status = 204;
  });
}
