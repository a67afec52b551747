const FIGURES = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** A raised number that is not a part of a longer raised text. */
const MARK = `(?<![${FIGURES}⁺⁻⁽⁾])([¹²³⁴-⁹][${FIGURES}]{0,2})(?![${FIGURES}⁺⁻⁽⁾ⁿ\\p{L}\\p{N}^_{])`;

/** A line that begins with a raised number, and then with a word: a note. ²³⁵U is no word. */
const NOTE = new RegExp(
  `^[^\\S\\n]*([¹²³⁴-⁹][${FIGURES}]{0,2})(?=[^\\S\\n]+[\\p{L}\\p{N}"“‘«(]|\\p{L}{4}|["“‘«])`,
  'gmu',
);
/** Behind the mark that ends a sentence or a part of it, where no power is. */
const BEHIND_SENTENCE = new RegExp(`(?<=\\p{L}[.,;:!?]["”’»]?)${MARK}`, 'gu');
const BEHIND_YEAR = new RegExp(`(?<![\\p{L}\\p{N}.,])(1\\d{3}|20\\d{2})${MARK}(?![^\\S\\n]*[=×·*+/^<>≈])`, 'gu');
/** Behind a word of three letters or more, or a number of three figures or more. */
const BEHIND_WORD = new RegExp(`(?<=\\p{L}{3}|\\d{3})${MARK}`, 'gu');

/** Numbers that are no year where they are raised to a power. */
const ROUND = new Set(['1000', '1024', '2000', '2048']);
/** Functions and units that are raised to a power. */
const RAISED_TO_POWERS = /\b(?:sin|cos|tan|cot|sec|csc|log|exp|sinh|cosh|tanh|mol|min|rad)$/u;

/**
 * Sets the marks of notes apart from numbers, where they are raised figures: `1846⁷` becomes `1846 [7]`. A raised
 * number is a mark behind the end of a sentence, behind a year, and behind a word or a longer number where a note of
 * that number stands in the text; the note itself then begins with `[7]`. Every other raised number is a power.
 */
export function setNoteMarksApart(text: string): string {
  if (!/[¹²³⁴-⁹]/.test(text)) return text;
  const noted = new Set([...text.matchAll(NOTE)].map(([, mark = '']) => mark));
  const apart = text
    .replace(NOTE, (_all, mark: string) => `[${figuresOf(mark)}]`)
    .replace(BEHIND_SENTENCE, (mark) => `[${figuresOf(mark)}]`)
    .replace(BEHIND_YEAR, (all, year: string, mark: string, at: number, whole: string) => {
      const isTerm = /[+×·*/=^−]\s?$/u.test(whole.slice(Math.max(at - 2, 0), at));
      return isTerm || ROUND.has(year) ? all : year + noteMark(figuresOf(mark), year);
    });
  if (noted.size === 0) return apart;
  return apart.replace(BEHIND_WORD, (mark, _raised: string, at: number) => {
    const before = apart.slice(Math.max(at - 20, 0), at);
    return noted.has(mark) && !RAISED_TO_POWERS.test(before) ? noteMark(figuresOf(mark), before) : mark;
  });
}

/** A mark of a note as it stands in a line: `[7]`, and a blank before it where a figure or a formula would run into it. */
export function noteMark(mark: string, before: string): string {
  const bracketed = /^[[(].*[\])]$/u.test(mark) ? mark : `[${mark}]`;
  return /[\p{N}\p{Sm}⁺⁻₊₋}$]$/u.test(before) ? ` ${bracketed}` : bracketed;
}

const figuresOf = (mark: string): string => [...mark].map((figure) => FIGURES.indexOf(figure)).join('');
