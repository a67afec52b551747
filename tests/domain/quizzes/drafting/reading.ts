import type { GuideLanguage } from '../../../../domain/guides/guide-language.js';
import { readSource, type Source } from '../../../../domain/quizzes/drafting/source.js';
import { loadGuideLanguages } from '../../../../services/content/load-guide-languages.js';

const languages = await loadGuideLanguages();

/** The language of a code. @throws Error where nothing is drafted in it */
export function languageOf(code: string): GuideLanguage {
  const found = languages.find((one) => one.language === code);
  if (!found) throw new Error(`nothing is drafted in ${code}`);
  return found;
}

/** A text of one page as drafting reads it, with the terms that it puts forward. */
export function readText(text: string, code = 'en', { pageNo = 1, marked = [] as readonly string[] } = {}): Source {
  const source = readSource({ pages: [{ pageNo, text }], language: languageOf(code), marked });
  if (!source) throw new Error(`nothing is drafted in ${code}`);
  return source;
}
