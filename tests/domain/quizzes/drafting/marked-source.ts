import { readSource, type Source } from '../../../../domain/quizzes/drafting/source.js';
import { type SourceTerm, termsOf } from '../../../../domain/quizzes/drafting/terms.js';
import { loadGuideLanguages } from '../../../../services/content/load-guide-languages.js';

const languages = await loadGuideLanguages();

/** A text of one page as drafting reads it, with the terms that it puts forward. */
export function readPage(text: string, code = 'en', marked: readonly string[] = []): Source {
  const language = languages.find((one) => one.language === code);
  const source = language && readSource({ pages: [{ pageNo: 1, text }], language, marked });
  if (!source) throw new Error(code);
  return source;
}

/** What is found of a term that a source puts forward. */
export function markedTerm(source: Source, term: string): SourceTerm {
  const found = termsOf({ ...source, marked: [term] }).find((one) => one.term === term);
  if (!found) throw new Error(term);
  return found;
}
