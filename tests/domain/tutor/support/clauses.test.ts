import { describe, expect, test } from '@jest/globals';
import { clausesOf } from '../../../../domain/tutor/support/clauses.js';
import type { LanguageCode } from '../../../../domain/tutor/support/languages/language-data.js';
import { lexiconOf } from '../../../../domain/tutor/support/lexicon.js';

const cut = (text: string, language: LanguageCode) =>
  clausesOf(text, lexiconOf(language)).map(({ words }) => words.map((word) => word.text).join(' '));
const areDenied = (text: string, language: LanguageCode) =>
  clausesOf(text, lexiconOf(language)).map(({ isNegated }) => isNegated);

describe('a text is cut', () => {
  test.each<[LanguageCode, string, string[]]>([
    ['en', 'Ice melts. Water flows, it is cold', ['Ice melts', 'Water flows', 'it is cold']],
    ['en', 'Ice melts slowly (in the sun): it flows', ['Ice melts slowly', 'in the sun', 'it flows']],
    ['en', 'Ice melts - it flows', ['Ice melts', 'it flows']],
    ['en', 'Well-known ice of 1,040 tonnes', ['Well known ice of 1 040 tonnes']],
    ['en', 'Ice melts and water flows', ['Ice melts', 'and water flows']],
    ['en', 'But water flows', ['But water flows']],
    ['en', '. Ice melts.', ['Ice melts']],
    ['en', '', []],
    ['en', '...', []],
    ['zh', '水热但茶冷，很苦', ['水 热 但 茶 冷', '很 苦']],
    ['ar', 'الماء بارد؛ الشاي حار', ['الماء بارد', 'الشاي حار']],
  ])('%s: %s', (language, text, expected) => {
    expect(cut(text, language)).toEqual(expected);
  });
});

describe('a clause is denied', () => {
  test.each<[LanguageCode, string, boolean[]]>([
    ['en', 'Ice does not melt, water flows', [true, false]],
    ['en', 'Ice melts and no water flows', [false, true]],
    ['en', 'Ice does not only melt', [false]],
    ['es', 'Se dice que n no es primo', [false, true]],
    ['zh', '水热。茶不热', [false, true]],
    ['zh', '茶不仅热。没有水', [false, true]],
  ])('%s: %s', (language, text, expected) => {
    expect(areDenied(text, language)).toEqual(expected);
  });

  test.each([
    ['Il ne mange que du pain', false],
    ["Il n'a qu'un livre", false],
    ["Il ne boit qu'une eau", false],
    ["Il n'en a que deux", false],
    ['Il ne mange pas', true],
    ['Pas que du pain', true],
    ['Il ne mange pas que du pain', true],
    ['Il ne mange jamais que du pain', true],
    ['Il ne connaît aucun livre que je connais', true],
    ['Il ne connaît aucune ville que je connais', true],
    ['Il ne dit rien que du mal', true],
    ['Il ne voit personne que sa sœur', true],
    ['Il ne boit ni thé ni eau que je connais', true],
    ['Il mange ce que je mange', false],
  ])('French by ‘ne’ unless ‘que’ turns it into only: %s: %s', (text, expected) => {
    expect(areDenied(text, 'fr')).toEqual([expected]);
  });

  test.each([
    ['水は熱くない', true],
    ['水は熱くなかった', true],
    ['水を飲みません', true],
    ['知らずに飲む', true],
    ['水を使わず煮る', true],
    ['外を見ず歩く', true],
    ['水ではなく茶を飲む', true],
    ['水なしで煮る', true],
    ['水は熱い', false],
    ['一つずつ食べる', false],
    ['水は熱くなる', false],
    ['水がなくなる', false],
    ['水は休みなく流れる', true],
    ['無料です', false],
    ['茶は熱いだけでなく苦い', false],
    ['便利なだけでなくしっかりしている', false],
  ])('Japanese by endings: %s: %s', (text, expected) => {
    expect(areDenied(text, 'ja')).toEqual([expected]);
  });
});
