import { describe, expect, test } from '@jest/globals';
import type { LanguageCode } from '../../../../domain/tutor/support/languages/language-data.js';
import { lexiconOf } from '../../../../domain/tutor/support/lexicon.js';
import { measuresOf } from '../../../../domain/tutor/support/quantities.js';

/** Each number as it stands in the text, with what it may mean, its unit and what it is. */
const read = (text: string, language: LanguageCode): string[] =>
  measuresOf(text, lexiconOf(language)).quantities.map(({ text: part, values, unit, isFactor, isWeak }) => {
    const kinds = [...(isFactor ? ['factor'] : []), ...(isWeak ? ['weak'] : [])];
    return [`${part}: ${values.join(' or ')}${unit ? ` ${unit}` : ''}`, ...kinds].join(', ');
  });

describe('numbers of texts without spaces', () => {
  test.each<[LanguageCode, string, string[]]>([
    ['zh', '长１２３公里', ['123公里: 123 km']],
    ['zh', '１．５％', ['1.5%: 1.5 %']],
    ['zh', '3百人', ['3百: 300']],
    ['zh', '2 千人', ['2 千: 2000']],
    ['zh', '3百万人', ['3百万: 3000000']],
    ['ja', '2千万人', ['2千万: 20000000']],
    ['zh', '3百5十人', ['3百5十: 350']],
    ['ja', '1億2,000万人', ['1億2,000万: 120000000']],
    ['ja', '3万5000人', ['3万5000: 35000']],
    ['zh', '1.234万人', ['1.234万: 12340']],
    ['en', '290万', ['290万: 2900000']],
    ['zh', '万一下雨', []],
    ['zh', '三万一千', ['三万一千: 31000']],
    ['zh', '三吨', ['三吨: 3 t']],
    ['zh', '三小时', ['三小时: 3 h']],
    ['zh', '三克', ['三克: 3 g']],
    ['zh', '五厘米', ['五厘米: 5 cm']],
    ['ja', '三トン', ['三トン: 3 t']],
    ['zh', '三千克', ['三千克: 3000 g']],
    ['zh', '以千克计', []],
    ['zh', '数千米', ['千米: 1000 m']],
    ['zh', '十分钟', ['十分钟: 10 min']],
    ['ja', '十分に', ['十分: 10 min, weak']],
    ['ja', '十分間', ['十分間: 10 min']],
    ['zh', '四周是山', ['四周: 4 wk, weak']],
    ['zh', '百分之5.5', ['百分之5.5: 5.5 %']],
    ['zh', '5分之3', ['5分之3: 0.6']],
    ['ja', '三分の一', ['三分の一: 0.3333333333333333']],
    ['zh', '一半的人', ['一半: 0.5, factor']],
    ['zh', '人口翻倍', ['翻倍: 2, factor']],
    ['zh', '两倍的人', ['两倍: 2, factor']],
    ['ja', '人口が倍増した', ['倍増: 2, factor']],
    ['zh', '二十只', ['二十: 20']],
    ['zh', '三个人', ['三: 3']],
    ['zh', '一个人', ['一: 1, weak']],
    ['zh', '人有四肢', ['四: 4, weak']],
    ['zh', '5年三人', ['5年: 5 y', '三: 3']],
    ['zh', '百分之三点五', ['百分之三点五: 3.5 %']],
    ['zh', '三点五公里', ['三点五公里: 3.5 km']],
    ['zh', '三点五万人', ['三点五万: 35000']],
    ['ja', '十三点二五度', ['十三点二五度: 13.25 °C']],
    ['zh', '三点五十分', ['三: 3, weak', '五十: 50']],
    ['zh', '三点十分', ['三: 3, weak', '十: 10, weak']],
    ['zh', '百分之三点多', ['百分之三: 3 %']],
    ['zh', '三人和5', ['三: 3', '5: 5']],
  ])('%s: %s', (language, text, expected) => {
    expect(read(text, language)).toEqual(expected);
  });
});

describe('the unit behind such a number is the longest that stands there', () => {
  test.each<[LanguageCode, string, string[]]>([
    ['zh', '5平方公里', ['5平方公里: 5 km2']],
    ['zh', '5 公里', ['5 公里: 5 km']],
    ['zh', '5 平方公里', ['5 平方公里: 5 km2']],
    ['zh', '5秒钟', ['5秒钟: 5 s']],
    ['zh', '三年五个月', ['三年: 3 y', '五个月: 5 mo']],
    ['zh', '三公里五米', ['三公里: 3 km', '五米: 5 m']],
    ['zh', '7至8公里', ['7: 7 km', '8公里: 8 km']],
    ['zh', '5是公里', ['5: 5']],
    ['ja', '10キロメートル', ['10キロメートル: 10 km']],
    ['ja', '10ミリリットル', ['10ミリリットル: 10 ml']],
    ['ja', '10ミリ秒', ['10ミリ秒: 10 ms']],
    ['ja', '5分間', ['5分間: 5 min']],
  ])('%s: %s', (language, text, expected) => {
    expect(read(text, language)).toEqual(expected);
  });
});

describe('units that are named without a number', () => {
  test.each<[LanguageCode, string, string[]]>([
    ['zh', '以公里计', ['km']],
    ['zh', '多少平方公里', ['km2', 'km']],
    ['zh', '大米', []],
    ['ja', '何キログラムか', ['km', 'kg', 'g']],
  ])('%s: %s', (language, text, units) => {
    expect([...measuresOf(text, lexiconOf(language)).units]).toEqual(units);
  });
});

describe('a number is rough where the text says so beside it', () => {
  test.each<[LanguageCode, string, boolean[]]>([
    ['zh', '约5公里', [true]],
    ['zh', '5公里左右', [true]],
    ['ja', '5程度', [true]],
    ['zh', '5公里', [false]],
    ['zh', '约三公里，但是后来测得9公里', [true, false]],
    ['zh', '长9公里，但是后来测得的是大约三公里', [false, true]],
  ])('%s: %s', (language, text, rough) => {
    expect(measuresOf(text, lexiconOf(language)).quantities.map(({ isRough }) => isRough)).toEqual(rough);
  });
});
