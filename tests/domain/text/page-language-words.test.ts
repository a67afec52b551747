import { describe, expect, test } from '@jest/globals';
import { pageLanguage } from '../../../domain/text/page-language.js';

const HAN = '水磨坊建在两条小溪汇合的地方它的轮子从那年';
const PLAIN =
  'berg feld wald bach tal moor fels dorf hof turm tor pfad sand lehm ried furt steg wehr korn mehl hafer rad los';

describe('the language of a page is told by', () => {
  test.each<[string, string, string]>([
    ['endings of its words', 'erfindung verordnung bedeutung entwicklung', 'de'],
    ['endings of its words among units', 'erfindung verordnung bedeutung entwicklung pH dB kWh', 'de'],
    ['letters that it alone has', 'żółć gęś łódź żuk wąż ręka sól', 'pl'],
    ['a word with an apostrophe', "qu'il n'est roc bol pont lac vent port plan mar", 'fr'],
    ['a word with a curved apostrophe', 'qu’il n’est roc bol pont lac vent port plan mar', 'fr'],
    ['a word that an apostrophe has two parts of', 'nell’ambito lago monte porto dolce', 'it'],
    ['four signs, or more', HAN.slice(0, 4), 'zh'],
    ['four letters of hiragana', 'ひらがな', 'ja'],
    ['four letters of katakana', 'カタカナ', 'ja'],
    ['20 letters', 'the wheels and the mills', 'en'],
    ['two words in 25', `nicht wurde ${PLAIN}`, 'de'],
  ])('%s: %s', (_, text, language) => expect(pageLanguage(text)).toBe(language));

  test.each<[string, string]>([
    ['endings of words of four letters', 'ring king wing ding ping sing'],
    ['letters that no language has together in a word', 'żółöć gęüś łódäź ćmöa żäuk wąöż'],
    ['three signs', HAN.slice(0, 3)],
    ['three letters of kana', 'ひらカ'],
    ['19 letters', 'the wheels and the mill'],
    ['two words in 26', `nicht wurde ${PLAIN} tau`],
    [
      'short words between as many in other letters',
      'Ο μύλος στέκεται εκεί όπου συναντιούνται τα δύο The mill stands where the two streams meet and it turns',
    ],
  ])('but not by %s: %s', (_, text) => expect(pageLanguage(text)).toBeUndefined());

  test('endings where fewer than two fifths of the words have a capital', () => {
    const rest = 'wahrheit freiheit mehrheit einheit festung wohnung';
    expect(pageLanguage(`Erfindung Verordnung Bedeutung entwicklung ${rest}`)).toBe('de');
    expect(pageLanguage(`Erfindung Verordnung Bedeutung Entwicklung ${rest}`)).toBeUndefined();
  });

  test('a twentieth of kana among signs', () => {
    expect(pageLanguage(`${HAN.slice(0, 19)}の`)).toBe('ja');
    expect(pageLanguage(`${HAN.slice(0, 20)}の`)).toBe('zh');
  });

  test('most of its letters, of which those of Korean count twice', () => {
    const english = 'the mill stands where the two streams';
    expect(pageLanguage(`물레방아는 두 시내가 만나는 곳에 서 있고 그 바퀴는 ${english}`)).toBe('ko');
    expect(pageLanguage(`Ο μύλος στέκεται εκεί όπου ${english} meet and`)).toBe('en');
  });

  test('its first 2,000 letters', () => {
    const begin = 'The mill stands where the two streams meet and '.repeat(50);
    expect(pageLanguage(begin + 'Die Mühle steht dort, wo die beiden Bäche und ihr Rad '.repeat(100))).toBe('en');
  });
});
