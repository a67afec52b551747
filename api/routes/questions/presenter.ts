import type { Citation } from '../../../db/models/citation.js';
import type { Question } from '../../../db/models/question.js';
import type { ThreadSummary } from '../../../db/queries/questions.js';
import { failureCode } from '../../../domain/runs/failure-code.js';

/** A question as the student who asked sees it at a moment. */
export const presentQuestion = (message: Question, now: Date) => ({
  id: message.id,
  threadId: message.threadId,
  question: message.question,
  imageText: message.imageText,
  status: message.status,
  phase: message.status === 'processing' ? message.phase : null,
  seconds: Math.max(0, Math.floor(((message.finishedAt ?? now).getTime() - message.createdAt.getTime()) / 1000)),
  failure: message.failure && failureCode(message.failure),
  grounding: message.grounding,
  answer: message.answer,
  questionLanguage: message.questionLanguage,
  answerLanguage: message.answerLanguage,
  steps: message.steps,
  keyPoints: message.keyPoints,
  citations: ofKind(message, 'cited'),
  nearest: ofKind(message, 'nearest'),
  followUps: message.followUps,
  partlySearched: message.partlySearched,
  confidence: message.confidence,
  provider: message.provider,
  model: message.model,
  repeatedOf: message.repeatedOf,
  feedback: message.feedback ? { verdict: message.feedback.verdict, comment: message.feedback.comment } : null,
  createdAt: message.createdAt.toISOString(),
  finishedAt: message.finishedAt?.toISOString() ?? null,
});

type CitedLesson = Pick<Citation, 'lesson' | 'lessonTitle' | 'lessonSection' | 'lessonHash'>;

const ofKind = ({ citations = [] }: Question, kind: Citation['kind']) =>
  citations.filter((citation) => citation.kind === kind).map(presentCitation);

const presentCitation = ({ materialId, pageNo, pageLabel, quote, startOffset, endOffset, ...citation }: Citation) => ({
  materialId,
  pageNo,
  pageLabel,
  place: presentPlace(citation),
  lesson: presentLesson(citation),
  quote,
  start: startOffset,
  end: endOffset,
});

const presentPlace = ({ headingPath, paragraphNo }: Pick<Citation, 'headingPath' | 'paragraphNo'>) =>
  headingPath === null || paragraphNo === null ? null : { headings: headingPath, paragraph: paragraphNo };

/** The lesson as it was when it was quoted, and what became of it. */
const presentLesson = ({ lesson, lessonTitle, lessonSection, lessonHash }: CitedLesson) =>
  lessonTitle === null
    ? null
    : {
        id: lesson?.id ?? null,
        title: lessonTitle,
        section: lessonSection,
        isChanged: lesson?.textHash !== lessonHash,
        isRetired: !lesson || lesson.retiredAt !== null,
      };

/** A thread in the history. */
export const presentThread = ({ createdAt, updatedAt, ...thread }: ThreadSummary) => ({
  ...thread,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});
