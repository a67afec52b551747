import type { Knex } from 'knex';
import type { AiCall, AnswerProvider, Asked, Passage } from '../../clients/ai/provider.js';
import { DoubtMessage } from '../../db/models/doubt-message.js';
import type { PageStretch } from '../../db/queries/page-stretches.js';
import type { StoredDraft } from '../../domain/stored-draft.js';
import { mergeStretches } from '../../domain/stretches.js';
import type { Run } from '../../domain/workflow-ids.js';
import type { MeterOf } from '../ai/meter.js';
import { lockRun } from '../runs.js';
import { earlierTurns } from './earlier-turns.js';
import { enterPhase } from './enter-phase.js';
import type { PassageSource } from './passage-source.js';
import { problemText } from './problem-text.js';

export interface AnswerDeps {
  db: Knex;
  source: PassageSource;
  answers: AnswerProvider;
  meterOf: MeterOf;
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
  const message = await enterPhase(deps.db, run, 'answering');
  const asked = { question: problemText(message), turns: await earlierTurns(deps.db, message) };
  const call = { signal, meter: deps.meterOf({ userId: message.userId, resourceId: message.id }) };
  const keep = (draft: StoredDraft) =>
    deps.db.transaction(async (trx) => {
      await lockRun('doubt_messages', run, trx);
      await DoubtMessage.query(trx).findById(run.id).patch({ draft });
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
  message: DoubtMessage,
  { asked, chunkIds }: { asked: Asked; chunkIds: readonly string[] },
  call: AiCall,
): Promise<StoredDraft> {
  const stretches = mergeStretches((await source.read(message.userId, chunkIds)).filter(isAskedFor(message)));
  const places = stretches.map(({ materialId, pageNo, start, end }) => ({ materialId, pageNo, start, end }));
  if (stretches.length > 0) {
    const { supported, ...draft } = await answers.draft(asked, passagesOf(stretches), call);
    if (supported) return { kind: 'materials', stretches: places, isMended: answers.mend === null, ...draft };
  }
  return { kind: 'none', stretches: places, isOpen: message.generalAllowed };
}

/** A chunk may go over the edge of the pages that were asked for. */
const isAskedFor =
  ({ pageFrom, pageTo }: DoubtMessage) =>
  ({ pageNo }: PageStretch): boolean =>
    pageNo >= (pageFrom ?? 0) && pageNo <= (pageTo ?? Number.POSITIVE_INFINITY);

/** Stretches of pages as a provider is given them, numbered from 1. */
const passagesOf = (stretches: readonly PageStretch[]): Passage[] =>
  stretches.map(({ pageText, start, end }, at) => ({ ref: at + 1, text: pageText.slice(start, end) }));
