import type { DraftPart, DraftQuote } from '../../domain/tutor/draft-parts.js';
import { flag, list, object, reference, type Shape, share, text } from './form-shapes.js';
import type { GeneralDraft } from './provider.js';

/** A form for a model to fill in. */
export interface Form<T> extends Shape<T> {
  /** What it is called in the request. */
  name: string;
  /** Its fields in their order. */
  fields: readonly string[];
}

/**
 * Characters and items of each field at most. A draft that fills all of it has some 12,000 characters, which at three
 * to a token are MAX_OUTPUT_TOKENS: in most languages no draft runs into that limit, and a model that repeats itself
 * is stopped by the schema long before.
 */
const BOUNDS = {
  answer: { parts: 8, text: 320, quotes: 2 },
  steps: { parts: 8, text: 240, quotes: 1 },
  keyPoints: { parts: 4, text: 160, quotes: 1 },
  quote: 200,
  followUps: { items: 3, text: 120 },
  /** Sentences that are written again at once. */
  revised: 20,
  /** Sentences that are judged at once, and the one word that is said of each. */
  verdicts: { items: 12, text: 10 },
};

/** Tokens of a response at most; with it a call's cost is bounded before it is made. */
export const MAX_OUTPUT_TOKENS = 4_000;

/** The passage of a citation that names none. */
export const UNKNOWN_REF = 0;

/** `[2] the quote`, as a string where an object belongs. */
function namedInText(value: unknown): unknown {
  if (typeof value !== 'string') return undefined;
  const [, ref, quote = ''] = /^\s*\[?\(?(\d{1,3})[\]):.]+\s*([\s\S]*)$/.exec(value) ?? [];
  return ref === undefined ? { quote: value } : { ref, quote: quote.replace(/^["“«]|["”»]$/g, '') };
}

const quoted = object<DraftQuote>(
  { ref: reference, quote: text(BOUNDS.quote) },
  { ref: UNKNOWN_REF, quote: '' },
  namedInText,
);

const citation: Shape<DraftQuote> = {
  ...quoted,
  read(value) {
    const read = quoted.read(value);
    return read?.quote === '' ? undefined : read;
  },
};

/** Text first: a model that has written and quoted a sentence knows better whether there is an answer. */
const part = (bound: { text: number; quotes: number }): Shape<DraftPart> =>
  object<DraftPart>(
    { text: text(bound.text), citations: list(citation, bound.quotes) },
    { text: '', citations: [] },
    (value) => (typeof value === 'string' ? { text: value } : undefined),
  );

const parts = ({ parts: max, ...bound }: { parts: number; text: number; quotes: number }): Shape<DraftPart[]> => {
  const items = list(part(bound), max);
  // A text in the place of the list is its sentences.
  return { ...items, read: (value) => items.read(typeof value === 'string' ? sentencesOf(value) : value) };
};

/** What models write where a list is to be empty. */
const NOTHING = /^[\s\p{P}]*(?:none|null|n\/a|empty)?[\s\p{P}]*$/iu;

const sentencesOf = (value: string): string[] =>
  value.split(/(?<=[.!?。！？।])\s+|(?<=[。！？])|\n+/u).filter((sentence) => !NOTHING.test(sentence));

/** What a model drafts from passages. */
export interface DraftFields {
  answer: DraftPart[];
  steps: DraftPart[];
  keyPoints: DraftPart[];
  followUps: string[];
  confidence: number;
  /** Whether the model thinks that the passages hold an answer; null where it does not say. */
  supported: boolean | null;
}

/** Of an answer whose model does not say how sure it is. */
const UNSURE = 0.5;

const followUps = list(text(BOUNDS.followUps.text), BOUNDS.followUps.items);

const named = <T>(name: string, shape: Omit<Form<T>, 'name'>): Form<T> => ({ name, ...shape });

export const DRAFT_FORM = named(
  'answer',
  object<DraftFields>(
    {
      answer: parts(BOUNDS.answer),
      steps: parts(BOUNDS.steps),
      keyPoints: parts(BOUNDS.keyPoints),
      followUps,
      confidence: share,
      supported: flag,
    },
    { answer: [], steps: [], keyPoints: [], followUps: [], confidence: UNSURE, supported: null },
  ),
);

export const REVISION_FORM = named(
  'parts',
  object<{ parts: DraftPart[] }>({ parts: parts({ ...BOUNDS.answer, parts: BOUNDS.revised }) }, { parts: [] }),
);

export const SUMMARY_FORM = named(
  'summary',
  object<{ summary: DraftPart[] }>({ summary: parts(BOUNDS.answer) }, { summary: [] }),
);

/** What a model says of sentences, each by its number: yes, no, or that it cannot tell. */
export const VERDICTS_FORM = named(
  'verdicts',
  object<{ verdicts: { sentence: number; stated: string }[] }>(
    {
      verdicts: list(
        object({ sentence: reference, stated: text(BOUNDS.verdicts.text) }, { sentence: UNKNOWN_REF, stated: '' }),
        BOUNDS.verdicts.items,
      ),
    },
    { verdicts: [] },
  ),
);

const plainList = ({ parts, text: max }: { parts: number; text: number }) => list(text(max), parts);

export const GENERAL_FORM = named(
  'general',
  object<GeneralDraft>(
    {
      answer: text(BOUNDS.answer.parts * BOUNDS.answer.text),
      steps: plainList(BOUNDS.steps),
      keyPoints: plainList(BOUNDS.keyPoints),
      followUps,
      confidence: share,
    },
    { answer: '', steps: [], keyPoints: [], followUps: [], confidence: UNSURE },
  ),
);
