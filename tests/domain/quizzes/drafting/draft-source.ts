import { readSource, type Source } from '../../../../domain/quizzes/drafting/source.js';
import { loadGuideLanguages } from '../../../../services/content/load-guide-languages.js';

/** Reads texts as the seventh page of a source. */
export async function sourceReader(): Promise<(text: string, code?: string) => Source> {
  const languages = await loadGuideLanguages();
  return (text, code = 'en') => {
    const language = languages.find((one) => one.language === code);
    const source = language && readSource({ pages: [{ pageNo: 7, text }], language, marked: [] });
    if (!source) throw new Error(`nothing is drafted in ${code}`);
    return source;
  };
}
