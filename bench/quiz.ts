import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { languageOf } from '../domain/guides/guide-language.js';
import { plainMarkdown } from '../domain/learning/lesson-text.js';
import { passRates } from '../domain/quizzes/checks/pass-rates.js';
import { checkDrafts, draftAll, draftQuestions } from '../domain/quizzes/drafting/draft-questions.js';
import type { DraftPages } from '../domain/quizzes/drafting/source.js';
import { loadContent } from '../services/content/load-content.js';
import { loadGuideLanguages } from '../services/content/load-guide-languages.js';
import { ROOT } from '../stack/paths.js';
import type { Bench, Benchmark, Figures } from './benchmark.js';
import { printTable } from './report.js';
import { rounded } from './statistics.js';

/** What a text puts in bold type: its terms, and what it wants to be seen. */
const boldIn = (text: string): string[] => [...text.matchAll(/\*\*([^*\n]+)\*\*/g)].map(([, bold = '']) => bold);

const DOCUMENTS = join(ROOT, 'bench', 'tutor', 'documents');

/** How many questions the rules draft without a model, and the share of them that each check passes. */
export const quiz: Benchmark = { about: 'questions drafted without a model, and what each check passes', run };

async function run({ say, isShort }: Bench): Promise<Figures> {
  const lessons = (await loadContent()).lessons.map(({ body }) => body);
  const documents = await Promise.all(
    (await readdir(DOCUMENTS)).map((name) => readFile(join(DOCUMENTS, name), 'utf8')),
  );
  const all = [...(isShort ? [] : lessons), ...documents];
  say(`${all.length} texts …`);
  const languages = await loadGuideLanguages();
  const sources = all.flatMap((text): DraftPages[] => {
    const language = languageOf(text, languages);
    return language ? [{ pages: [{ pageNo: 1, text: plainMarkdown(text) }], language, marked: boldIn(text) }] : [];
  });
  const began = performance.now();
  const offered = sources.flatMap((source) => draftQuestions(source));
  const milliseconds = Math.round((performance.now() - began) / Math.max(sources.length, 1));
  const checked = sources.flatMap((source) => checkDrafts(source, draftAll(source)));
  const rates = Object.entries(passRates(checked)).map(([check, rate]) => [check, rounded(rate, 4)] as const);
  printTable(
    ['check', 'passes'],
    rates.map(([check, rate]) => [check, `${(rate * 100).toFixed(1)} %`]),
  );
  console.log(`${checked.length} drafted, ${offered.length} offered; a text takes ${milliseconds} ms.`);
  return {
    texts: sources.length,
    drafted: checked.length,
    offered: offered.length,
    milliseconds,
    passes: Object.fromEntries(rates),
  };
}
