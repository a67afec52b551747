import type { Question } from '../../db/models/question.js';
import type { Run } from '../../domain/runs/flows.js';
import type { SourceRef } from '../../domain/text/source-ref.js';
import { textFinder } from '../../domain/tutor/checked-answer.js';
import type { DraftPart } from '../../domain/tutor/draft-parts.js';
import { PART_LISTS, type StoredDraft } from '../../domain/tutor/stored-draft.js';
import type { HeldPart } from '../../domain/tutor/support/hold-part.js';
import { writeInRun } from '../runs/lock-run.js';
import type { CompareTexts } from './compare-texts.js';
import type { AnswerDeps } from './draft-answer.js';
import { holdParts } from './hold-parts.js';
import { judgeParts } from './judge-parts.js';

type MaterialDraft = Extract<StoredDraft, { kind: 'materials' }>;

/**
 * Holds every part of a draft against its quotes and takes the citations from those that do not follow, so that they
 * are left out. What rules cannot tell a chat model judges. A provider that copies sentences says what they say. The
 * outcome is kept with the draft, so that it is paid for once; nothing of this is done within a transaction.
 * @throws Failure Superseded.
 */
export async function holdDraft(
  deps: AnswerDeps,
  { message, draft, compare, ...run }: Run & { message: Question; draft: MaterialDraft; compare: CompareTexts },
  signal: AbortSignal,
): Promise<MaterialDraft> {
  if (draft.isHeld || !deps.answers.revise) return draft;
  const texts = await deps.db.transaction((trx) => deps.source.lock(message.userId, draft.spans, trx));
  const parts = await holdParts(compare, draft, textFinder<SourceRef>(draft.spans, texts), signal);
  const call = { signal, meter: deps.meterOf({ userId: message.userId, resourceId: message.id }) };
  const judged = await judgeParts(deps.answers, parts, call);
  const held = keepSupported(draft, parts, judged);
  await writeInRun(deps, 'answerQuestion', run, (row, trx) => row.$query(trx).patch({ draft: held }));
  return held;
}

/** A part keeps the citations that back it; one that does not follow from them keeps none. */
function keepSupported(draft: MaterialDraft, parts: readonly HeldPart[], judged: ReadonlyMap<HeldPart, boolean>) {
  const kept = new Map<DraftPart, DraftPart>(
    parts.map((held) => {
      const stays = judged.get(held) ?? held.support.isTaken;
      return [held.part, { ...held.part, citations: stays ? held.citations : [] }];
    }),
  );
  const lists = PART_LISTS.map((list) => [list, draft[list].map((part) => kept.get(part) ?? part)]);
  return { ...draft, ...Object.fromEntries(lists), isHeld: true } satisfies MaterialDraft;
}
