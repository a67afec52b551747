import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { loadGuideLanguages } from '../../../services/content/load-guide-languages.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scholium-guide-'));
  await cp('content/guide', join(folder, 'guide'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

const change = async (file: string, from: string, to: string) => {
  const path = join(folder, 'guide', file);
  const text = await readFile(path, 'utf8');
  expect(text).toContain(from);
  await writeFile(path, text.replace(from, to));
};

describe('the languages of guides', () => {
  test('are ten, each with words, examples and questions of its own', async () => {
    const languages = await loadGuideLanguages(folder);
    expect(languages.map(({ language }) => language)).toEqual([
      'ar',
      'de',
      'en',
      'es',
      'fr',
      'hi',
      'ja',
      'pt',
      'ru',
      'zh',
    ]);
    expect(languages.filter(({ attached }) => attached.length > 0).map(({ language }) => language)).toEqual([
      'ja',
      'zh',
    ]);
    for (const { vocabulary, ask } of languages) {
      expect(vocabulary.size).toBeGreaterThan(90);
      expect(ask.term).toContain('{term}');
    }
  });

  test.each([
    ['a word that nobody knows', 'articles:', 'atricles:', /en\.yaml cannot be used:[\s\S]*atricles/],
    ['a question without a place for its term', '{term}', 'that', /ask\.term: must have \{term\} in it, once/],
    ['numbers that do not go to ten', 'one first,', '', /numbers: must have the words from one to ten/],
    ['two spaces in a phrase', 'refers to', 'refers  to', /defines\[\d+\]: must be one line, with single spaces/],
    ['a definition that another hides', 'refers to', 'is called', /defines: must have none that begins with another/],
    ['another language', 'language: en', 'language: de', /the file must be named de\.yaml/],
  ])('are refused with %s', async (_what, from, to, fault) => {
    await change('en.yaml', from, to);
    await expect(loadGuideLanguages(folder)).rejects.toThrow(fault);
  });

  test('must be there', async () => {
    await rm(join(folder, 'guide'), { recursive: true });
    await expect(loadGuideLanguages(folder)).rejects.toThrow();
  });
});
