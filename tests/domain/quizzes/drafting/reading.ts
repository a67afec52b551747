import { readSource, type Source } from '../../../../domain/quizzes/drafting/source.js';
import { loadGuideLanguages } from '../../../../services/content/load-guide-languages.js';

const languages = await loadGuideLanguages();

/** A text of one page as drafting reads it. */
export function readText(text: string, code = 'en'): Source {
  const language = languages.find((one) => one.language === code);
  const source = language && readSource({ pages: [{ pageNo: 1, text }], language, marked: [] });
  if (!source) throw new Error(`nothing is drafted in ${code}`);
  return source;
}
