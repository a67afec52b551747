import { readFileSync } from 'node:fs';
import type { DocumentFormat } from '../../domain/text/formats.js';
import { makePdf } from '../../stack/sample/make-pdf.js';
import type { EvaluationQuestion, Language } from './evaluation-question.js';
import { PARTS } from './parts.js';
import { readQuestions } from './questions.js';

/** A document written for this set. */
export interface EvaluationDocument {
  title: string;
  language: Language;
  format: Extract<DocumentFormat, 'pdf' | 'markdown'>;
  /** Its pages, of a PDF file in the text form of stack/sample/make-pdf.ts; a Markdown file is one. */
  pages: string[];
}

type Traits = Pick<EvaluationDocument, 'language' | 'format'>;

/** The standard fonts of a PDF file have no letters outside Latin-1. */
const DOCUMENTS: Record<string, Traits> = {
  'cell-biology': { language: 'en', format: 'pdf' },
  'french-revolution': { language: 'en', format: 'pdf' },
  energy: { language: 'en', format: 'pdf' },
  microeconomics: { language: 'en', format: 'pdf' },
  networks: { language: 'en', format: 'pdf' },
  tarnholm: { language: 'en', format: 'pdf' },
  minerals: { language: 'en', format: 'markdown' },
  'memory-reader': { language: 'en', format: 'markdown' },
  'memory-handout': { language: 'en', format: 'markdown' },
  'ostra-guide': { language: 'en', format: 'markdown' },
  'ostra-report': { language: 'en', format: 'markdown' },
  'greenhouse-faq': { language: 'en', format: 'markdown' },
  waldoekologie: { language: 'de', format: 'markdown' },
  'imperio-inca': { language: 'es', format: 'markdown' },
  electricite: { language: 'fr', format: 'markdown' },
  'song-chao': { language: 'zh', format: 'markdown' },
  shouka: { language: 'ja', format: 'markdown' },
  qalb: { language: 'ar', format: 'markdown' },
  samvidhan: { language: 'hi', format: 'markdown' },
  oceanos: { language: 'pt', format: 'markdown' },
  elementy: { language: 'ru', format: 'markdown' },
};

/** Questions about two documents at once, each fact with its document. */
const SEVERAL = { title: 'several', language: 'en' } as const;

/** The documents, and all questions about them. */
export interface EvaluationSet {
  documents: EvaluationDocument[];
  questions: EvaluationQuestion[];
}

/** Reads the set. @throws where a file has another form */
export function readEvaluationSet(): EvaluationSet {
  const documents = Object.entries(DOCUMENTS).map(([title, traits]) => ({
    title,
    ...traits,
    pages: pagesOf(title, traits),
  }));
  const questions = PARTS.flatMap((part) => [...documents, SEVERAL].flatMap((about) => readQuestions(part, about)));
  return { documents, questions };
}

/** The file that a student uploads. */
export async function fileOf({ format, pages }: Pick<EvaluationDocument, 'format' | 'pages'>): Promise<Uint8Array> {
  return format === 'pdf' ? makePdf(pages.map((text) => ({ text }))) : Buffer.from(pages.join('\n'));
}

function pagesOf(title: string, { format }: Traits): string[] {
  const text = readFileSync(new URL(`./documents/${title}.md`, import.meta.url), 'utf8');
  return format === 'pdf' ? text.split(/^---$/m).map(toPageSource) : [text];
}

/** Printed pages show a heading of any depth alike, and a dot before an item. */
const toPageSource = (page: string): string => page.trim().replace(/^#+ /gm, '# ').replace(/^- /gm, '\u2022 ');
