import { describe, expect, test } from '@jest/globals';
import { foldText } from '../../../../domain/text/fold-text.js';
import type { LanguageCode } from '../../../../domain/tutor/support/languages/language-data.js';
import { lexiconOf } from '../../../../domain/tutor/support/lexicon.js';
import { contentWordsOf, isSameWord, wordsOf } from '../../../../domain/tutor/support/words.js';

const foldedIn = (text: string, language: LanguageCode) =>
  wordsOf(text, lexiconOf(language)).map(({ folded }) => folded);

describe('the words of a text', () => {
  test.each<[LanguageCode, string, string[]]>([
    ['en', 'Cafés: 3.5 m2, or more!', ['cafes', '3', '5', 'm2', 'or', 'more']],
    [
      'en',
      "It doesn’t melt: it can't. The cat's tail",
      ['it', "doesn't", 'melt', 'it', "can't", 'the', 'cat', 's', 'tail'],
    ],
    ['zh', '绿茶，不经过发酵。', ['绿茶', '不', '经过', '发酵']],
    ['ja', '緑茶は、水。', ['緑茶', 'は', '水']],
  ])('%s: %s', (language, text, expected) => {
    expect(foldedIn(text, language)).toEqual(expected);
  });

  test('stand with their places in the text', () => {
    expect(wordsOf('绿茶，经过', lexiconOf('zh'))).toEqual([
      { text: '绿茶', folded: '绿茶', start: 0, end: 2, isCapital: false },
      { text: '经过', folded: '经过', start: 3, end: 5, isCapital: false },
    ]);
  });

  test('a phrase is one word from the beginning of its first word to the end of its last', () => {
    expect(wordsOf('In May no later than five', lexiconOf('en'))).toEqual([
      { text: 'In', folded: 'in', start: 0, end: 2, isCapital: false },
      { text: 'May', folded: 'may', start: 3, end: 6, isCapital: true },
      { text: 'no', folded: 'no_later_than', start: 7, end: 20, isCapital: false },
      { text: 'five', folded: 'five', start: 21, end: 25, isCapital: false },
    ]);
  });

  test.each<[LanguageCode, string, string[]]>([
    ['en', 'no later', ['no', 'later']],
    ['en', 'later than no', ['later', 'than', 'no']],
    ['en', 'no longer or no matter', ['no_longer', 'or', 'no_matter']],
    ['de', 'nicht mehr als nicht nur', ['nicht_mehr_als', 'nicht_nur']],
  ])('a phrase is one only where all its words stand in order (%s: %s)', (language, text, expected) => {
    expect(foldedIn(text, language)).toEqual(expected);
  });
});

describe('a capital', () => {
  test.each([
    ['Waves arrive', 'Waves', false],
    ['The Waves arrive', 'Waves', true],
    ['the pH falls', 'pH', false],
    ['It melts. Waves', 'Waves', false],
    ['It melts.  Waves', 'Waves', false],
    ['“It melts.” Waves', 'Waves', false],
    ['It melts, Waves', 'Waves', true],
    ['e.Waves', 'Waves', true],
    ['Seas\nWaves', 'Waves', false],
    ['Seas\n  Waves', 'Waves', false],
    ['Seas\n- Waves', 'Waves', false],
    ['Seas\n•  Waves', 'Waves', false],
    ['Seas - Waves', 'Waves', true],
    ['Seas\n+ Waves', 'Waves', true],
    ['Seas\n-Waves', 'Waves', true],
  ])('in %j counts for %s: %s', (text, word, expected) => {
    expect(wordsOf(text, lexiconOf('en')).find((one) => one.text === word)?.isCapital).toBe(expected);
  });
});

describe('words that say something of their own', () => {
  test.each<[LanguageCode, string, string[]]>([
    ['en', 'Copper melts, and then it is not about 12 in May', ['Copper', 'melts']],
    ['en', 'A wave, x 7, of vitamin A', ['wave', 'vitamin', 'A']],
    ['en', 'P waves', ['P', 'waves']],
    ['en', 'IN THE Hague, and In The end', ['Hague', 'end']],
    ['en', 'The word みず names water', ['word', 'みず', 'names', 'water']],
    ['ru', 'я в доме', ['доме']],
    ['ja', 'すしと速いお茶', ['速い', 'お茶']],
    ['ja', 'きれいな水', ['きれい', '水']],
  ])('%s: %s', (language, text, expected) => {
    const lexicon = lexiconOf(language);
    expect(contentWordsOf(wordsOf(text, lexicon), lexicon).map((word) => word.text)).toEqual(expected);
  });
});

describe('forms of one word', () => {
  test.each([
    ['melts', 'melting', true],
    ['heat', 'heatings', true],
    ['heat', 'heatingsx', false],
    ['heated', 'heatings', false],
    ['melted', 'meltings', false],
    ['sun', 'suns', true],
    ['sun', 'sunny', false],
    ['cars', 'cart', false],
    ['of', 'off', false],
    ['dog', 'cat', false],
    ['b12345', 'b1234', false],
    ['planet', 'planet9', false],
    ['Байкала', 'Байкал', true],
    ['लड़का', 'लड़के', true],
    ['नदी', 'नमक', false],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(isSameWord(foldText(a), foldText(b))).toBe(expected);
    expect(isSameWord(foldText(b), foldText(a))).toBe(expected);
  });

  test.each([
    ['الماء', 'ماء', true],
    ['والماء', 'ماء', true],
    ['للماء', 'ماء', true],
    ['اليد', 'يد', true],
    ['وكتاب', 'كتاب', true],
    ['ورق', 'الورق', true],
    ['الري', 'ري', true],
    ['العين', 'عين', true],
    ['رسالة', 'الرسالة', true],
    ['كتابها', 'كتاب', true],
    ['معلماتهم', 'معلمون', true],
    ['لون', 'لونه', true],
    ['حساب', 'حسب', false],
    ['ماء', 'نار', false],
  ])('Arabic, without what is written onto it: %s and %s: %s', (a, b, expected) => {
    expect(isSameWord(foldText(a), foldText(b))).toBe(expected);
    expect(isSameWord(foldText(b), foldText(a))).toBe(expected);
  });

  test.each([
    ['速い', '速く', true],
    ['緑', '緑茶', false],
    ['緑茶', '紅葉', false],
    ['東京', '東京都', true],
    ['電気', '電気自動車', true],
    ['研究者', '研究所', true],
    ['研究者', '科学者', false],
    ['経済学部', '経済政策', false],
    ['研究者', '研究会議', false],
    ['コンピュータ', 'コンピューター', true],
  ])('words without spaces, by the signs that they share: %s and %s: %s', (a, b, expected) => {
    expect(isSameWord(a, b)).toBe(expected);
    expect(isSameWord(b, a)).toBe(expected);
  });

  test('a word has no form in kana alone', () => {
    expect(isSameWord('緑茶', 'です')).toBe(false);
  });
});
