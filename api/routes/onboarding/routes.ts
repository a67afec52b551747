import { findOnboarding } from '../../../db/queries/profiles.js';
import { Problem } from '../../../domain/problems.js';
import { onboard } from '../../../services/account/onboard.js';
import type { TransactionDeps } from '../../../services/runs/in-transaction.js';
import type { ContractRouter } from '../../contract/router.js';
import { presentOnboarding } from './presenter.js';
import { getOnboardingOperation, onboardOperation } from './schema.js';

/** What students study, what for, and how. */
export function onboardingRoutes({ route }: Pick<ContractRouter, 'route'>, deps: TransactionDeps): void {
  route(onboardOperation, async (ctx) => {
    const { subjects, goals, ageBand, preferences: { days, ...preferences } = {} } = ctx.state.body;
    const studyDays = days?.toSorted((a, b) => a - b);
    const answers = { subjects, goals, ageBand, studyDays, ...preferences };
    ctx.body = presentOnboarding(await onboard(deps, { caller: ctx.state.principal, answers }));
  });

  route(getOnboardingOperation, async (ctx) => {
    const answers = await findOnboarding(deps.db, ctx.state.principal.userId);
    if (!answers) throw new Problem('unauthenticated', 'The account was removed.');
    ctx.body = presentOnboarding(answers);
  });
}
