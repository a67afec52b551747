import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { PARTS, type Part } from './parts.js';

/** What a reader says of a sentence and what it cites: the first two are supported, the others are not. */
export const SUPPORT_LABELS = [
  'supported',
  'other-language-supported',
  'near-miss',
  'wrong-number',
  'wrong-unit',
  'wrong-date',
  'wrong-subject',
  'negation',
  'heading',
  'other-language-unsupported',
] as const;
export type SupportLabel = (typeof SUPPORT_LABELS)[number];

/** A sentence of an answer held against what it cites. */
export interface SupportPair {
  id: string;
  part: Part;
  /** Languages of the page and of the claim, as BCP 47 writes them. */
  language: string;
  claimLanguage: string;
  claim: string;
  /** Each stands in `text`, up to white space. */
  quotes: string[];
  /** The piece of the page around the quotes, with headings in lines of their own, as pages are stored. */
  text: string;
  label: SupportLabel;
  /** What is done to the quote, of pairs where that is worth telling: 'paraphrase', 'number-words', 'reversed' … */
  how: string | undefined;
}

/** Whether a reader takes the quotes for enough. */
export const isSupported = ({ label }: Pick<SupportPair, 'label'>): boolean =>
  label === 'supported' || label === 'other-language-supported';

const Source = z.strictObject({
  source: z.string(),
  language: z.string(),
  text: z.string(),
  pairs: z.array(
    z.strictObject({
      label: z.enum(SUPPORT_LABELS),
      how: z.string().optional(),
      claimLanguage: z.string().optional(),
      claim: z.string(),
      quotes: z.array(z.string()).min(1),
    }),
  ),
});

/** Every pair of both parts, named by its source and its place there. @throws where a file has another form */
export function readSupportPairs(): SupportPair[] {
  return PARTS.flatMap((part) => {
    const file = readFileSync(new URL(`./support-pairs/${part}.yml`, import.meta.url), 'utf8');
    return z
      .array(Source)
      .parse(parse(file))
      .flatMap(({ source, language, text, pairs }) =>
        pairs.map(({ how, claimLanguage = language, ...pair }, at) => ({
          id: `${source}-${at + 1}`,
          part,
          language,
          claimLanguage,
          text: headingsApart(text),
          how,
          ...pair,
        })),
      );
  });
}

/** Headings without their marks, in paragraphs of their own. */
const headingsApart = (text: string): string => text.replace(/^# (.+)$/gm, '\n$1\n').trim();
