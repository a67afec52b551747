import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { plainMarkdown, sectionTexts } from '../../domain/learning/lesson-text.js';
import { locateQuote } from '../../domain/text/quotes.js';
import { hashJson } from '../../lib/hash-json.js';
import { type CatalogSubject, topicNamesOf } from './catalog-schema.js';
import { canBeAnswered } from './compose-written.js';
import { CONTENT_FOLDER, filesBelow } from './content-folder.js';
import type { ContentLesson } from './lesson-schema.js';
import { parseContent, unusable } from './parse-content.js';
import { type ContentQuestion, questionFile } from './question-schema.js';

/**
 * The written questions of `questions/<subject>/<topic>.yaml` in the content folder, file by file; none where there is
 * no such folder. The quote of each stands in the section that it names.
 * @throws Error naming the file and everything that is wrong in it.
 */
export async function loadQuestions(
  catalog: readonly CatalogSubject[],
  lessons: readonly ContentLesson[],
  folder = CONTENT_FOLDER,
): Promise<ContentQuestion[]> {
  const place = join(folder, 'questions');
  const topics = topicNamesOf(catalog);
  const questions: ContentQuestion[] = [];
  for (const file of await filesBelow(place, '.yaml')) {
    const path = join(place, file);
    const { topic, questions: own } = parseContent(questionFile, { file: path, text: await readFile(path, 'utf8') });
    if (!topics.has(topic)) throw unusable(path, [`topic: there is no ${topic}`]);
    if (join(place, `${topic}.yaml`) !== path) throw unusable(path, [`topic: the file must be ${topic}.yaml`]);
    const taught = lessons.filter((lesson) => lesson.topic === topic);
    const plain = own.map(withPlainQuote);
    const faults = plain.flatMap(({ evidence }, at) =>
      evidenceFaults(evidence, taught).map((fault) => `questions[${at}].evidence.${fault}`),
    );
    const odd = plain.flatMap((one, at) =>
      canBeAnswered(one) ? [] : [`questions[${at}]: its key cannot be answered`],
    );
    if (faults.length + odd.length > 0) throw unusable(path, [...faults, ...odd]);
    questions.push(...plain.map((question) => ({ ...question, topic, hash: hashJson(question) })));
  }
  return questions;
}

/** Quotes are shown as they are, and sections are searched without marks. */
const withPlainQuote = <T extends Pick<ContentQuestion, 'evidence'>>(question: T): T => ({
  ...question,
  evidence: { ...question.evidence, quote: plainMarkdown(question.evidence.quote) },
});

function evidenceFaults(
  { lesson, section, quote }: ContentQuestion['evidence'],
  lessons: readonly ContentLesson[],
): string[] {
  const cited = lessons.find(({ slug }) => slug === lesson);
  if (!cited) return [`lesson: the topic has no lesson ${lesson}`];
  const text = sectionTexts(cited.body).get(section);
  if (text === undefined) return [`section: ${lesson} has no section "${section}"`];
  return locateQuote(text, quote) ? [] : [`quote: it does not stand in "${section}"`];
}
