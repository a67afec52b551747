import { readSource, type Source } from '../../../../domain/quizzes/drafting/source.js';
import { loadGuideLanguages } from '../../../../services/content/load-guide-languages.js';

/** A text of one page as drafting reads it. */
export async function readText(text: string, code = 'en', marked: readonly string[] = []): Promise<Source> {
  const language = (await loadGuideLanguages()).find((one) => one.language === code);
  const source = language && readSource({ pages: [{ pageNo: 1, text }], language, marked });
  if (!source) throw new Error(`nothing is drafted in ${code}`);
  return source;
}
