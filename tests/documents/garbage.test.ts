import { describe, expect, it } from '@jest/globals';
import { isGarbage } from '../../documents/garbage.js';
import { PROSE } from './support.js';

const shifted = (text: string, by: number) =>
  text.replace(/[!-~]/g, (character) => String.fromCharCode(33 + ((character.charCodeAt(0) - 33 + by + 94) % 94)));

describe('isGarbage', () => {
  it.each([
    ['letters shifted as glyph numbers are', shifted(PROSE, -29)],
    ['letters shifted the other way', shifted(PROSE, 29)],
    ['letters shifted by three', shifted(PROSE, 3)],
    [
      'private-use characters',
      PROSE.replace(/[a-z]/g, (character) => String.fromCharCode(0xf000 + character.charCodeAt(0))),
    ],
    ['replacement characters', PROSE.replace(/[aeiou]/g, '\uFFFD')],
    ['glyph names', Array.from({ length: 60 }, (_, index) => `(cid:${index + 3})`).join(' ')],
    [
      'symbols for letters',
      PROSE.replace(/[a-z]/g, (character) => '♠♣♥♦☺☻☼♂♀♪♫►◄↕‼¶§▬↨↑↓→←∟↔▲'[character.charCodeAt(0) - 97] ?? character),
    ],
    [
      'UTF-8 taken for Latin-1',
      Buffer.from('Größe über fünf Meter heißt für später nötige Änderung '.repeat(3)).toString('latin1'),
    ],
    ['letters whose bytes were swapped', Buffer.from(PROSE, 'utf16le').swap16().toString('utf16le')],
    ['two letters taken for one', Buffer.from(PROSE.replace(/\s/g, ' '), 'latin1').toString('utf16le')],
    [
      'glyph numbers taken for letters of many alphabets',
      PROSE.replace(/[a-z]/g, (character) => 'аβגدеξजদਗગଘதఘഘขཁကგሀ'[(character.charCodeAt(0) - 97) % 19] ?? character),
    ],
    ['one glyph for all', PROSE.replace(/[a-z]/gi, 'l')],
  ])('knows %s', (_, text) => {
    expect(isGarbage(text)).toBe(true);
  });

  it.each([
    ['English', PROSE],
    ['words of many alphabets beside each other', 'Alpha άλφα альфа alef أليف 조석 प्रकाश '.repeat(6)],
    [
      'sentences of Chinese with Latin and Greek letters',
      'α粒子和DNA的关系由β射线决定，见图A。 γ射线使DNA断裂。 '.repeat(6),
    ],
    [
      'Russian with words of English',
      'IT-компания из СПб делает API для e-mail и Wi-Fi, а также web-сайты. '.repeat(5),
    ],
    ['Japanese with letters of products', 'ソニーのTVと東芝のDVDを調べる。ＡＢＣ社の新製品も見る。'.repeat(4)],
    [
      'German',
      'Die Schülerinnen und Schüler beschreiben, wie Pflanzen Wasser aufnehmen; Größe und Höhe werden gemessen.',
    ],
    [
      'Polish',
      'W Szczebrzeszynie chrząszcz brzmi w trzcinie i Szczebrzeszyn z tego słynie, że wszyscy go znają od dawna.',
    ],
    [
      'Czech',
      'Strč prst skrz krk. Vlk zmrzl, zhltl hrst zrn. Příliš žluťoučký kůň úpěl ďábelské ódy a byl konec dne v lese.',
    ],
    ['Welsh', 'Mae hen wlad fy nhadau yn annwyl i mi, gwlad beirdd a chantorion, enwogion o fri, ein gwrol ryfelwyr'],
    [
      'Vietnamese',
      'Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền. Mọi con người đều được tạo hoá ban cho lý trí',
    ],
    [
      'Turkish',
      'Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar. Akıl ve vicdana sahiptirler ve birbirlerine karşı',
    ],
    [
      'Russian',
      'Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и совестью',
    ],
    ['Greek', 'Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα. Είναι προικισμένοι'],
    ['Arabic', 'يولد جميع الناس أحراراً متساوين في الكرامة والحقوق وقد وهبوا عقلاً وضميراً وعليهم أن يعامل بعضهم بعضاً'],
    ['Hindi', 'सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है। उन्हें बुद्धि और अन्तरात्मा'],
    [
      'Chinese',
      '人人生而自由,在尊严和权利上一律平等。他们赋有理性和良心,并应以兄弟关系的精神相对待。人人有资格享有本宣言所载的一切权利',
    ],
    [
      'figures',
      'Mercury | 57.9 | 0\nEarth | 149.6 | 1\nJupiter | 778.5 | 95\nSaturn | 1,432 | 146\n12 % of 1995/96 = 3.4',
    ],
    [
      'formulas',
      'f(x) = 2x² + 3x − 1, ∫ f(x) dx = (2/3)x³ + (3/2)x² − x + C, a ≤ b ⇒ ∃ε > 0: |a − b| < ε, ∑ xᵢ = π·r²',
    ],
    [
      'program text',
      'for (let i = 0; i < rows.length; i += 1) { const row = rows[i]; if (!row) continue; sum += row.value * 2; }',
    ],
    [
      'a list of contents',
      'Introduction . . . . . . . . . . . . . . . . 1\nMethods . . . . . . . . . . . . . . . . . . . 12',
    ],
    ['genes', 'ATGGCCATTGTAATGGGCCGCTGAAAGGGTGCCCGATAG GATTACAGATTACAGATTACA CCTAGGCATCATGGAATTC AAGCTTGCATGC'],
    [
      'bullets',
      '• Water\n• Light\n• Carbon dioxide\n\uF0B7 Sugar and oxygen are made of these\n\uF0B7 In the leaves of plants',
    ],
    ['little', '§ ¶ †'],
  ])('lets %s pass', (_, text) => {
    expect(isGarbage(text)).toBe(false);
  });
});
