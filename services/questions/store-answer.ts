import type { Transaction } from 'objection';
import { Citation } from '../../db/models/citation.js';
import type { Question } from '../../db/models/question.js';
import type { CitableLesson } from '../../db/queries/lesson-texts.js';
import { textsUpTo } from '../../db/queries/page-spans.js';
import { sectionAt } from '../../domain/learning/lesson-text.js';
import type { Run } from '../../domain/runs/flows.js';
import { placeAt } from '../../domain/text/document-place.js';
import { excerptOf } from '../../domain/text/excerpts.js';
import { hasMadePages } from '../../domain/text/formats.js';
import { languageOf } from '../../domain/text/language.js';
import { safeMarkdown } from '../../domain/text/safe-markdown.js';
import {
  type CitableText,
  isLesson,
  isPage,
  type PageRef,
  refOf,
  type SourceRef,
  sourceKey,
} from '../../domain/text/source-ref.js';
import type { SourceSpan } from '../../domain/text/source-spans.js';
import {
  backedShare,
  checkPart,
  composeAnswer,
  type TextOf,
  textFinder,
  type VerifiedQuote,
} from '../../domain/tutor/checked-answer.js';
import type { StoredDraft } from '../../domain/tutor/stored-draft.js';
import { raiseVersion } from '../game/raise-version.js';
import { finishRow } from '../runs/finish-run.js';
import { inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { lockRun } from '../runs/lock-run.js';
import { creditAnswer } from './credit-answer.js';
import type { AnswerDeps } from './draft-answer.js';
import type { CitableSource } from './passage-source.js';
import { questionText } from './question-text.js';

/** Passages offered where nothing answered. */
const NEAREST = 3;

const GENERAL_NOTE = {
  materials: 'Your materials do not answer this. What follows is general knowledge, without a source.',
  lessons: 'Neither your materials nor the lessons answer this. What follows is general knowledge, without a source.',
};

type Columns = 'grounding' | 'answer' | 'steps' | 'keyPoints' | 'followUps' | 'confidence';

/** What a row is finished with. */
interface FinishedAnswer extends Partial<Pick<Question, Columns>> {
  status: 'answered' | 'abstained';
  citations: (VerifiedQuote & Pick<Citation, 'kind'>)[];
}

interface StoreAnswerDeps extends TransactionDeps, Pick<AnswerDeps, 'source'> {
  answers: Pick<AnswerDeps['answers'], 'name' | 'model'>;
}

/**
 * Stores the answer of a run. Every quote is held against its text once more, in this transaction and with pages locked,
 * so that nothing is stored that does not stand there; of a lesson it keeps the hash of the text that it was found in.
 * What is answered is credited in the same transaction.
 * @throws Failure Superseded.
 */
export async function storeAnswer(
  deps: StoreAnswerDeps,
  { userId, draft, ...run }: Run & { userId: string; draft: StoredDraft },
): Promise<'answered' | 'abstained'> {
  const { source, answers, clock } = deps;
  return inTransaction(deps, async (trx, after) => {
    const question = await lockRun('answerQuestion', run, trx);
    const now = clock();
    const spans = draft.kind === 'general' ? [] : draft.spans;
    const texts = await source.lock(userId, spans, trx);
    const { citations, ...columns } = composeRow(draft, textFinder<SourceRef>(spans, texts), question);
    const provider = { provider: answers.name, model: answers.model };
    await insertCitations(run.id, citations, texts, trx);
    const spoken = languagesOf(question, columns.answer);
    await finishRow('answerQuestion', question, { ...provider, ...columns, ...spoken }, now, trx);
    if (columns.status === 'answered') await creditAnswer(question, now, after, trx);
    else await raiseVersion(userId, trx);
    return columns.status;
  });
}

/** In which languages is asked and answered, so that a reader can be told where they differ. */
const languagesOf = (question: Question, answer: string | null | undefined) => ({
  questionLanguage: languageOf(questionText(question)) ?? null,
  answerLanguage: languageOf(withoutNote(answer ?? '')) ?? null,
});

const withoutNote = (answer: string): string =>
  Object.values(GENERAL_NOTE).reduce((text, note) => text.replace(note, ''), answer);

function composeRow(draft: StoredDraft, textOf: TextOf, { lessonsAllowed }: Question): FinishedAnswer {
  if (draft.kind === 'general') {
    const { kind, answer, confidence } = draft;
    const lists = { steps: draft.steps.map(safeMarkdown), keyPoints: draft.keyPoints.map(safeMarkdown) };
    return {
      ...lists,
      status: 'answered',
      grounding: kind,
      answer: `${GENERAL_NOTE[lessonsAllowed ? 'lessons' : 'materials']}\n\n${safeMarkdown(answer)}`,
      followUps: draft.followUps.map(safeMarkdown),
      confidence,
      citations: [],
    };
  }
  if (draft.kind === 'none') return abstain(draft.spans, textOf);
  const check = (parts: typeof draft.answer) => parts.map((part) => checkPart(part, textOf));
  const checked = { answer: check(draft.answer), steps: check(draft.steps), keyPoints: check(draft.keyPoints) };
  const { citations, ...composed } = composeAnswer(checked);
  if (composed.answer === '') return abstain(draft.spans, textOf);
  return {
    ...composed,
    status: 'answered',
    grounding: citations.some((quote) => !isLesson(quote)) ? 'materials' : 'lessons',
    followUps: draft.followUps.map(safeMarkdown),
    confidence: draft.confidence * backedShare(checked),
    citations: citations.map((quote) => ({ ...quote, kind: 'cited' })),
  };
}

/** Says so, and offers what came nearest. */
function abstain(spans: readonly SourceSpan[], textOf: TextOf): FinishedAnswer {
  const nearest = spans.slice(0, NEAREST).flatMap((span, at) => {
    const text = textOf(at + 1)?.text ?? '';
    const excerpt = excerptOf(text, span);
    if (!excerpt) return [];
    const quote = text.slice(excerpt.start, excerpt.end);
    return [{ kind: 'nearest' as const, ...refOf(span), quote, ...excerpt }];
  });
  return { status: 'abstained', citations: nearest };
}

async function insertCitations(
  questionId: string,
  citations: FinishedAnswer['citations'],
  texts: readonly CitableSource[],
  trx: Transaction,
): Promise<void> {
  if (citations.length === 0) return;
  const lessons = new Map(texts.filter(isLesson).map((lesson) => [lesson.lessonId, lesson]));
  const pages = new Map(texts.filter(isPage).map((page) => [sourceKey(page), page]));
  const rows: Partial<Citation>[] = [];
  for (const [ord, { start, end, ...citation }] of citations.entries()) {
    const place = isLesson(citation)
      ? placeIn(lessons.get(citation.lessonId), start)
      : await placeOnPage(pages.get(sourceKey(citation)), start, trx);
    rows.push({ ...citation, ...place, questionId, ord, startOffset: start, endOffset: end });
  }
  await Citation.query(trx).insert(rows);
}

/** What a citation tells of its place beside the page: the number printed on it, or headings and a paragraph. */
async function placeOnPage(page: CitableText<PageRef> | undefined, start: number, trx: Transaction) {
  const isMade = page?.format !== undefined && hasMadePages(page.format);
  const place = page && isMade ? placeAt(await textsUpTo(trx, page), start) : {};
  return { pageLabel: page?.label ?? null, ...place };
}

/** What a citation keeps of its lesson, which may be another one day. */
const placeIn = (lesson: CitableLesson | undefined, start: number) =>
  lesson && { lessonTitle: lesson.title, lessonHash: lesson.hash, lessonSection: sectionAt(lesson.text, start) };
