import { readSource, type Source, type SourceSentence } from '../../../../domain/quizzes/drafting/source.js';
import type { SourceTerm } from '../../../../domain/quizzes/drafting/terms.js';
import { foldText } from '../../../../domain/text/fold-text.js';
import { contentWordsOf, wordsOf } from '../../../../domain/tutor/support/words.js';
import { loadGuideLanguages } from '../../../../services/content/load-guide-languages.js';

/** An empty source of a language. */
export type SourceIn = (code: string) => Source;

export async function loadSources(): Promise<SourceIn> {
  const languages = await loadGuideLanguages();
  return (code) => {
    const language = languages.find((one) => one.language === code);
    const source = language && readSource({ pages: [], language, marked: [] });
    if (!source) throw new Error(code);
    return source;
  };
}

export function sentenceOf(text: string, { lexicon }: Source, own: Partial<SourceSentence> = {}): SourceSentence {
  const spoken = wordsOf(text, lexicon);
  return {
    pageNo: 1,
    text,
    words: spoken.map(({ folded }) => folded),
    isWhole: true,
    refersBack: false,
    heading: '',
    folded: foldText(text),
    isItem: false,
    before: '',
    recent: '',
    isSupposed: false,
    spoken,
    content: contentWordsOf(spoken, lexicon),
    quantities: [],
    ...own,
  };
}

/** The term that stands between stars in a sentence: `*Rust* is the`. */
export function termOf(
  starred: string,
  source: Source,
  own: Partial<SourceTerm> = {},
  heading = '',
): SourceTerm & { sentence: SourceSentence } {
  const [before = '', term = '', after = ''] = starred.split('*');
  const sentence = sentenceOf(`${before}${term}${after}`, source, { heading });
  return {
    term,
    folded: foldText(term),
    sentence,
    at: before.length,
    found: 'defined',
    mentions: new Set([sentence]),
    isKind: false,
    isLabel: false,
    isCounted: true,
    isBare: true,
    isCommon: true,
    shape: 'one/thing//',
    ...own,
  };
}
