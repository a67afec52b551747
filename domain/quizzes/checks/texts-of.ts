import { languageOf } from '../../tutor/support/language-of.js';
import type { LanguageCode } from '../../tutor/support/languages/language-data.js';
import type { DraftQuestion } from '../draft-question.js';

/** A text of a question with its place. */
export interface PlacedText {
  field: string;
  text: string;
}

const placed = (field: string, texts: readonly string[]): PlacedText[] =>
  texts.map((text, at) => ({ field: `${field}[${at}]`, text }));

/** The right options of a question with options; none of other kinds. */
export function rightOptions(question: DraftQuestion): PlacedText[] {
  if (question.kind === 'single-choice') return [{ field: 'right', text: question.right }];
  return question.kind === 'multiple-choice' ? placed('right', question.right) : [];
}

/** The wrong options of a question with options; none of other kinds. */
export const wrongOptions = (question: DraftQuestion): PlacedText[] =>
  question.kind === 'single-choice' || question.kind === 'multiple-choice' ? placed('wrong', question.wrong) : [];

/** Every text that a student may choose, order, match or is shown as the answer. */
export function answerTexts(question: DraftQuestion): PlacedText[] {
  switch (question.kind) {
    case 'single-choice':
    case 'multiple-choice':
      return [...rightOptions(question), ...wrongOptions(question)];
    case 'short-text':
      return placed('accepted', question.accepted);
    case 'ordering':
      return placed('items', question.items);
    case 'matching':
      return question.pairs.flatMap((pair, at) => placed(`pairs[${at}]`, pair));
    default:
      return [];
  }
}

/** What is right, as text. */
export function keyTexts(question: DraftQuestion): string[] {
  if (question.kind === 'numeric') return [`${question.value} ${question.unit ?? ''}`.trim()];
  return (
    question.kind === 'single-choice' || question.kind === 'multiple-choice'
      ? rightOptions(question)
      : answerTexts(question)
  ).map(({ text }) => text);
}

/** Every text of a question. */
export const allTexts = (question: DraftQuestion): PlacedText[] => [
  { field: 'stem', text: question.stem },
  ...answerTexts(question),
  { field: 'explanation', text: question.explanation },
];

/** The language that a question is put in. */
export const languageOfQuestion = (question: DraftQuestion, expected: LanguageCode): LanguageCode =>
  languageOf([question.stem, question.explanation].join('\n'), expected);
