import type { Transaction } from 'objection';
import { DoubtCitation } from '../../db/models/doubt-citation.js';
import { DoubtMessage } from '../../db/models/doubt-message.js';
import {
  type CitablePage,
  checkPart,
  composeAnswer,
  isBacked,
  pageFinder,
  type VerifiedQuote,
} from '../../domain/checked-answer.js';
import { excerptOf } from '../../domain/excerpts.js';
import { safeMarkdown } from '../../domain/safe-markdown.js';
import type { StoredDraft } from '../../domain/stored-draft.js';
import type { Stretch } from '../../domain/stretches.js';
import type { Run } from '../../domain/workflow-ids.js';
import { lockRun } from '../runs.js';
import type { AnswerDeps } from './draft-answer.js';

/** Passages offered where nothing answered. */
const NEAREST = 3;

const GENERAL_NOTE = 'Your materials do not answer this. What follows is general knowledge, without a source.';

type Columns = 'grounding' | 'answer' | 'steps' | 'keyPoints' | 'followUps' | 'confidence';

/** What a row is settled with. */
interface Made extends Partial<Pick<DoubtMessage, Columns>> {
  status: 'answered' | 'abstained';
  citations: (VerifiedQuote & Pick<DoubtCitation, 'kind'>)[];
}

/**
 * Stores the answer of a run. Every quote is held against its page once more, in this transaction and with the page
 * locked, so that nothing is stored that does not stand there.
 * @throws Failure Superseded.
 */
export async function storeAnswer(
  { db, source, answers }: AnswerDeps,
  run: Run,
  { userId, draft }: { userId: string; draft: StoredDraft },
): Promise<'answered' | 'abstained'> {
  return db.transaction(async (trx) => {
    await lockRun('doubt_messages', run, trx);
    const stretches = draft.kind === 'general' ? [] : draft.stretches;
    const pages = await source.lock(trx, userId, stretches);
    const { citations, ...made } = settle(draft, pages);
    const provider = { provider: answers.name, model: answers.model };
    const done = { phase: null, draft: null, finishedAt: new Date(), nextCheckAt: null };
    await insertCitations(trx, run.id, citations);
    await DoubtMessage.query(trx)
      .findById(run.id)
      .patch({ ...provider, ...done, ...made });
    return made.status;
  });
}

function settle(draft: StoredDraft, pages: readonly CitablePage[]): Made {
  if (draft.kind === 'general') {
    const { kind, answer, confidence } = draft;
    const lists = { steps: draft.steps.map(safeMarkdown), keyPoints: draft.keyPoints.map(safeMarkdown) };
    return {
      ...lists,
      status: 'answered',
      grounding: kind,
      answer: `${GENERAL_NOTE}\n\n${safeMarkdown(answer)}`,
      followUps: draft.followUps.map(safeMarkdown),
      confidence,
      citations: [],
    };
  }
  const pageOf = pageFinder(draft.stretches, pages);
  if (draft.kind === 'none') return abstain(draft.stretches, pageOf);
  const check = (parts: typeof draft.answer) => parts.map((part) => checkPart(part, pageOf));
  const checked = { answer: check(draft.answer), steps: check(draft.steps), keyPoints: check(draft.keyPoints) };
  const { citations, ...composed } = composeAnswer(checked);
  if (composed.answer === '') return abstain(draft.stretches, pageOf);
  const kept = checked.answer.filter(isBacked).length / checked.answer.length;
  return {
    ...composed,
    status: 'answered',
    grounding: 'materials',
    followUps: draft.followUps.map(safeMarkdown),
    confidence: draft.confidence * kept,
    citations: citations.map((quote) => ({ ...quote, kind: 'cited' })),
  };
}

/** Says so, and offers what came nearest. */
function abstain(stretches: readonly Stretch[], pageOf: ReturnType<typeof pageFinder>): Made {
  const nearest = stretches.slice(0, NEAREST).flatMap((stretch, at) => {
    const page = pageOf(at + 1);
    const span = page && excerptOf(page.text, stretch);
    if (!span) return [];
    const { materialId, pageNo } = stretch;
    return [{ kind: 'nearest' as const, materialId, pageNo, quote: page.text.slice(span.start, span.end), ...span }];
  });
  return { status: 'abstained', citations: nearest };
}

async function insertCitations(trx: Transaction, messageId: string, citations: Made['citations']): Promise<void> {
  if (citations.length === 0) return;
  const rows = citations.map(({ start, end, ...citation }, ord) => ({
    ...citation,
    messageId,
    ord,
    startOffset: start,
    endOffset: end,
  }));
  await DoubtCitation.query(trx).insert(rows);
}
