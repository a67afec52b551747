import { changePassword } from '../../../services/auth/change-password.js';
import { forgetPassword } from '../../../services/auth/forget-password.js';
import type { ReauthenticateDeps } from '../../../services/auth/reauthenticate.js';
import { resendVerification } from '../../../services/auth/resend-verification.js';
import { type ResetDeps, resetPassword } from '../../../services/auth/reset-password.js';
import { verifyEmail } from '../../../services/auth/verify-email.js';
import type { ContractRouter } from '../../contract/router.js';
import { callerAddress } from '../../middleware/caller-address.js';
import { limiterTime } from '../../middleware/limiter-time.js';
import { provingCaller } from '../../middleware/proving-caller.js';
import {
  changePasswordOperation,
  forgetPasswordOperation,
  resendVerificationOperation,
  resetPasswordOperation,
  verifyEmailOperation,
} from './schema.js';

/** 202 without a body; without the null Koa would send the status as text, and the null alone makes a 204 of it. */
function accepted(ctx: { body: unknown; status: number }): void {
  ctx.body = null;
  ctx.status = 202;
}

/** Proofs of the e-mail, and passwords that are forgotten or changed. */
export function passwordRoutes({ route }: Pick<ContractRouter, 'route'>, deps: ResetDeps & ReauthenticateDeps): void {
  route(verifyEmailOperation, async (ctx) => {
    await verifyEmail(deps, ctx.state.body);
    ctx.status = 204;
  });

  route(resendVerificationOperation, async (ctx) => {
    await resendVerification(deps, ctx.state.principal);
    accepted(ctx);
  });

  route(forgetPasswordOperation, async (ctx) => {
    await forgetPassword(deps, ctx.state.body);
    accepted(ctx);
  });

  route(resetPasswordOperation, async (ctx) => {
    await resetPassword(deps, { ...ctx.state.body, address: callerAddress(ctx), limiterTime: limiterTime(ctx) });
    ctx.status = 204;
  });

  route(changePasswordOperation, async (ctx) => {
    await changePassword(deps, { ...provingCaller(ctx), ...ctx.state.body });
    ctx.status = 204;
  });
}
