import type { ItemSentence, ItemToken, ItsFunction, PartOfSpeech, WinkMethods } from 'wink-nlp';

/** How much a word of each part of speech says about a text's subject; all others say nothing. */
const WEIGHTS: Partial<Record<PartOfSpeech, number>> = { PROPN: 1.2, NOUN: 1, NUM: 1, ADJ: 0.6, VERB: 0.5 };
/** The model takes these for stop words, but 'the third law' is not the second. */
const ORDINALS = /^(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)$/i;

/** A content word: a noun, name, number, verb or adjective. */
export interface Word {
  stem: string;
  /** The form that a dictionary lists: 'take' of 'took'. */
  lemma: string;
  /** By its part of speech. */
  weight: number;
  isName: boolean;
}

/** A sentence and its content words. */
export interface Sentence {
  text: string;
  /** Each stem once. */
  words: readonly Word[];
  hasNumber: boolean;
  hasVerb: boolean;
  /** It begins with a word such as 'it' or 'these', so it needs the sentence before it. */
  refersBack: boolean;
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
  const words = new Map<string, Word>();
  const kinds: PartOfSpeech[] = [];
  const isContent = (token: ItemToken) => !token.out(its.stopWordFlag) && /[\p{L}\p{N}]/u.test(token.out());
  sentence.tokens().each((token: ItemToken) => {
    const kind = token.out(its.pos) as PartOfSpeech;
    kinds.push(kind);
    const weight = ORDINALS.test(token.out()) ? 1 : isContent(token) ? WEIGHTS[kind] : undefined;
    if (weight === undefined) return;

    // The stemmer damages numbers; the declared types are of an older wink.
    const stem = token.out(kind === 'NUM' ? its.normal : (its.stem as ItsFunction<string>));
    const known = words.get(stem);
    words.set(stem, {
      stem,
      lemma: token.out(its.lemma as ItsFunction<string>),
      weight: Math.max(weight, known?.weight ?? 0),
      isName: kind === 'PROPN' || known?.isName === true,
    });
  });
  return {
    text: sentence.out(),
    words: [...words.values()],
    hasNumber: kinds.includes('NUM'),
    hasVerb: kinds.includes('VERB') || kinds.includes('AUX'),
    refersBack: kinds[0] === 'PRON' || /^(?:this|these|those|such|his|her|its|their)\b/i.test(sentence.out()),
  };
}
