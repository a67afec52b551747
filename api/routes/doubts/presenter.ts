import type { DoubtCitation } from '../../../db/models/doubt-citation.js';
import type { DoubtMessage } from '../../../db/models/doubt-message.js';
import { failureWord } from '../../contract/failure-word.js';

/** A question as the student who asked sees it. */
export const presentDoubtMessage = (message: DoubtMessage) => ({
  id: message.id,
  sessionId: message.sessionId,
  question: message.question,
  status: message.status,
  phase: message.status === 'processing' ? message.phase : null,
  failure: failureWord(message.failure),
  answer: message.answer,
  citations: (message.citations ?? []).map(presentCitation),
  provider: message.provider,
  model: message.model,
  createdAt: message.createdAt.toISOString(),
  finishedAt: message.finishedAt?.toISOString() ?? null,
});

const presentCitation = ({ materialId, pageNo, quote, startOffset, endOffset }: DoubtCitation) => ({
  materialId,
  pageNo,
  quote,
  start: startOffset,
  end: endOffset,
});
