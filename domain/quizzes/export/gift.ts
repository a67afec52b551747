import { type ExportedQuestion, type PlainQuestion, plainQuestion } from './exported-question.js';
import { inDigits, shareOf } from './numbers.js';
import { comparedText, lineText, richText, stemWithUnit } from './texts.js';

/**
 * Questions in GIFT (https://docs.moodle.org/en/GIFT_format), with their explanations. What it has no kind for, or
 * says less well, stands in a comment before the question.
 */
export const giftOf = (questions: readonly ExportedQuestion[]): string => questions.map(questionOf).join('\n');

function questionOf(question: ExportedQuestion): string {
  const plain = plainQuestion(question);
  const stem = plain.kind === 'numeric' ? stemWithUnit(question.stem, plain.unit) : question.stem;
  return `${[
    ...commentsOn(plain).map((comment) => `// ${comment}`),
    `::${escaped(lineText(question.name))}::${rich(stem)} {${answersOf(plain)}`,
    `####${rich(question.explanation)}`,
    '}',
  ].join('\n')}\n`;
}

/** What would else be read as a sign of the format. */
const escaped = (text: string): string => text.replaceAll(/[\\~=#{}:]/g, '\\$&');
/** It names its format, so that no sign at its front is taken for another, or for a weight. */
const rich = (text: string): string => `[html]${escaped(richText(text))}`;

function commentsOn(plain: PlainQuestion): string[] {
  if (plain.kind === 'matching' && plain.isOrder)
    return ['An order: GIFT has no such kind, so each place is matched with its item.'];
  if (plain.kind === 'numeric' && plain.unit !== null)
    return ['A number with a unit: GIFT has no units, so the number alone is compared.'];
  return [];
}

function answersOf(plain: PlainQuestion): string {
  switch (plain.kind) {
    case 'choice':
      return plain.isSingle ? inLines(plain.options.map(singleOption)) : inLines(weighed(plain.options));
    case 'true-false':
      return plain.right ? 'TRUE' : 'FALSE';
    case 'numeric':
      return `#${inDigits(plain.value)}:${inDigits(plain.tolerance)}`;
    case 'short-text':
      // An arrow in an answer would make pairs of it, and cannot be escaped.
      return inLines(plain.accepted.map((text) => `=%100%${escaped(comparedText(text)).replaceAll('->', '→')}`));
    case 'matching':
      return inLines(plain.pairs.map(pairOf));
  }
}

const inLines = (answers: readonly string[]): string => ['', ...answers].join('\n');

type Choice = Extract<PlainQuestion, { kind: 'choice' }>['options'][number];
const singleOption = ({ text, isRight }: Choice): string => `${isRight ? '=' : '~'}${rich(text)}`;

/** Each right option is worth its share, and a wrong one takes as much away. */
function weighed(options: readonly Choice[]): string[] {
  const share = shareOf(options.filter(({ isRight }) => isRight).length);
  return options.map(({ text, isRight }) => `~%${isRight ? '' : '-'}${share}%${rich(text)}`);
}

const pairOf = ({ prompt, option }: Extract<PlainQuestion, { kind: 'matching' }>['pairs'][number]): string =>
  `=${prompt === null ? '' : rich(prompt)} -> ${escaped(lineText(option))}`;
