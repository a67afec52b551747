import type { Passage } from '../../clients/ai/provider.js';
import type { Question } from '../../db/models/question.js';
import type { Run } from '../../domain/runs/flows.js';
import type { SourceRef } from '../../domain/text/source-ref.js';
import type { SourceSpan } from '../../domain/text/source-spans.js';
import { type TextOf, textFinder } from '../../domain/tutor/checked-answer.js';
import type { DraftPart } from '../../domain/tutor/draft-parts.js';
import { type MaterialDraft, PART_LISTS } from '../../domain/tutor/stored-draft.js';
import type { PartCheck } from '../../domain/tutor/support/check-part-support.js';
import { objectionOf, UNQUOTED } from '../../domain/tutor/support/objections.js';
import { noneIfFinal } from '../ai/none-if-final.js';
import { writeInRun } from '../runs/lock-run.js';
import { checkParts } from './check-parts.js';
import type { CompareTexts } from './compare-texts.js';
import type { AnswerDeps } from './draft-answer.js';

/**
 * Has the sentences of a draft written again that have no quote, one that does not stand in its text, or that do not
 * follow from what they quote, once; what came of it is kept, so that it is paid for once. Where that cannot be had
 * they stay as they are.
 * @throws Failure Superseded, and those of the answer provider.
 */
export async function reviseDraft(
  { db, source, answers, meterOf }: AnswerDeps,
  { message, draft, compare, ...run }: Run & { message: Question; draft: MaterialDraft; compare: CompareTexts },
  signal: AbortSignal,
): Promise<MaterialDraft> {
  if (draft.isRevised || !answers.revise) return draft;
  const texts = await db.transaction((trx) => source.lock(message.userId, draft.spans, trx));
  const textOf = textFinder<SourceRef>(draft.spans, texts);
  const checks = await checkParts(compare, draft, textOf, signal);
  const disputed = checks.flatMap((check) => disputeOf(check) ?? []);
  if (disputed.length === 0) return draft;
  const passages = passagesAgain(draft.spans, textOf);
  if (passages.length === 0) return draft;
  const call = { signal, meter: meterOf({ userId: message.userId, resourceId: message.id }) };
  const again = await answers
    .revise(
      disputed.map(({ part, problem }) => ({ ...part, problem })),
      passages,
      call,
    )
    .catch(noneIfFinal);
  const wrong = disputed.map(({ part }) => part);
  const revised = replaceParts(draft, wrong, again);
  await writeInRun({ db }, 'answerQuestion', run, (row, trx) => row.$query(trx).patch({ draft: revised }));
  return revised;
}

/** The passages that the draft was written from, under the same numbers. */
const passagesAgain = (spans: readonly SourceSpan[], textOf: TextOf): Passage[] =>
  spans.flatMap(({ start, end }, at) => {
    const source = textOf(at + 1);
    return source ? [{ ref: at + 1, text: source.text.slice(start, end) }] : [];
  });

/** What is wrong with a part; nothing where it may follow from its quotes. */
function disputeOf({ part, isQuoted, support }: PartCheck): { part: DraftPart; problem: string } | undefined {
  if (!isQuoted) return { part, problem: UNQUOTED };
  return support.issue && !support.isTaken ? { part, problem: objectionOf(support.issue) } : undefined;
}

/** A part that came back without support is given up for what of the first stands. */
function replaceParts(draft: MaterialDraft, wrong: readonly DraftPart[], again: readonly DraftPart[]): MaterialDraft {
  const newer = (part: DraftPart): DraftPart => {
    const revised = again[wrong.indexOf(part)];
    return revised && revised.text !== '' && revised.citations.length > 0 ? revised : part;
  };
  const lists = PART_LISTS.map((list) => [list, draft[list].map(newer)]);
  return { ...draft, ...Object.fromEntries(lists), isRevised: true };
}
