import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { assessSupport, textsToCompare } from '../../../../domain/tutor/support/assess-support.js';
import { around, issueOf, supportOf } from './support-of.js';

const PAGE = `Moraines of the Alps

A glacier of the Aar valley carries rock along. Ice thicker than 30 metres begins to flow under its own weight. The Unteraar Glacier is 13 kilometres long and loses 10 to 20 metres a year. It does not reach the valley floor. Lateral moraines lie along its sides; a terminal moraine marks its end. The station was opened in October 1842 by Louis Agassiz.`;

describe('numbers', () => {
  test.each([
    ['Ice of more than thirty metres flows under its own weight.', 'supported'],
    ['Ice thicker than 3000 cm begins to flow under its own weight.', 'supported'],
    ['Ice thicker than 300 metres begins to flow under its own weight.', 'number'],
    ['Ice thicker than 30 centimetres begins to flow under its own weight.', 'unit'],
  ])('%s', (sentence, expected) => {
    expect(issueOf(supportOf(sentence, PAGE, 'Ice thicker than 30 metres begins to flow under its own weight.'))).toBe(
      expected,
    );
  });

  test.each([
    ['It loses between ten and twenty metres per year.', 'supported'],
    ['It loses 10 to 20 metres a day.', 'unit'],
    ['It loses about 20 metres a year.', 'supported'],
    ['It loses about 50 metres a year.', 'number'],
  ])('%s', (sentence, expected) => {
    expect(issueOf(supportOf(sentence, PAGE, 'loses 10 to 20 metres a year'))).toBe(expected);
  });

  test.each<[string, string, string]>([
    ['Half of the houses were lost.', '50 percent of the houses were lost.', 'supported'],
    ['About 2 million people read it.', '2.2 million people read it.', 'supported'],
    ['2 million people read it.', '2.4 million people read it.', 'number'],
    ['It took 14 years.', 'It was built from 1720 to 1734.', 'supported'],
    ['It took 15 years.', 'It was built from 1720 to 1734.', 'number'],
    ['It was built in the 18th century.', 'It was built in 1720.', 'supported'],
    ['A quarter of the houses, 260 of 1,040, were lost.', '260 of the 1,040 houses were lost.', 'supported'],
    ['A fifth of the houses, 260 of 1,040, were lost.', '260 of the 1,040 houses were lost.', 'number'],
    ['It opened on March 14, 1571.', 'It opened on 14 March 1571.', 'supported'],
    ['It opened on 14 May 1571.', 'It opened on 14 March 1571.', 'date'],
    ['The shaft is a kilometre deep.', 'The shaft is 1,000 m deep.', 'supported'],
    ['The estimate had been £1.6 million.', 'It cost 3.2 million pounds, twice the estimate.', 'supported'],
    ['97 percent of the guests do not come by boat.', '3 percent of the guests come by boat.', 'supported'],
    ['The reaction needs 30 minutes.', 'The reaction needs half an hour.', 'supported'],
    ['The trip takes 2.5 days.', 'The trip takes two and a half days.', 'supported'],
    ['Freight fell by 800,000 tonnes.', 'Freight fell from 1.2 million tonnes to 400,000 tonnes.', 'supported'],
    ['Freight fell by 700,000 tonnes.', 'Freight fell from 1.2 million tonnes to 400,000 tonnes.', 'number'],
    ['Seven more towns followed within seven days.', 'Within a week seven other towns had followed.', 'supported'],
    ['The rate rose in less than a year.', 'The rate rose within ten months.', 'supported'],
    ['It lasts a year and a half.', 'It lasts 18 months, at least a year.', 'supported'],
    ['It holds 35 000 m³.', 'It holds 35,000 cubic metres.', 'supported'],
  ])('%s of %s', (sentence, page, expected) => {
    expect(issueOf(supportOf(sentence, page))).toBe(expected);
  });

  test('a changed digit is caught, in any language', () => {
    const pages = [
      'The tower is # metres high.',
      'Der Turm ist # Meter hoch.',
      '塔高#米。',
      'टावर # मीटर ऊँचा है।',
      'Высота башни # метров.',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...pages),
        fc.integer({ min: 20, max: 9999 }),
        fc.nat(3),
        fc.integer({ min: 1, max: 9 }),
        (page, n, at, by) => {
          const digits = [...String(n)];
          const place = at % digits.length;
          digits[place] = String((Number(digits[place]) + by) % 10);
          const write = (number: string) => page.replace('#', number);
          expect(issueOf(supportOf(write(String(n)), write(String(n))))).toBe('supported');
          if (digits[0] === '0') return;
          expect(issueOf(supportOf(write(digits.join('')), write(String(n))))).toBe('number');
        },
      ),
    );
  });
});

describe('denials', () => {
  test.each([
    ['The Unteraar Glacier reaches the valley floor.', 'It does not reach the valley floor.', 'negation'],
    ['The Unteraar Glacier does not reach the valley floor.', 'It does not reach the valley floor.', 'supported'],
    ['The glacier never reaches the valley floor.', 'It does not reach the valley floor.', 'supported'],
    ['reach the valley floor', 'reach the valley floor', 'negation'],
  ])('%s', (sentence, quote, expected) => {
    expect(issueOf(supportOf(sentence, PAGE, quote))).toBe(expected);
  });

  test.each<[string, string, string]>([
    ['Eisen rostet nicht.', 'Eisen rostet an feuchter Luft, Gold rostet nicht.', 'negation'],
    ['Le musée ouvre en hiver.', "Le musée n'ouvre pas en hiver.", 'negation'],
    [
      'La fleur de sel représente 4 % de la récolte.',
      'La fleur de sel ne représente que 4 % de la récolte.',
      'supported',
    ],
    ['Todos los volcanes avisan.', 'No todos los volcanes avisan.', 'negation'],
    ['绿茶经过发酵。', '绿茶不经过发酵。', 'negation'],
    ['地震を予知することができる。', '地震を予知することはできない。', 'negation'],
    ['まず火で水を熱する。', '火で水を熱する。', 'supported'],
    ['Not more than 3.5 tonnes may cross the bridge.', 'The bridge may not be crossed by 3.5 tonnes.', 'supported'],
    ['Ночью метро работает.', 'Ночью метро не работает.', 'negation'],
    ['يعرق الجمل كثيرًا.', 'لا يعرق الجمل كثيرًا.', 'negation'],
    ['डॉल्फ़िन देख सकती है।', 'डॉल्फ़िन देख नहीं सकती।', 'negation'],
    ['O descortiçamento mata a árvore.', 'O descortiçamento não mata a árvore.', 'negation'],
    ['Hardly any tourists come by boat, 3 percent.', 'Only 3 percent of the tourists come by boat.', 'supported'],
    ['Eleven of the 42 locks are not in use.', '31 of its 42 locks are in use.', 'supported'],
  ])('%s of %s', (sentence, page, expected) => {
    expect(issueOf(supportOf(sentence, page))).toBe(expected);
  });

  test('one that is put in is caught', () => {
    const things = fc.constantFrom('stone', 'river', 'engine', 'crystal', 'harvest');
    const acts = fc.constantFrom('absorb light', 'cross the border', 'melt in summer', 'carry oxygen');
    fc.assert(
      fc.property(things, acts, (thing, act) => {
        const [stated, denied] = [`The ${thing}s ${act}.`, `The ${thing}s do not ${act}.`];
        expect(issueOf(supportOf(denied, stated))).toBe('negation');
        expect(issueOf(supportOf(stated, denied))).toBe('negation');
        expect(issueOf(supportOf(denied, denied))).toBe('supported');
      }),
    );
  });
});

describe('comparisons', () => {
  test.each<[string, string, string]>([
    [
      'The mean is less sensitive to outliers than the median.',
      'The median is less sensitive to outliers than the mean.',
      'comparison',
    ],
    [
      'Outliers affect the mean more than the median.',
      'The median is less sensitive to outliers than the mean.',
      'supported',
    ],
    ['Lead weighs more than iron.', 'Iron weighs more than lead.', 'comparison'],
    ['Lead weighs less than iron.', 'Iron weighs more than lead.', 'supported'],
    ['Iron weighs less than lead.', 'Iron weighs more than lead.', 'comparison'],
    ['Blei wiegt weniger als Eisen.', 'Blei wiegt mehr als Eisen.', 'comparison'],
    ['Ein Wolf ist größer als ein Hund.', 'Ein Hund ist größer als ein Wolf.', 'comparison'],
    ['El lobo es más grande que un perro.', 'Un perro es más grande que el lobo.', 'comparison'],
    ['More than a third of the lead is not in use.', 'More than two thirds of the lead are in use.', 'supported'],
    ['Aluminium leitet Strom besser als Kupfer.', 'Kupfer leitet Strom besser als Aluminium.', 'comparison'],
    ['A areia retém menos água do que a argila.', 'A argila retém mais água do que a areia.', 'supported'],
    ['A areia retém mais água do que a argila.', 'A argila retém mais água do que a areia.', 'comparison'],
    ['能は歌舞伎より古い。', '能は歌舞伎より古い。', 'supported'],
    ['歌舞伎は能より古い。', '能は歌舞伎より古い。', 'comparison'],
    ['京都の冬の気温は札幌の冬の気温より低い。', '札幌の冬の気温は京都の冬の気温より低い。', 'comparison'],
    ['长江比黄河长。', '黄河比长江短。', 'supported'],
    ['长江比黄河短。', '长江比黄河长。', 'comparison'],
    ['小麦比大米贵。', '大米比小麦贵。', 'comparison'],
    ['Las ondas S son más rápidas que las ondas P.', 'P波はS波より速く伝わる。', 'comparison'],
    ['Banks fight it by lowering rates.', 'Banks fight it by raising rates.', 'comparison'],
    ['Demand falls when prices rise.', 'Demand rises when prices rise.', 'comparison'],
  ])('%s of %s', (sentence, page, expected) => {
    expect(issueOf(supportOf(sentence, page))).toBe(expected);
  });
});

test.each([
  ['It opened in May.', 'It opened in March.', 'date'],
  ['It may open in March.', 'It opens in March.', 'supported'],
  ['Im Mai wurde es eröffnet.', 'Im März wurde es eröffnet.', 'date'],
])('months: %s of %s', (sentence, page, expected) => {
  expect(issueOf(supportOf(sentence, page))).toBe(expected);
});

test.each([
  'Six is 2*3 and the area is 12 m.',
  'The name is snake_case, and **bold** is `code`.',
  'これは**重要**なことだ。',
])('%s of itself', (sentence) => expect(issueOf(supportOf(sentence, sentence))).toBe('supported'));

describe('subjects and names', () => {
  test.each([
    ['The Unteraar Glacier is 13 kilometres long.', 'is 13 kilometres long', 'supported'],
    ['The Aletsch Glacier is 13 kilometres long.', 'is 13 kilometres long', 'name'],
    ['The Unteraar Glacier loses 10 metres and more.', 'loses 10 to 20 metres a year', 'supported'],
    [
      'The glacier gets ever shorter, its length being 13 kilometres.',
      '13 kilometres long and loses',
      'meaning in doubt, kept',
    ],
    [
      'Agassiz opened the station in October 1842.',
      'The station was opened in October 1842 by Louis Agassiz.',
      'supported',
    ],
    [
      'Arnold Escher opened the station in October 1842.',
      'The station was opened in October 1842 by Louis Agassiz.',
      'name',
    ],
    ['Lateral moraines mark its end.', 'a terminal moraine marks its end', 'words in doubt, left out'],
    ['In the Alps moraines lie along the sides of a glacier.', 'Lateral moraines lie along its sides', 'supported'],
  ])('%s', (sentence, quote, expected) => {
    expect(issueOf(supportOf(sentence, PAGE, quote))).toBe(expected);
  });

  test.each<[string, string, string]>([
    ['The WHO counts a woman as anemic.', 'The World Health Organization counts a woman as anemic.', 'supported'],
    [
      'Espanha produz metade da cortiça do mundo.',
      'Portugal produz metade da cortiça do mundo.',
      'words in doubt, left out',
    ],
  ])('%s of %s', (sentence, page, expected) => {
    expect(issueOf(supportOf(sentence, page))).toBe(expected);
  });
});

describe('words', () => {
  test.each<[string, string, string]>([
    ['The lake shrank because soot darkened its bed.', 'The lake shrank.', 'meaning in doubt, kept'],
    ['The charter was granted in return for ten warships.', 'The charter was granted in 1312.', 'number'],
    [
      'It is a powerful and expensive device of ancient origin.',
      'Rain falls on the plain.',
      'meaning in doubt, left out',
    ],
    [
      'Байкальская нерпа — единственная рыба озера.',
      'Байкальская нерпа — единственное млекопитающее озера.',
      'words in doubt, left out',
    ],
    ['**Snow** turns into firn.', 'Under its weight the snow turns into firn.', 'supported'],
    ['- Snow turns into firn.', 'Under its weight the snow turns into firn.', 'supported'],
  ])('%s of %s', (sentence, page, expected) => {
    expect(issueOf(supportOf(sentence, page))).toBe(expected);
  });
});

describe('meaning', () => {
  const page = 'Les arcades ne servaient pas de décor. Le tracé était souterrain, à l’abri du soleil.';
  const [first = '', second = ''] = page.split(/(?<=\.) /);
  const evidence = [around(page, second)];

  test.each<[string, Record<string, number>, boolean]>([
    ['Most of it ran below ground.', { [second]: 0.9, [first]: 0.8 }, true],
    ['Most of it ran below ground.', { [second]: 0.9, [first]: 0.95 }, false],
    ['Most of it ran below ground.', { [second]: 0.8, [first]: 0.7 }, false],
    ['La majeure partie passait sous terre.', { [second]: 0.9, [first]: 0.8 }, true],
    ['La majeure partie passait sous terre.', { [second]: 0.86, [first]: 0.8 }, false],
    ['Le tracé était souterrain, à l’abri du vent.', { [second]: 0.98, [first]: 0.8 }, false],
    ['Le tracé était souterrain, à l’abri du vent.', { [second]: 0.99, [first]: 0.8 }, true],
  ])('of %s is known by vectors: %j', (sentence, similarities, isTaken) => {
    expect(textsToCompare(sentence, evidence)).toEqual(expect.arrayContaining([sentence, second, first]));
    const support = assessSupport(sentence, evidence, (a, b) => (a === sentence ? similarities[b] : undefined));
    expect(support).toMatchObject({ outcome: 'unsure', isTaken });
  });

  test('of another language is kept where there are none', () => {
    expect(issueOf(assessSupport('Most of it ran below ground.', evidence))).toBe('meaning in doubt, kept');
  });

  test('is not asked for where rules decide', () => {
    expect(textsToCompare('Le tracé était souterrain.', evidence)).toEqual([]);
    expect(textsToCompare('Le tracé avait 30 km.', evidence)).toEqual([]);
  });
});

test('a sentence that is its own quote follows from it', () => {
  const sentences = PAGE.split(/(?<=\.)\s+/).slice(1);
  for (const sentence of sentences)
    expect([sentence, issueOf(supportOf(sentence, PAGE, sentence))]).toEqual([sentence, 'supported']);
});

test('nothing follows from nothing', () => {
  fc.assert(
    fc.property(fc.string(), (sentence) =>
      expect(supportOf(sentence, 'Heading\n\nA text follows it here.', 'Heading').outcome).toBe('unsupported'),
    ),
  );
});

test('any text is looked at in time, without an error', () => {
  const word = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom('10⁸', '1,0', '百分之', 'than', 'not', '.', '\n\n', 'two', 'und', 'より', '1/0', '14.3.'),
  );
  const text = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => `x ${words.join(' ')} y`);
  fc.assert(
    fc.property(text, text, (sentence, page) =>
      expect(['supported', 'unsupported', 'unsure']).toContain(supportOf(sentence, page).outcome),
    ),
  );
});
