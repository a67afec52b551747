import type { Transaction } from 'objection';
import type { Answerer } from '../../clients/ai/index.js';
import { Citation } from '../../db/models/citation.js';
import { Question } from '../../db/models/question.js';
import { lessonsChangedSince, materialsChangedSince } from '../../db/queries/questions.js';
import { foldWhiteSpace } from '../../domain/text/quotes.js';
import type { SourceRef } from '../../domain/text/source-ref.js';
import { textFinder } from '../../domain/tutor/checked-answer.js';
import { hashJson } from '../../lib/hash-json.js';
import { createPassageSource } from './passage-source.js';
import type { ScopeColumns } from './question-scope.js';

/** How long an answer serves the same question again. */
const KEPT_HOURS = 24;

/** Names what is asked, whatever its case and spaces, where it is looked for, and who is to answer it. */
export function questionHash(
  asked: ScopeColumns & { question: string; generalAllowed: boolean },
  { provider, model, version }: Answerer,
): string {
  const { question, materialIds, topicId, pageFrom, pageTo, lessonsAllowed, lessonId, generalAllowed } = asked;
  const folded = foldWhiteSpace(question).toLowerCase();
  const parts = [
    folded,
    [...new Set(materialIds)].sort(),
    topicId,
    pageFrom,
    pageTo,
    lessonsAllowed,
    lessonId,
    generalAllowed,
    provider,
    model,
    version,
  ];
  return hashJson(parts);
}

interface NewQuestion extends ScopeColumns {
  id: string;
  threadId: string;
  userId: string;
  question: string;
  questionHash: string | null;
  workflowId: string;
}

/**
 * Answers a question from the store: with the student's own answer to the same one, where it is not older than a day,
 * was not called wrong or unclear, nothing in its scope has changed since, and every quote still stands.
 * @returns the new message, or undefined where there is none to repeat
 */
export async function repeatAnswer(
  asked: NewQuestion,
  answerer: Answerer,
  now: Date,
  trx: Transaction,
): Promise<Question | undefined> {
  const { userId, questionHash } = asked;
  const twin = questionHash === null ? undefined : await findTwin({ userId, questionHash }, answerer, now, trx);
  if (!twin || (await hasChangedSince(asked, twin.createdAt, trx))) return undefined;
  const citations = twin.citations ?? [];
  if (!(await stillStand(asked.userId, citations, trx))) return undefined;
  const { grounding, answer, steps, keyPoints, followUps, confidence, provider, model } = twin;
  const { questionLanguage, answerLanguage } = twin;
  const message = await Question.query(trx).insertAndFetch({
    ...asked,
    // A copy is not copied again: it would outlive the day.
    questionHash: null,
    ...{ grounding, answer, steps, keyPoints, followUps, confidence, provider, model },
    ...{ questionLanguage, answerLanguage },
    status: 'answered',
    repeatedOf: twin.id,
    finishedAt: now,
  });
  if (citations.length > 0) {
    const rows = citations.map(({ id: _id, createdAt: _made, updatedAt: _changed, ...citation }) => ({
      ...citation,
      questionId: asked.id,
    }));
    await Citation.query(trx).insert(rows);
  }
  return message;
}

/** While another configuration comes in, a worker may still answer by the one before: its answers say so. */
async function findTwin(
  asked: { userId: string; questionHash: string },
  { provider, model }: Answerer,
  now: Date,
  trx: Transaction,
): Promise<Question | undefined> {
  return Question.query(trx)
    .where({ ...asked, provider, model, status: 'answered' })
    .whereNotExists(Question.relatedQuery('feedback').whereNot({ verdict: 'helpful' }))
    .where('finishedAt', '>', new Date(now.getTime() - KEPT_HOURS * 3_600_000))
    .orderBy('id', 'desc')
    .withGraphFetched('citations')
    .forShare()
    .first();
}

/** Whether what is looked in has come, gone or changed. */
const hasChangedSince = async (
  { userId, lessonsAllowed }: NewQuestion,
  since: Date,
  trx: Transaction,
): Promise<boolean> =>
  (await materialsChangedSince(trx, userId, since)) || (lessonsAllowed && (await lessonsChangedSince(trx, since)));

async function stillStand(userId: string, citations: readonly Citation[], trx: Transaction): Promise<boolean> {
  const sources = citations.flatMap((citation) => sourceOf(citation) ?? []);
  if (sources.length < citations.length) return false;
  const texts = await createPassageSource(trx).lock(userId, sources, trx);
  const textOf = textFinder<SourceRef>(sources, texts);
  return citations.every(
    ({ quote, startOffset, endOffset }, at) => textOf(at + 1)?.text.slice(startOffset, endOffset) === quote,
  );
}

/** What a citation is of; undefined where that is gone. */
function sourceOf({ materialId, pageNo, lessonId }: Citation): SourceRef | undefined {
  if (lessonId !== null) return { lessonId };
  return materialId !== null && pageNo !== null ? { materialId, pageNo } : undefined;
}
