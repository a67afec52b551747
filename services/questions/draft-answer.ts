import type { AiCall, AnswerProvider, EmbeddingProvider, QuestionInput } from '../../clients/ai/provider.js';
import type { Question } from '../../db/models/question.js';
import type { Run } from '../../domain/runs/flows.js';
import { mergePageSpans } from '../../domain/text/page-spans.js';
import type { StoredDraft } from '../../domain/tutor/stored-draft.js';
import type { MeterOf } from '../ai/meter.js';
import type { TransactionDeps } from '../runs/in-transaction.js';
import { writeInRun } from '../runs/lock-run.js';
import { type AboutWholeDeps, draftAboutWhole } from './about-whole.js';
import { askedPages } from './asked-pages.js';
import { draftFromSpans, placesOf } from './draft-from-spans.js';
import { earlierTurns } from './earlier-turns.js';
import { enterPhase } from './enter-phase.js';
import type { PassageSource } from './passage-source.js';
import { questionText } from './question-text.js';

export interface AnswerDeps extends AboutWholeDeps, TransactionDeps {
  source: PassageSource;
  answers: AnswerProvider;
  meterOf: MeterOf;
  /** The offline encoder, which bounds of support are chosen with; null where it is not there. */
  questionEncoder: Pick<EmbeddingProvider, 'embed'> | null;
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

  const fromWholeOrPassages = async () =>
    (await draftAboutWhole(deps, message, asked, call)) ??
    (await fromMaterials(deps, message, { asked, chunkIds: run.chunkIds }, call));
  const draft = message.draft ?? (await keep(await fromWholeOrPassages()));
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
  const isAskedFor = askedPages(message);
  // A chunk may go over the edge of the pages that were asked for.
  const read = await source.read(message.userId, chunkIds);
  const spans = mergePageSpans(read.filter(({ pageNo }) => isAskedFor(pageNo)));
  const draft = await draftFromSpans(answers, { asked, spans }, call);
  return draft ?? { kind: 'none', spans: placesOf(spans), isOpen: message.generalAllowed };
}
