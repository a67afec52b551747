import { Question } from '../../db/models/question.js';
import type { Run } from '../../domain/runs/flows.js';
import type { StoredDraft } from '../../domain/tutor/stored-draft.js';
import type { AnswerDeps } from './draft-answer.js';
import { enterPhase } from './enter-phase.js';
import { reviseDraft } from './revise-draft.js';
import { storeAnswer } from './store-answer.js';

/**
 * Checks every quote of a message's draft on its page, has sentences written again whose quotes do not stand, once,
 * and stores what can be checked. An answer left without a sentence becomes an abstention.
 * @throws Failure Superseded, and those of the answer provider.
 */
export async function checkAnswer(deps: AnswerDeps, run: Run, signal: AbortSignal): Promise<'answered' | 'abstained'> {
  const outcome = await outcomeOf(deps, run);
  if (outcome) return outcome;
  const message = await enterPhase(deps, { ...run, phase: 'checking' });
  const draft: StoredDraft = message.draft ?? { kind: 'none', spans: [], isOpen: false };
  const revised = draft.kind === 'materials' ? await reviseDraft(deps, { ...run, message, draft }, signal) : draft;
  return storeAnswer(deps, { ...run, userId: message.userId, draft: revised });
}

/** A worker that is lost after the commit has its activity tried again; the answer stands. */
async function outcomeOf({ db }: AnswerDeps, { id, runNo }: Run): Promise<'answered' | 'abstained' | undefined> {
  const row = await Question.query(db).findOne({ id, runNo }).select('status');
  return row?.status === 'answered' || row?.status === 'abstained' ? row.status : undefined;
}
