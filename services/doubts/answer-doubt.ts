import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { AnswerProvider, DraftAnswer } from '../../clients/ai/provider.js';
import { DoubtCitation } from '../../db/models/doubt-citation.js';
import { DoubtMessage } from '../../db/models/doubt-message.js';
import { lockCitablePages, type PageStretch, pageStretches } from '../../db/queries/page-stretches.js';
import { locateQuote } from '../../domain/quotes.js';
import { mergeStretches } from '../../domain/stretches.js';
import type { Run } from '../../domain/workflow-ids.js';
import { lockRun } from '../runs.js';

export interface AnswerDeps {
  db: Knex;
  answers: AnswerProvider;
}

/**
 * Answers a question from the given chunks. A quote that does not stand on its page is dropped,
 * and an answer left without any becomes an abstention: nothing is stored that cannot be checked.
 * @throws Failure Superseded, and those of the answer provider.
 */
export async function answerDoubt(
  { db, answers }: AnswerDeps,
  run: Run & { chunkIds: readonly string[] },
  signal: AbortSignal,
): Promise<'answered' | 'abstained'> {
  const message = await db.transaction(async (trx) => {
    await lockRun('doubt_messages', run, trx);
    return DoubtMessage.query(trx).patchAndFetchById(run.id, { phase: 'answering' });
  });
  const stretches = mergeStretches(await pageStretches(db, message.userId, run.chunkIds));
  const draft = await draftAnswer(answers, message.question, stretches, signal);
  return db.transaction(async (trx) => {
    await lockRun('doubt_messages', run, trx);
    const citations = await verifyCitations(trx, message.userId, draft, stretches);
    const made = {
      provider: answers.name,
      model: answers.model,
      phase: null,
      finishedAt: new Date(),
      nextCheckAt: null,
    };
    if (citations.length === 0) {
      await DoubtMessage.query(trx)
        .findById(run.id)
        .patch({ ...made, status: 'abstained' });
      return 'abstained';
    }
    await DoubtCitation.query(trx).insert(citations.map((citation, ord) => ({ ...citation, ord, messageId: run.id })));
    await DoubtMessage.query(trx)
      .findById(run.id)
      .patch({ ...made, status: 'answered', answer: draft.answer });
    return 'answered';
  });
}

async function draftAnswer(
  answers: AnswerProvider,
  question: string,
  stretches: readonly PageStretch[],
  signal: AbortSignal,
): Promise<DraftAnswer> {
  if (stretches.length === 0) return { supported: false, answer: '', citations: [] };
  const passages = stretches.map(({ pageText, start, end }, at) => ({ ref: at + 1, text: pageText.slice(start, end) }));
  return answers.answer(question, passages, signal);
}

interface VerifiedCitation {
  materialId: string;
  pageNo: number;
  quote: string;
  startOffset: number;
  endOffset: number;
}

/** The draft's quotes that stand, now, on a page that the student may read. */
async function verifyCitations(
  trx: Transaction,
  userId: string,
  draft: DraftAnswer,
  stretches: readonly PageStretch[],
): Promise<VerifiedCitation[]> {
  if (!draft.supported || draft.answer.trim() === '') return [];
  const pages = await lockCitablePages(trx, userId, stretches);
  return draft.citations.flatMap(({ ref, quote }) => {
    const cited = stretches[ref - 1];
    const page = pages.find((one) => one.materialId === cited?.materialId && one.pageNo === cited.pageNo);
    const span = page && locateQuote(page.text, quote);
    if (!page || !span) return [];
    const { materialId, pageNo, text } = page;
    return [
      { materialId, pageNo, quote: text.slice(span.start, span.end), startOffset: span.start, endOffset: span.end },
    ];
  });
}
