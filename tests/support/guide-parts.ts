import type { GuideLanguage } from '../../domain/guides/guide-language.js';
import { loadGuideLanguages } from '../../services/content/load-guide-languages.js';
import { createAboutExamples } from '../../services/guides/about-examples.js';

/** What is known of languages, read once. */
let known: Promise<GuideLanguage[]> | undefined;
const languages = (): Promise<GuideLanguage[]> => {
  known ??= loadGuideLanguages();
  return known;
};

/** What guides are made and asked with where there is neither an encoder nor a chat model: words are compared. */
export const wordsAlone = {
  encoder: null,
  questionEncoder: null,
  writer: null,
  languages,
  aboutExamples: createAboutExamples({ encoders: null, languages }),
};
