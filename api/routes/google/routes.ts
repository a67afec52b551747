import { linkGoogle } from '../../../services/auth/google/link-google.js';
import type { GoogleProof } from '../../../services/auth/google/proofs.js';
import { type SignInWithGoogleDeps, signInWithGoogle } from '../../../services/auth/google/sign-in-with-google.js';
import { unlinkGoogle } from '../../../services/auth/google/unlink-google.js';
import type { ReauthenticateDeps } from '../../../services/auth/reauthenticate.js';
import type { ContractRouter, OperationContext } from '../../contract/router.js';
import { clientInfo } from '../../middleware/client-info.js';
import { provingCaller } from '../../middleware/proving-caller.js';
import { presentLogin } from '../auth/presenter.js';
import { exchangeOperation, linkGoogleOperation, signInWithGoogleOperation, unlinkGoogleOperation } from './schema.js';

/** Signing in with Google. */
export function googleRoutes(
  { route }: Pick<ContractRouter, 'route'>,
  deps: SignInWithGoogleDeps & ReauthenticateDeps,
): void {
  const signIn = async (ctx: OperationContext<unknown, unknown, GoogleProof>) => {
    const login = await signInWithGoogle(deps, { proof: ctx.state.body, client: clientInfo(ctx) });
    ctx.body = presentLogin(login);
    ctx.status = login.isNew ? 201 : 200;
  };

  route(signInWithGoogleOperation, signIn);
  route(exchangeOperation, signIn);

  route(linkGoogleOperation, async (ctx) => {
    await linkGoogle(deps, { ...provingCaller(ctx), ...ctx.state.body });
    ctx.status = 204;
  });

  route(unlinkGoogleOperation, async (ctx) => {
    await unlinkGoogle(deps, { ...provingCaller(ctx), ...ctx.state.body });
    ctx.status = 204;
  });
}
