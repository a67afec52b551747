import { describe, expect, test } from '@jest/globals';
import { LANGUAGES } from '../../bench/documents/bench-file.js';
import { measure } from '../../bench/documents/measure.js';
import { pictureFiles } from '../../bench/documents/picture-files.js';
import { scanFiles } from '../../bench/documents/scan-files.js';
import { signFiles } from '../../bench/documents/sign-files.js';
import { textFiles } from '../../bench/documents/text-files.js';

const LINES = ['the tide comes in', 'twice a day', 'two metres high', 'in the morning', 'the tide'];
const of = (text: string, more: { signs?: string[]; absent?: string[] } = {}) =>
  measure(text, { lines: LINES, language: 'en', ...more });

describe('what is measured of a reading', () => {
  test('is all right where all lines follow each other, however they are broken', () => {
    expect(of(LINES.join('\n'))).toMatchObject({ words: 1, order: 1, signs: 1 });
    expect(of(LINES.join(' ').replaceAll(' ', '\n'))).toMatchObject({ words: 1, order: 1 });
  });

  test('is the share of words that are there, each as often as it stands in the file', () => {
    expect(of('the tide comes in\ntwice a day').words).toBeCloseTo(7 / 15);
    expect(of('').words).toBe(0);
  });

  test('is the share of pairs of lines that follow each other, short lines that stand twice among them', () => {
    const [a = '', b = '', c = '', d = '', e = ''] = LINES;
    expect(of([a, c, b, d, e].join('\n')).order).toBeCloseTo(1 / 4);
    expect(of([c, d, e, a, b].join('\n')).order).toBeCloseTo(3 / 4);
    expect(of([a, b, d, e].join('\n')).order).toBeCloseTo(2 / 4);
  });

  test('is the share of signs that are there, and of what is rightly not', () => {
    const asked = { signs: ['10⁸', 'day two'], absent: ['base64', 'tide'] };
    expect(of(LINES.join('\n'), asked)).toMatchObject({ signs: 0.5, missing: ['10⁸', 'no tide'] });
    expect(of('', asked).signs).toBe(0);
  });

  test('takes scripts without spaces by their characters', () => {
    const lines = ['光反应发生在', '叶绿体的类囊体膜上'];
    expect(measure('光 反应发生 在\n叶绿体的类囊体膜上', { lines, language: 'zh' })).toMatchObject({
      words: 1,
      order: 1,
    });
  });
});

test('the set has files of every kind in twelve languages, each with what stands in it', () => {
  const files = [...textFiles(), ...signFiles(), ...scanFiles(), ...pictureFiles()];
  expect(files.length).toBeGreaterThan(80);
  expect(new Set(files.map(({ language }) => language))).toEqual(new Set(LANGUAGES));
  expect(files.filter(({ lines }) => lines.length === 0 || lines.some((line) => line.trim() === ''))).toEqual([]);
});

test('files with text are made without anything from this machine', async () => {
  const made = await Promise.all([...textFiles(), ...signFiles()].map(({ make }) => make()));
  expect(made.filter(({ length }) => length < 60)).toEqual([]);
});
