import type { ItemSentence, ItemToken, ItsFunction, PartOfSpeech, WinkMethods } from 'wink-nlp';

/** How much a word of each kind says about what a text is about; all others say nothing. */
const WEIGHTS: Partial<Record<PartOfSpeech, number>> = { PROPN: 1.2, NOUN: 1, NUM: 1, ADJ: 0.6, VERB: 0.5 };
/** The model takes these for stop words, but 'the third law' is not the second. */
const ORDINALS = /^(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)$/i;

/** A sentence and what its words tell. */
export interface Sentence {
  text: string;
  /** Stems of its content words (nouns, names, numbers, verbs, adjectives) with their weights. */
  content: ReadonlyMap<string, number>;
  /** Stems of its proper names. */
  names: ReadonlySet<string>;
  hasNumber: boolean;
  hasVerb: boolean;
  /** It begins with a word such as 'it' or 'these', so it needs the sentence before it. */
  leansBack: boolean;
}

/** Splits English text into sentences. */
export interface Language {
  sentences(text: string): Sentence[];
}

let loading: Promise<Language> | undefined;

/** Gives the English language model, loaded at the first call: a quarter of a second and some 60 MB. */
export function loadLanguage(): Promise<Language> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Language> {
  const [{ default: wink }, { default: model }] = await Promise.all([
    import('wink-nlp'),
    import('wink-eng-lite-web-model'),
  ]);
  const nlp = wink(model, ['sbd', 'pos']);
  return {
    sentences(text) {
      const found: Sentence[] = [];
      nlp
        .readDoc(text)
        .sentences()
        .each((sentence: ItemSentence) => void found.push(describe(nlp, sentence)));
      return found;
    },
  };
}

function describe({ its }: WinkMethods, sentence: ItemSentence): Sentence {
  const content = new Map<string, number>();
  const kinds: PartOfSpeech[] = [];
  const names = new Set<string>();
  const isTelling = (token: ItemToken) => !token.out(its.stopWordFlag) && /[\p{L}\p{N}]/u.test(token.out());
  sentence.tokens().each((token: ItemToken) => {
    const kind = token.out(its.pos) as PartOfSpeech;
    kinds.push(kind);
    const weight = ORDINALS.test(token.out()) ? 1 : isTelling(token) ? WEIGHTS[kind] : undefined;
    if (weight === undefined) return;
    // The stemmer maims figures; its declared type is of an older wink.
    const stem = token.out(kind === 'NUM' ? its.normal : (its.stem as ItsFunction<string>));
    content.set(stem, Math.max(weight, content.get(stem) ?? 0));
    if (kind === 'PROPN') names.add(stem);
  });
  return {
    text: sentence.out(),
    content,
    names,
    hasNumber: kinds.includes('NUM'),
    hasVerb: kinds.includes('VERB') || kinds.includes('AUX'),
    leansBack: kinds[0] === 'PRON' || /^(?:this|these|those|such|his|her|its|their)\b/i.test(sentence.out()),
  };
}
