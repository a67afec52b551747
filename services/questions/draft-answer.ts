import type { Knex } from 'knex';
import type { AiCall, AnswerProvider, EmbeddingProvider, Passage, QuestionInput } from '../../clients/ai/provider.js';
import type { Question } from '../../db/models/question.js';
import type { PageSpanText } from '../../db/queries/page-spans.js';
import type { Run } from '../../domain/runs/flows.js';
import { mergePageSpans } from '../../domain/text/page-spans.js';
import type { StoredDraft } from '../../domain/tutor/stored-draft.js';
import type { MeterOf } from '../ai/meter.js';
import { writeInRun } from '../runs/lock-run.js';
import type { Clock } from '../shared/clock.js';
import { earlierTurns } from './earlier-turns.js';
import { enterPhase } from './enter-phase.js';
import type { PassageSource } from './passage-source.js';
import { questionText } from './question-text.js';

export interface AnswerDeps {
  db: Knex;
  source: PassageSource;
  answers: AnswerProvider;
  meterOf: MeterOf;
  /** The encoder that bounds of support were chosen with, where it is there. */
  encoder?: Pick<EmbeddingProvider, 'embed' | 'batchSize'> | undefined;
  clock: Clock;
}

/**
 * Has an answer drafted from chunks, or from general knowledge where they hold none and the student allowed it, and
 * keeps the draft with its message: it is paid for once, whatever becomes of the worker.
 * @throws Failure Superseded, AiBudgetExhausted, and those of the answer provider.
 */
export async function draftAnswer(
  deps: AnswerDeps,
  run: Run & { chunkIds: readonly string[] },
  signal: AbortSignal,
): Promise<void> {
  const message = await enterPhase(deps, { ...run, phase: 'answering' });
  const asked = { question: questionText(message), turns: await earlierTurns(deps, message) };
  const call = { signal, meter: deps.meterOf({ userId: message.userId, resourceId: message.id }) };
  const keep = (draft: StoredDraft) =>
    writeInRun(deps, 'answerQuestion', run, async (row, trx) => {
      await row.$query(trx).patch({ draft });
      return draft;
    });

  const draft =
    message.draft ?? (await keep(await fromMaterials(deps, message, { asked, chunkIds: run.chunkIds }, call)));
  const { answerGenerally } = deps.answers;
  if (draft.kind !== 'none' || !draft.isOpen || !answerGenerally) return;
  await keep({ kind: 'general', ...(await answerGenerally(asked, call)) });
}

async function fromMaterials(
  { source, answers }: AnswerDeps,
  message: Question,
  { asked, chunkIds }: { asked: QuestionInput; chunkIds: readonly string[] },
  call: AiCall,
): Promise<StoredDraft> {
  const spans = mergePageSpans((await source.read(message.userId, chunkIds)).filter(isAskedFor(message)));
  const places = spans.map(({ materialId, pageNo, start, end }) => ({ materialId, pageNo, start, end }));
  if (spans.length > 0) {
    const { supported, ...draft } = await answers.draft(asked, passagesOf(spans), call);
    if (supported) return { kind: 'materials', spans: places, isRevised: answers.revise === null, ...draft };
  }
  return { kind: 'none', spans: places, isOpen: message.generalAllowed };
}

/** A chunk may go over the edge of the pages that were asked for. */
const isAskedFor =
  ({ pageFrom, pageTo }: Question) =>
  ({ pageNo }: PageSpanText): boolean =>
    pageNo >= (pageFrom ?? 0) && pageNo <= (pageTo ?? Number.POSITIVE_INFINITY);

/** Page spans of pages as a provider is given them, numbered from 1. */
const passagesOf = (spans: readonly PageSpanText[]): Passage[] =>
  spans.map(({ pageText, start, end }, at) => ({ ref: at + 1, text: pageText.slice(start, end) }));
