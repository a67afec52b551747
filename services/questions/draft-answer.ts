import type { AiCall, AnswerProvider, EmbeddingProvider } from '../../clients/ai/provider.js';
import type { Question } from '../../db/models/question.js';
import type { Run } from '../../domain/runs/flows.js';
import { isAskedFor, isLesson } from '../../domain/text/source-ref.js';
import { mergeSpans, placeOf, type SpanWithText } from '../../domain/text/source-spans.js';
import type { StoredDraft } from '../../domain/tutor/stored-draft.js';
import type { MeterOf } from '../ai/meter.js';
import type { TransactionDeps } from '../runs/in-transaction.js';
import { writeInRun } from '../runs/lock-run.js';
import { type AboutWholeDeps, draftAboutWhole } from './about-whole.js';
import { type DraftInput, draftFromSpans } from './draft-from-spans.js';
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
 * Has an answer drafted from chunks of the student's materials; where these hold none from those of lessons; and where
 * these hold none from general knowledge, if the student allowed it. Each draft is kept with its message: it is paid for
 * once, whatever becomes of the worker.
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

  const spans = async () => spansToAnswerFrom(deps, message, run.chunkIds);
  const fromWholeOrPassages = async () =>
    (await draftAboutWhole(deps, { message, asked }, call)) ??
    (await fromMaterials(deps, message, { asked, spans: await spans() }, call));
  let draft = message.draft ?? (await keep(await fromWholeOrPassages()));
  if (draft.kind === 'none' && draft.isForLessons)
    draft = await keep(
      await fromLessons(deps, message, draft, { asked, spans: (await spans()).filter(isLesson) }, call),
    );
  const { answerGenerally } = deps.answers;
  if (draft.kind !== 'none' || !draft.isOpen || !answerGenerally) return;
  await keep({ kind: 'general', ...(await answerGenerally(asked, call)) });
}

/** Joined where they are neighbors. A chunk may go over the edge of the pages that were asked for. */
async function spansToAnswerFrom(
  { source }: AnswerDeps,
  message: Question,
  chunkIds: readonly string[],
): Promise<SpanWithText[]> {
  const read = await source.read(message.userId, chunkIds);
  return mergeSpans(read.filter((span) => isAskedFor(message, span)));
}

/**
 * The least confidence in an answer from lessons. All together they are of all subjects, so that something in them is
 * near to anything; one that the student names is searched as materials are. Offline by the questions that docs/tutor.md
 * tells of; of a chat model above what it gets that says itself that they hold no answer.
 */
const MIN_CONFIDENCE: Record<AnswerProvider['name'], { all: number; named: number }> = {
  offline: { all: 0.77, named: 0 },
  openai: { all: 0.5, named: 0.5 },
};

/** The student's own materials come first: a lesson is asked only where they hold no answer. */
async function fromMaterials(
  { answers }: AnswerDeps,
  message: Question,
  { asked, spans }: DraftInput,
  call: AiCall,
): Promise<StoredDraft> {
  const own = spans.filter((span) => !isLesson(span));
  const draft = await draftFromSpans(answers, { asked, spans: own }, call);
  const isForLessons = own.length < spans.length;
  return draft ?? { kind: 'none', spans: spans.map(placeOf), isOpen: message.generalAllowed, isForLessons };
}

async function fromLessons(
  { answers }: AnswerDeps,
  { lessonId }: Question,
  none: Extract<StoredDraft, { kind: 'none' }>,
  { asked, spans }: DraftInput,
  call: AiCall,
): Promise<StoredDraft> {
  const draft = await draftFromSpans(answers, { asked, spans }, call);
  const least = MIN_CONFIDENCE[answers.name][lessonId === null ? 'all' : 'named'];
  const isSure = draft?.kind === 'materials' && draft.confidence >= least;
  return isSure ? draft : { ...none, isForLessons: false };
}
