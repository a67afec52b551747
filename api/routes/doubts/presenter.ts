import type { DoubtCitation } from '../../../db/models/doubt-citation.js';
import type { DoubtMessage } from '../../../db/models/doubt-message.js';
import type { ThreadSummary } from '../../../db/queries/doubts.js';
import { failureWord } from '../../contract/failure-word.js';

/** A question as the student who asked sees it. */
export const presentDoubtMessage = (message: DoubtMessage) => ({
  id: message.id,
  sessionId: message.sessionId,
  question: message.question,
  imageText: message.imageText,
  status: message.status,
  phase: message.status === 'processing' ? message.phase : null,
  seconds: Math.max(0, Math.floor(((message.finishedAt ?? new Date()).getTime() - message.createdAt.getTime()) / 1000)),
  failure: failureWord(message.failure),
  grounding: message.grounding,
  answer: message.answer,
  steps: message.steps,
  keyPoints: message.keyPoints,
  citations: ofKind(message, 'cited'),
  nearest: ofKind(message, 'nearest'),
  followUps: message.followUps,
  confidence: message.confidence,
  provider: message.provider,
  model: message.model,
  repeatedOf: message.repeatedOf,
  feedback: message.feedback ? { verdict: message.feedback.verdict, comment: message.feedback.comment } : null,
  createdAt: message.createdAt.toISOString(),
  finishedAt: message.finishedAt?.toISOString() ?? null,
});

const ofKind = ({ citations = [] }: DoubtMessage, kind: DoubtCitation['kind']) =>
  citations.filter((citation) => citation.kind === kind).map(presentCitation);

const presentCitation = ({ materialId, pageNo, quote, startOffset, endOffset }: DoubtCitation) => ({
  materialId,
  pageNo,
  quote,
  start: startOffset,
  end: endOffset,
});

/** A thread in the history. */
export const presentThread = ({ createdAt, updatedAt, ...thread }: ThreadSummary) => ({
  ...thread,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});
