import type { Run } from '../../domain/runs/flows.js';
import type { StoredDraft } from '../../domain/tutor/stored-draft.js';
import { finishOnce } from '../runs/finish-once.js';
import type { AnswerDeps } from './draft-answer.js';
import { enterPhase } from './enter-phase.js';
import { reviseDraft } from './revise-draft.js';
import { storeAnswer } from './store-answer.js';

/**
 * Checks every quote of a message's draft on its page, has sentences written again whose quotes do not stand, once,
 * and stores what can be checked. An answer left without a sentence becomes an abstention.
 * @throws Failure Superseded, and those of the answer provider.
 */
export function checkAnswer(deps: AnswerDeps, run: Run, signal: AbortSignal): Promise<'answered' | 'abstained'> {
  const step = { ...run, flow: 'answerQuestion', states: ['answered', 'abstained'] } as const;
  return finishOnce(deps, step, () => checkDraft(deps, run, signal));
}

async function checkDraft(deps: AnswerDeps, run: Run, signal: AbortSignal): Promise<'answered' | 'abstained'> {
  const message = await enterPhase(deps, { ...run, phase: 'checking' });
  const draft: StoredDraft = message.draft ?? { kind: 'none', spans: [], isOpen: false };
  const revised = draft.kind === 'materials' ? await reviseDraft(deps, { ...run, message, draft }, signal) : draft;
  return storeAnswer(deps, { ...run, userId: message.userId, draft: revised });
}
