import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import type { GuideLanguage } from '../../domain/guides/guide-language.js';
import { wordsOf } from '../../domain/guides/words.js';
import { foldText } from '../../domain/text/fold-text.js';
import { isUnspaced } from '../../domain/text/unspaced.js';
import { CONTENT_FOLDER, filesIn } from './content-folder.js';
import { guideLanguageFile } from './guide-language-schema.js';
import { parseContent, unusable } from './parse-content.js';

/**
 * What is known of each language that guides are made in, and questions about them are asked in: the files of `guide/`
 * in the content folder, each named by its language.
 * @throws Error naming the file and the fields that are wrong, or the folder that has no languages.
 */
export async function loadGuideLanguages(folder = CONTENT_FOLDER): Promise<GuideLanguage[]> {
  const place = join(folder, 'guide');
  const files = await filesIn(place, 'languages');
  return Promise.all(files.map((file) => readLanguage(join(place, file), file)));
}

async function readLanguage(path: string, name: string): Promise<GuideLanguage> {
  const file = parseContent(guideLanguageFile, { file: path, text: await readFile(path, 'utf8') });
  if (name !== `${file.language}.yaml`)
    throw unusable(path, [`language: the file must be named ${file.language}.yaml`]);
  return toLanguage(file);
}

function toLanguage({
  language,
  questions,
  words,
  keys,
  ask,
  defines,
  ...lists
}: z.infer<typeof guideLanguageFile>): GuideLanguage {
  const setOf = (texts: readonly string[]) => new Set(texts.map(foldText));
  const [places, pages] = [setOf(lists.places), setOf(lists.pages)];
  const numbers = lists.numbers.map((one) => setOf(one.split(' ')));
  const known = [
    words,
    ...Object.values(questions).flat(),
    ...lists.wholes,
    ...lists.places,
    ...lists.pages,
    ...lists.articles,
  ];
  return {
    language,
    questions,
    vocabulary: new Set(known.flatMap((text) => wordsOf(text)).filter((word) => !/^\p{N}+$/u.test(word))),
    wholes: lists.wholes.map(foldText),
    keys: keys.map(foldText),
    places,
    pages,
    attached: [...lists.places, ...lists.pages].filter(isUnspaced),
    numbers,
    defines,
    articles: setOf(lists.articles),
    back: setOf(lists.back),
    ask,
  };
}
