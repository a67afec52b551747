import type { Source, SourceSentence } from './source.js';

export const GAP = '____';

/** A part of a sentence as a gap; an English article before it gives nothing away. */
export function withGap({ text }: SourceSentence, start: number, end: number, { code }: Source): string {
  const [before, after] = [text.slice(0, start), text.slice(end)];
  const open = code === 'en' ? before.replace(/(?<![\p{L}\p{N}])(a)n? $/iu, '$1(n) ') : before;
  return `${open}${GAP}${after}`;
}

/** What is asked for, where that stands, and the sentence with its gap. */
export const gapStem = (ask: string, { heading }: { heading: string }, gapped: string, source: Source): string =>
  `${under(heading, source)}${ask}\n${gapped}`;

/** Characters of a heading that is told. */
const MAX_HEADING = 80;

/** Under which heading something stands, without its number; nothing where there is none. */
export function under(heading: string, { wording }: Source): string {
  const plain = heading.replace(/^[\d.]+\s+/u, '').replaceAll(/["“”„«»]/gu, '');
  return plain === '' || plain.length > MAX_HEADING ? '' : `${wording.under.replace('{heading}', () => plain)} `;
}

/** Why it is so: what the source says. */
export const explain = ({ text }: SourceSentence, { wording }: Source): string =>
  wording.says.replace('{sentence}', () => text);

/** With the capital that the sentence asks for. */
export function asIn(option: string, { term, at }: { term: string; at: number }): string {
  const isCapital = /^\p{Lu}\p{Ll}/u.test(term);
  const [first = '', ...rest] = option;
  if (isCapital && at === 0) return first.toUpperCase() + rest.join('');
  if (!isCapital && /^\p{Lu}\p{Ll}/u.test(option)) return first.toLowerCase() + rest.join('');
  return option;
}
