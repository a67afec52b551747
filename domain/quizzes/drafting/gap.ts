import type { Source, SourceSentence } from './source.js';

export const GAP = '____';

/** A part of a sentence as a gap; an English article before it gives nothing away. */
export function withGap({ text }: SourceSentence, start: number, end: number, { code }: Source): string {
  const [before, after] = [text.slice(0, start), text.slice(end)];
  const open = code === 'en' ? before.replace(/(?<![\p{L}\p{N}])(a)n? $/iu, '$1(n) ') : before;
  return `${open}${GAP}${after}`;
}

/** What is asked for, where that stands, and the sentence with its gap. */
export function gapStem(ask: string, sentence: SourceSentence, gapped: string, { wording }: Source): string {
  const under = sentence.heading === '' ? '' : `${wording.under.replace('{heading}', () => sentence.heading)} `;
  return `${under}${ask}\n${gapped}`;
}

/** Why it is so: what the source says. */
export const explain = ({ text }: SourceSentence, { wording }: Source): string =>
  wording.says.replace('{sentence}', () => text);
