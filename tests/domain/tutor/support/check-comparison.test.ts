import { describe, expect, test } from '@jest/globals';
import { checkComparison } from '../../../../domain/tutor/support/check-comparison.js';
import type { LanguageCode } from '../../../../domain/tutor/support/languages/language-data.js';
import { lexiconOf } from '../../../../domain/tutor/support/lexicon.js';
import { readText } from '../../../../domain/tutor/support/read-text.js';

/** With what a sentence compares wrongly; undefined where nothing is wrong or nobody can tell. */
function wrongIn(sentence: string, stated: string, own: LanguageCode = 'en', other = own): string | undefined {
  const issue = checkComparison(readText(sentence, lexiconOf(own)), readText(stated, lexiconOf(other)));
  if (issue) expect(issue.kind).toBe('comparison');
  return issue?.text;
}

type Row = [sentence: string, stated: string, expected: string | undefined];
const rows = (table: Row[]) =>
  test.each(table)('%s of %s', (sentence, stated, expected) => expect(wrongIn(sentence, stated)).toBe(expected));

describe('things that change places', () => {
  rows([
    ['Iron conducts better than red copper.', 'Red copper conducts better than iron.', 'red copper'],
    ['Iron conducts better than the red metal.', 'Copper conducts better than iron.', 'red metal'],
    ['Iron conducts better than the red metal.', 'Copper conducts better than iron ore.', 'red metal'],
    ['The grey metal conducts better than copper.', 'Copper conducts better than iron.', 'copper'],
    ['The grey metal conducts better than copper wire.', 'Copper conducts better than iron.', 'copper wire'],
    ['Copper conducts better than iron.', 'Copper conducts better than iron.', undefined],
    ['Copper conducts better than lead.', 'Copper conducts better than iron.', undefined],
    ['Iron conducts better than lead, but tin melts.', 'Lead conducts better than iron.', 'lead'],
    ['Iron conducts better than lead by 20 percent.', 'Lead conducts better than iron.', 'lead'],
    ['Iron is heavier than lead and costs more.', 'Lead is heavier than iron.', 'lead'],
    ['More dense than lead, iron sinks.', 'Lead is more dense than iron.', 'lead'],
    ['Iron is denser by far than lead.', 'Lead is denser than iron.', 'lead'],
    ['Iron exceeds lead.', 'Lead exceeds iron.', 'lead'],
    ['Germans outnumber the Swiss.', 'The Swiss outnumber the Germans.', 'Swiss'],
  ]);
});

describe('words of comparison that turn', () => {
  rows([
    ['Copper is less dense than iron.', 'Copper is more dense than iron.', 'iron'],
    ['Copper is less dense than iron.', 'Copper is more dense than iron ore.', 'iron'],
    ['Copper is less dense than iron ore.', 'Copper is more dense than iron.', 'iron ore'],
    ['Copper is less dense than lead.', 'Copper is more dense than iron.', undefined],
    ['Copper is lighter than iron.', 'Copper is heavier than iron.', 'iron'],
    ['Copper is lighter than iron.', 'Iron is heavier than copper.', undefined],
    ['Iron is heavier than lead.', 'Lead is less heavy than iron.', undefined],
    ['Iron is denser than lead.', 'Lead is less dense than iron.', undefined],
  ]);
});

describe('different words of comparison, of which nobody can tell', () => {
  rows([
    ['Iron is heavier than lead.', 'Lead is cheaper than iron.', undefined],
    ['Iron is heavier than lead.', 'Lead is bigger than iron.', undefined],
    ['Iron is denser than lead.', 'Lead is purer than iron.', undefined],
    ['Iron exceeds lead.', 'Lead is heavier than iron.', undefined],
  ]);

  test.each<Row>([
    ['Le fer coûte plus que le plomb.', 'Le plomb coûte plus que le fer.', 'plomb'],
    ['Le fer coûte plus que le plomb.', 'Le plomb est plus dense que le fer.', undefined],
    ['Le plomb est plus dense que le fer.', 'Le fer coûte plus que le plomb.', undefined],
  ])('%s of %s', (sentence, stated, expected) => {
    expect(wrongIn(sentence, stated, 'fr')).toBe(expected);
  });
});

describe('what is no comparison', () => {
  rows([
    ['The iron weighs less, no heavier than 200 lead coins.', 'Lead coins are heavier than iron.', undefined],
    ['It is heavier than 200 tons and iron conducts better than lead.', 'Lead conducts better than iron.', 'lead'],
    ['Iron is none other than steel and conducts better than lead.', 'Lead conducts better than iron.', 'lead'],
  ]);
});

describe('other languages', () => {
  test.each<[LanguageCode, ...Row]>([
    ['de', 'Eisen ist dichter als Blei.', 'Blei ist dichter als Eisen.', 'Blei'],
    ['de', 'Eisen ist dichter als Blei.', 'Eisen ist dichter als Blei.', undefined],
    ['zh', '铁比铜导电好。', '铜比铁导电好。', '铜'],
    ['zh', '京都比东京人口多。', '京都比东京人口少。', '东京'],
    ['zh', '京都比东京人口少。', '东京比京都人口多。', undefined],
    ['zh', '小米比大麦产量高。', '小米比大麦产量低。', '大麦'],
    ['zh', '塔比3人高。', '人比塔高。', undefined],
    ['zh', '铁和铜之比。', '铜比铁重。', undefined],
    ['ja', '鉄は銅より低い温度で溶ける。', '鉄は銅より高い温度で溶ける。', '銅'],
    ['ja', '鉄は銅より重い。', '銅は鉄より重い。', '銅'],
    ['ja', '鉄は銅より重い。', '銅は鉄より安い。', undefined],
    ['ja', '京都の気温は東京の気温より低い。', '東京の気温は京都の気温より低い。', '東京 気温'],
    ['ja', 'S波はP波より遅く伝わる。', 'S波はP波より速く伝わる。', 'P 波'],
    ['ja', 'S波はP波より遅く伝わる。', 'P波はS波より速く伝わる。', undefined],
  ])('%s: %s of %s', (language, sentence, stated, expected) => {
    expect(wrongIn(sentence, stated, language)).toBe(expected);
  });

  test('of two scripts are compared by more and less, if a measure is named in both', () => {
    const stated = 'P波はS波より速く伝わる。';
    expect(wrongIn('Las ondas S son más rápidas que las ondas P.', stated, 'es', 'ja')).toBe('ondas P');
    expect(wrongIn('Las ondas S cuestan más que las ondas P.', stated, 'es', 'ja')).toBeUndefined();
    expect(wrongIn('Las ondas S son menos rápidas que las ondas P.', stated, 'es', 'ja')).toBeUndefined();
  });
});
