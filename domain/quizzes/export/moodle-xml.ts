import { type ExportedQuestion, type PlainQuestion, plainQuestion } from './exported-question.js';
import { inDigits, shareOf } from './numbers.js';
import { comparedText, lineText, richText, stemWithUnit, unitText } from './texts.js';

/**
 * Questions in Moodle XML (https://docs.moodle.org/en/Moodle_XML_format), with their explanations. What it has no kind
 * for stands in a comment before the question.
 */
export const moodleXmlOf = (questions: readonly ExportedQuestion[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${questions.map(questionOf).join('')}</quiz>\n`;

const TYPES = {
  choice: 'multichoice',
  'true-false': 'truefalse',
  numeric: 'numerical',
  'short-text': 'shortanswer',
  matching: 'matching',
} as const;

function questionOf(question: ExportedQuestion): string {
  const plain = plainQuestion(question);
  const stem = plain.kind === 'numeric' ? stemWithUnit(question.stem, plain.unit) : question.stem;
  return [
    ...(plain.kind === 'matching' && plain.isOrder
      ? ['<!-- An order: Moodle has no such kind before 4.4, so each place is matched with its item. -->']
      : []),
    `<question type="${TYPES[plain.kind]}">`,
    `<name>${text(lineText(question.name))}</name>`,
    `<questiontext format="html">${text(richText(stem))}</questiontext>`,
    `<generalfeedback format="html">${text(richText(question.explanation))}</generalfeedback>`,
    '<defaultgrade>1</defaultgrade>',
    '<penalty>0</penalty>',
    ...partsOf(plain),
    '</question>\n',
  ].join('\n');
}

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (raw: string): string => raw.replaceAll(/[&<>]/g, (sign) => ESCAPED[sign] ?? sign);
const text = (raw: string): string => `<text>${escaped(raw)}</text>`;
const rich = (raw: string): string => text(richText(raw));

/** @param fraction percent of the mark */
const answer = (fraction: string, words: string, more = '', format = 'plain_text'): string =>
  `<answer fraction="${fraction}" format="${format}">${words}${more}</answer>`;

function partsOf(plain: PlainQuestion): string[] {
  switch (plain.kind) {
    case 'choice': {
      const share = shareOf(plain.options.filter(({ isRight }) => isRight).length);
      const wrong = plain.isSingle ? '0' : `-${share}`;
      return [
        `<single>${plain.isSingle}</single>`,
        '<shuffleanswers>true</shuffleanswers>',
        '<answernumbering>none</answernumbering>',
        ...plain.options.map((option) => answer(option.isRight ? share : wrong, rich(option.text), '', 'html')),
      ];
    }
    case 'true-false':
      return [true, false].map((word) => answer(word === plain.right ? '100' : '0', text(String(word))));
    case 'numeric':
      return numericParts(plain);
    case 'short-text':
      return ['<usecase>0</usecase>', ...plain.accepted.map((one) => answer('100', text(comparedText(one))))];
    case 'matching':
      return ['<shuffleanswers>true</shuffleanswers>', ...plain.pairs.map(pairOf)];
  }
}

const pairOf = ({ prompt, option }: Extract<PlainQuestion, { kind: 'matching' }>['pairs'][number]): string =>
  `<subquestion format="html">${rich(prompt ?? '')}<answer>${text(lineText(option))}</answer></subquestion>`;

/**
 * A unit has to be there: without it the whole mark is taken away (2: a share of the mark of the question). Of percent
 * the sign may be missing (0: units are optional), as in the product.
 */
function numericParts({ value, tolerance, unit }: Extract<PlainQuestion, { kind: 'numeric' }>): string[] {
  const right = answer('100', text(inDigits(value)), `<tolerance>${inDigits(tolerance)}</tolerance>`);
  if (unit === null) return [right];
  return [
    right,
    `<units><unit><multiplier>1</multiplier><unit_name>${escaped(unitText(unit))}</unit_name></unit></units>`,
    `<unitgradingtype>${unit === '%' ? 0 : 2}</unitgradingtype>`,
    '<unitpenalty>1</unitpenalty>',
    '<showunits>0</showunits>',
    '<unitsleft>0</unitsleft>',
  ];
}
