import type { Question } from '../../db/models/question.js';
import type { Run } from '../../domain/runs/flows.js';
import type { SourceRef } from '../../domain/text/source-ref.js';
import { textFinder } from '../../domain/tutor/checked-answer.js';
import type { DraftPart } from '../../domain/tutor/draft-parts.js';
import { type MaterialDraft, PART_LISTS } from '../../domain/tutor/stored-draft.js';
import type { PartCheck } from '../../domain/tutor/support/check-part-support.js';
import { writeInRun } from '../runs/lock-run.js';
import { checkParts } from './check-parts.js';
import type { CompareTexts } from './compare-texts.js';
import type { AnswerDeps } from './draft-answer.js';
import { judgeParts } from './judge-parts.js';

/**
 * Checks every part of a draft against its quotes and takes the citations from those that do not follow, so that they
 * are left out. What rules cannot tell a chat model judges. A provider that copies sentences says what they say. The
 * outcome is kept with the draft, so that it is paid for once; nothing of this is done within a transaction.
 * @throws Failure Superseded.
 */
export async function checkSupport(
  deps: AnswerDeps,
  { message, draft, compare, ...run }: Run & { message: Question; draft: MaterialDraft; compare: CompareTexts },
  signal: AbortSignal,
): Promise<MaterialDraft> {
  if (draft.isHeld || !deps.answers.revise) return draft;
  const texts = await deps.db.transaction((trx) => deps.source.lock(message.userId, draft.spans, trx));
  const checks = await checkParts(compare, draft, textFinder<SourceRef>(draft.spans, texts), signal);
  const call = { signal, meter: deps.meterOf({ userId: message.userId, resourceId: message.id }) };
  const judged = await judgeParts(deps.answers, checks, call);
  const checked = keepSupported(draft, checks, judged);
  await writeInRun(deps, 'answerQuestion', run, (row, trx) => row.$query(trx).patch({ draft: checked }));
  return checked;
}

/** A part keeps the citations that back it; one that does not follow from them keeps none. */
function keepSupported(draft: MaterialDraft, checks: readonly PartCheck[], judged: ReadonlyMap<PartCheck, boolean>) {
  const kept = new Map<DraftPart, DraftPart>(
    checks.map((check) => {
      const stays = judged.get(check) ?? check.support.isTaken;
      return [check.part, { ...check.part, citations: stays ? check.citations : [] }];
    }),
  );
  const lists = PART_LISTS.map((list) => [list, draft[list].map((part) => kept.get(part) ?? part)]);
  return { ...draft, ...Object.fromEntries(lists), isHeld: true } satisfies MaterialDraft;
}
