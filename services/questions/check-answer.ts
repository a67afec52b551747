import type { Run } from '../../domain/runs/flows.js';
import type { StoredDraft } from '../../domain/tutor/stored-draft.js';
import { finishOnce } from '../runs/finish-once.js';
import { checkSupport } from './check-support.js';
import { createCompareTexts } from './compare-texts.js';
import type { AnswerDeps } from './draft-answer.js';
import { enterPhase } from './enter-phase.js';
import { reviseDraft } from './revise-draft.js';
import { storeAnswer } from './store-answer.js';

/**
 * Checks every sentence of a message's draft against its quotes on their pages, has those written again that do not
 * follow, once, and stores what does. An answer left without a sentence becomes an abstention.
 * @throws Failure Superseded, and those of the answer provider.
 */
export function checkAnswer(deps: AnswerDeps, run: Run, signal: AbortSignal): Promise<'answered' | 'abstained'> {
  const step = { ...run, flow: 'answerQuestion', states: ['answered', 'abstained'] } as const;
  return finishOnce(deps, step, () => checkDraft(deps, run, signal));
}

async function checkDraft(deps: AnswerDeps, run: Run, signal: AbortSignal): Promise<'answered' | 'abstained'> {
  const message = await enterPhase(deps, { ...run, phase: 'checking' });
  const draft: StoredDraft = message.draft ?? { kind: 'none', spans: [], isOpen: false };
  const checked =
    draft.kind === 'materials' ? await checkMaterialDraft(deps, { ...run, message, draft }, signal) : draft;
  return storeAnswer(deps, { ...run, userId: message.userId, draft: checked });
}

async function checkMaterialDraft(
  deps: AnswerDeps,
  { draft, ...step }: Omit<Parameters<typeof checkSupport>[1], 'compare'>,
  signal: AbortSignal,
): Promise<StoredDraft> {
  const compare = createCompareTexts(deps.questionEncoder);
  const revised = await reviseDraft(deps, { ...step, draft, compare }, signal);
  return checkSupport(deps, { ...step, draft: revised, compare }, signal);
}
