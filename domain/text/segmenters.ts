type Granularity = 'sentence' | 'word';

const made = new Map<string, Intl.Segmenter>();

/**
 * The segmenter of a language, made once: of sentences, or of words, which languages without spaces have by their own
 * dictionaries.
 * @param language BCP 47; English where it is not known
 */
export function segmenterOf(granularity: Granularity, language: string | null | undefined): Intl.Segmenter {
  const key = `${granularity} ${language ?? 'en'}`;
  const segmenter = made.get(key) ?? new Intl.Segmenter(language ?? 'en', { granularity });
  made.set(key, segmenter);
  return segmenter;
}
