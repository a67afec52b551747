import type { Knex } from 'knex';
import { findUser } from '../../../db/queries/users.js';
import { Problem } from '../../../domain/problems.js';
import type { CommitDeps } from '../../../services/after-commit.js';
import { logIn } from '../../../services/auth/log-in.js';
import type { TokenSettings } from '../../../services/auth/open-session.js';
import type { Passwords } from '../../../services/auth/passwords.js';
import { refreshSession } from '../../../services/auth/refresh-session.js';
import { signUp } from '../../../services/auth/sign-up.js';
import type { ContractRouter } from '../../contract/router.js';
import { clientInfo } from '../../middleware/client-info.js';
import { presentLogin, presentTokens, presentUser } from './presenter.js';
import { logInOperation, meOperation, refreshOperation, signUpOperation } from './schema.js';

/** Accounts and logins. */
export function authRoutes(
  { route }: Pick<ContractRouter, 'route'>,
  deps: CommitDeps & { db: Knex; passwords: Passwords; tokens: TokenSettings },
): void {
  route(signUpOperation, async (ctx) => {
    ctx.body = presentLogin(await signUp(deps, { ...ctx.state.body, client: clientInfo(ctx) }));
    ctx.status = 201;
  });

  route(logInOperation, async (ctx) => {
    ctx.body = presentLogin(await logIn(deps, { ...ctx.state.body, client: clientInfo(ctx) }));
  });

  route(refreshOperation, async (ctx) => {
    ctx.body = presentTokens(await refreshSession(deps, ctx.state.body.refreshToken));
  });

  route(meOperation, async (ctx) => {
    const user = await findUser(deps.db, ctx.state.principal.userId);
    if (!user) throw new Problem('unauthenticated', 'Sign in again.');
    ctx.body = presentUser(user);
  });
}
