import { readSource, type Source } from '../../../../domain/quizzes/drafting/source.js';
import { loadGuideLanguages } from '../../../../services/content/load-guide-languages.js';

const languages = await loadGuideLanguages();

/** A text of one page as drafting reads it, with the terms that it puts forward. */
export function readText(text: string, code = 'en', { pageNo = 1, marked = [] as readonly string[] } = {}): Source {
  const language = languages.find((one) => one.language === code);
  const source = language && readSource({ pages: [{ pageNo, text }], language, marked });
  if (!source) throw new Error(`nothing is drafted in ${code}`);
  return source;
}
