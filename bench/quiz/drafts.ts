import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadConfig } from '../../config.js';
import { languageOf } from '../../domain/guides/guide-language.js';
import { plainMarkdown } from '../../domain/learning/lesson-text.js';
import { checkDrafts, draftAll, draftQuestions } from '../../domain/quizzes/drafting/draft-questions.js';
import type { DraftPages } from '../../domain/quizzes/drafting/source.js';
import { loadContent } from '../../services/content/load-content.js';
import { loadGuideLanguages } from '../../services/content/load-guide-languages.js';
import { ROOT } from '../../stack/paths.js';
import type { Bench, Figures } from '../benchmark.js';
import { printTable } from '../report.js';
import { rounded } from '../statistics.js';
import { measureChatModel } from './chat-model.js';
import { passRates } from './pass-rates.js';

/** What a text puts in bold type: its terms, and what it wants to be seen. */
const boldIn = (text: string): string[] => [...text.matchAll(/\*\*([^*\n]+)\*\*/g)].map(([, bold = '']) => bold);

/** Documents that a chat model is asked of in the short form. */
const SHORT_DOCUMENTS = 3;

const DOCUMENTS = join(ROOT, 'bench', 'tutor', 'documents');

/**
 * How many questions the rules draft without a model, and the share of them that each check passes. Where the caller's
 * OPENAI_API_KEY or OPENAI_BASE_URL is set, what that chat model drafts of the documents is measured as well.
 */
export async function measureDrafts({ say, isShort, env }: Bench): Promise<Figures> {
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
  const { OPENAI_API_KEY, OPENAI_BASE_URL } = process.env;
  const theirs = Object.entries(process.env).filter(([name]) => /^(?:OPENAI|AI)_/.test(name));
  const hasModel = Boolean(OPENAI_API_KEY || OPENAI_BASE_URL);
  if (hasModel) say('Asking the chat model …');
  const config = loadConfig({ ...env, ...Object.fromEntries(theirs) });
  const asked = isShort ? documents.slice(0, SHORT_DOCUMENTS) : documents;
  const openai = hasModel ? { openai: await measureChatModel(config, asked.map(plainMarkdown)) } : {};
  return {
    ...openai,
    texts: sources.length,
    drafted: checked.length,
    offered: offered.length,
    milliseconds,
    passes: Object.fromEntries(rates),
  };
}
