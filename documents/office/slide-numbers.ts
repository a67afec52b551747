import { writeNumber } from '../plain-text/list-numbers.js';

/** What stands before a paragraph of a slide; undefined for nothing. */
export type Bullet = 'dot' | AutoNumber | undefined;

interface AutoNumber {
  /** As in `alphaUcPeriod`. */
  type: string;
  start: number;
}

/** Gives the markers of the paragraphs of one text in their order, for each with a text: `- `, `2. `, `(b) `; '' for none. */
export type NextBullet = (level: number, bullet: Bullet) => string;

interface Count {
  kind: string;
  number: number;
}

/** The forms of numbers, by the words that Word has for them. */
const FORMATS: Readonly<Record<string, string>> = {
  alphaLc: 'lowerLetter',
  alphaUc: 'upperLetter',
  romanLc: 'lowerRoman',
  romanUc: 'upperRoman',
};

/** Counts as PowerPoint does: a level begins anew behind a paragraph above it, and behind one of another kind on it. */
export function createSlideNumbers(): NextBullet {
  const counts: (Count | undefined)[] = [];
  return (level, bullet) => {
    counts.length = Math.min(counts.length, level + 1);
    const isNumber = bullet !== undefined && bullet !== 'dot';
    const kind = isNumber ? `${bullet.type} ${bullet.start}` : '';
    const last = counts[level];
    const first = isNumber ? bullet.start : 1;
    const number = last?.kind === kind ? last.number + 1 : first;
    counts[level] = { kind, number };
    return isNumber ? writeAutoNumber(bullet.type, number) : bullet === undefined ? '' : '- ';
  };
}

/** What `a:buAutoNum` says. */
export function autoNumberOf({ type = '', startAt }: Readonly<Record<string, string>>): AutoNumber {
  const start = Number(startAt ?? 1);
  return { type, start: Number.isInteger(start) && start > 0 ? start : 1 };
}

/** Figures of other scripts are written as ours. */
function writeAutoNumber(type: string, number: number): string {
  const [form = ''] = /^(?:alpha|roman)[LU]c/.exec(type) ?? [];
  const text = writeNumber(FORMATS[form] ?? '', number);
  if (type.endsWith('ParenBoth')) return `(${text}) `;
  if (type.endsWith('ParenR')) return `${text}) `;
  return /(?:Plain|Minus)$/.test(type) ? `${text} ` : `${text}. `;
}
