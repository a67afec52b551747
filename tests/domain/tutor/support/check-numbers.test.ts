import { describe, expect, test } from '@jest/globals';
import { checkNumbers } from '../../../../domain/tutor/support/check-numbers.js';
import type { LanguageCode } from '../../../../domain/tutor/support/languages/language-data.js';
import { lexiconOf } from '../../../../domain/tutor/support/lexicon.js';
import { readText } from '../../../../domain/tutor/support/read-text.js';

type Row = [sentence: string, stated: string, expected: string];

/** What is wrong and at which words; 'follows' where nothing is. */
function check(sentence: string, stated: string, language: LanguageCode = 'en'): string {
  const lexicon = lexiconOf(language);
  const issue = checkNumbers(readText(sentence, lexicon), readText(stated, lexicon));
  return issue ? `${issue.kind}: ${issue.text}` : 'follows';
}

const rows = (table: Row[]) =>
  test.each(table)('%s of %s', (sentence, stated, expected) => expect(check(sentence, stated)).toBe(expected));

describe('the same value', () => {
  rows([
    ['Water freezes at 0 °C.', 'At 0 °C water freezes.', 'follows'],
    ['The shaft is 1.5 km deep.', 'The shaft is 1,500 m deep.', 'follows'],
    ['It holds 5 litres.', 'It is 5 metres long.', 'unit: 5 litres'],
    ['It is 5 percent salt.', 'It is 5 metres long.', 'unit: 5 percent'],
    ['It is 30.05 percent salt.', 'It is 30 percent salt.', 'number: 30.05 percent'],
    ['A quarter of it is salt.', '25 percent of it is salt.', 'follows'],
    ['A quarter of it is salt.', '250 ‰ of it is salt.', 'follows'],
    ['Two thirds of it is salt.', '66.7 percent of it is salt.', 'follows'],
    ['Two thirds of it is salt.', '65 percent of it is salt.', 'number: Two thirds'],
    ['It is 25 percent salt.', 'A quarter of it is salt, 3 ‰ is iron.', 'follows'],
    ['They stay half an hour.', 'Half of them stay a day.', 'unit: half an hour'],
  ]);
});

describe('between two years', () => {
  rows([
    ['It took 14 years.', 'It was built from 1720 to 1734.', 'follows'],
    ['It is 14 metres high.', 'It was built from 1720 to 1734.', 'number: 14 metres'],
    ['It was finished in 1722.', 'It was begun in 1720 and took 24 months.', 'follows'],
    ['It was finished in 1920.', 'It was begun in 1720 and took two centuries.', 'follows'],
    ['It was finished in 1921.', 'It was begun in 1720 and took two centuries.', 'number: 1921'],
    ['25 percent of them read it.', '150 of 600 people read it.', 'follows'],
  ]);
});

describe('a rounded value', () => {
  rows([
    ['About 2,400 people read it.', '2,367 people read it.', 'follows'],
    ['About 2,300 people read it.', '2,200 people read it.', 'number: 2,300'],
    ['About 1 million people read it.', '1.1 million people read it.', 'follows'],
    ['About 1 million people read it.', '1.4 million people read it.', 'number: 1 million'],
    ['It is about 2 km long.', 'It is 2,200 m long.', 'follows'],
    ['It is about 2 km long.', 'It is 2,600 m long.', 'number: 2 km'],
  ]);
});

describe('a number without its unit, as in a table', () => {
  const table = 'Length in kilometres, age in years: Aare 288, Rhine 1230.';
  rows([
    ['The Aare is 288 kilometres long.', table, 'follows'],
    ['The Aare is 288 miles long.', table, 'unit: 288 miles'],
    ['The Aare is 288 kilometres long.', 'Measured every year, the Aare has 288.', 'follows'],
    ['The Aare is 288 kilometres long.', 'The Aare has 288.', 'follows'],
  ]);
});

describe('years', () => {
  rows([
    ['It took 14 years.', 'Built from 1720 to 1734, restored in 1800.', 'follows'],
    ['It took 1,500 years.', 'It was built from 300 to 1800.', 'follows'],
    ['It is 14 kilometres long.', 'It was built from 1720 to 1734.', 'number: 14 kilometres'],
    ['It took 600 years.', 'It rises from 1200 metres to 1800 metres.', 'number: 600 years'],
    ['It took 14 years.', 'It has 20 to 34 rooms.', 'number: 14 years'],
    ['It took 14 years.', 'It rose from 1720.5 to 1734.5.', 'number: 14 years'],
    ['It took 50 years.', 'It was built from 100 to 150.', 'follows'],
    ['It took 51 years.', 'It was built from 99 to 150.', 'number: 51 years'],
    ['It will take 50 years.', 'It runs from 2150 to 2200.', 'follows'],
    ['It will take 51 years.', 'It runs from 2150 to 2201.', 'number: 51 years'],
    ['It took 0 years.', 'It was built in 1720.', 'number: 0 years'],
    ['It was finished in 1734.', 'Begun in 1720, it took 14 years.', 'follows'],
    ['It was finished in 1735.', 'Begun in 1720, it took 14 years.', 'number: 1735'],
    ['It was begun in 1706.', 'It took 14 years, until 1720.', 'follows'],
    ['It was finished in 1740.', 'Begun in 1720, it took two decades.', 'follows'],
    ['It is 1734 metres high.', 'Begun in 1720, it took 14 years.', 'number: 1734 metres'],
    ['It was built in the 18th century.', 'It was built in 1701 and burned in 1950.', 'follows'],
    ['It was built in the 17th century.', 'It was built in 1700.', 'follows'],
    ['It was built in the 18th century.', 'It was built in 1700.', 'number: 18th century'],
    ['It has 18 rooms.', 'It was built in 1720.', 'number: 18'],
  ]);

  test.each<[LanguageCode, ...Row]>([
    ['zh', '用了14年。', '从1720年到1734年。', 'follows'],
    ['zh', '用了15年。', '从1720年到1734年。', 'number: 15年'],
    ['zh', '建于18世纪。', '建于1720年。', 'follows'],
    ['zh', '建于19世纪。', '建于1720年。', 'number: 19世纪'],
    ['ru', 'Построен в 1734 г.', 'Начат в 1720, закончен через 14 лет.', 'follows'],
    ['ru', 'Построен в 1735 г.', 'Начат в 1720, закончен через 14 лет.', 'number: 1735 г'],
  ])('%s: %s of %s', (language, sentence, stated, expected) => {
    expect(check(sentence, stated, language)).toBe(expected);
  });
});

describe('what is calculated', () => {
  rows([
    ['30 percent of them are empty.', '70 percent of the 200 rooms are taken.', 'follows'],
    ['30 percent of them are empty.', '80 percent of the rooms are taken.', 'number: 30 percent'],
    ['30 percent of them are empty.', 'It is 70 metres long.', 'number: 30 percent'],
    ['30 percent of them are empty.', 'The ratio is 0.7.', 'number: 30 percent'],
    ['It is 30 metres long.', '70 percent of the rooms are taken.', 'number: 30 metres'],
    ['The rest is 87.5 percent.', 'Salt is 12.500 percent.', 'follows'],
    ['Half of them were lost.', '1,200 of the 2400 houses were lost.', 'follows'],
    ['50 percent of them were lost.', '5101 of the 10000 houses were lost.', 'follows'],
    ['50 percent of them were lost.', '5105 of the 10000 houses were lost.', 'number: 50 percent'],
    ['The ratio is 0.35.', '70 of the 200 houses were lost.', 'follows'],
    ['It has 40 rooms.', 'It has 20 rooms.', 'number: 40'],
    ['Both are 65 metres long.', 'One is 40 metres long, the other 25 metres.', 'follows'],
    ['Both are 2.5 km long.', 'One is 2 km long, the other 500 m.', 'follows'],
    ['They are 25 metres long.', 'It is 20 metres long and holds 5 litres.', 'number: 25 metres'],
    ['It had been 30 metres high.', 'It grew by 20 and is 50 metres high now.', 'follows'],
    ['The other is 80 metres long.', 'It is 40 metres long, the other twice that.', 'follows'],
    ['The other is 90 metres long.', 'It is 40 metres long, the other twice that.', 'number: 90 metres'],
    ['Both are 66 metres long.', 'One is 40 metres long, the other 25 metres.', 'number: 66 metres'],
    ['Both are about 70 metres long.', 'One is 41 metres long, the other 28 metres.', 'follows'],
    ['It had been 31 metres high.', 'It grew by 20 and is 50.5 metres high now.', 'number: 31 metres'],
    ['Together 191 came.', '150 boys and 40 girls came.', 'number: 191'],
    ['Together 190 came.', '150 boys and 40 girls came.', 'follows'],
    ['Both are 11 km long.', 'One is 5 miles long, the other 3 km.', 'follows'],
    ['Both are 12 km long.', 'One is 5 miles long, the other 3 km.', 'number: 12 km'],
    ['It took 9.3 billion years.', 'It began 13.8 billion years ago and ended 4.54 billion years ago.', 'follows'],
    [
      'It took 9.4 billion years.',
      'It began 13.8 billion years ago and ended 4.54 billion years ago.',
      'number: 9.4 billion years',
    ],
    ['The other is 3.3 metres long.', 'It is 10 metres long, the other a third of that.', 'follows'],
    ['The other is 3.4 metres long.', 'It is 10 metres long, the other a third of that.', 'number: 3.4 metres'],
    ['The rest is 33 percent.', 'Salt is 66.7 percent.', 'follows'],
    ['About 22 percent of the air is something else.', '78.1 percent of the air is nitrogen.', 'follows'],
    ['Together 1500 students sat the exam.', '1200 students passed and 300 failed.', 'follows'],
    ['He was born in 1879.', 'He died in 1955 at the age of 76.', 'follows'],
    ['He was born in 1878.', 'He died in 1955, aged 76.', 'number: 1878'],
    ['Both are 11.05 km long.', 'One is 5 miles long, the other 3 km.', 'follows'],
    ['The other is 13.3 metres long.', 'It is 40 metres long, the other a third of that.', 'follows'],
    ['The other is 81 metres long.', 'It is 40 metres long, the other twice that.', 'number: 81 metres'],
    ['The rest is 20.3 percent.', 'Salt is 80 percent.', 'number: 20.3 percent'],
    ['A third is left.', '67 percent of it was sold.', 'follows'],
    ['It ended in 1918.', 'In 1914 four of the men left.', 'number: 1918'],
    ['It ended in 1930.', 'In 1914 it had 34 rooms.', 'number: 1930'],
    ['It ended in 1918.', 'It began in 1914 and took four years.', 'follows'],
    ['Five sixths are lost.', 'A half was burned and two sixths were sold.', 'follows'],
    ['Two tenths are left.', 'Of the half that was saved, three tenths were sold.', 'follows'],
  ]);
});

describe('units and months without a number', () => {
  rows([
    ['They come every day.', 'They come every year.', 'unit: d'],
    ['They come every day of the year.', 'They come every year.', 'follows'],
    ['They come every day.', 'They come by some metres.', 'follows'],
    ['They come every day.', 'They come every day of the year.', 'follows'],
    ['It opened in April.', 'It opened in March.', 'date: 4'],
    ['It opened in March.', 'It opened in March and closed in April.', 'follows'],
  ]);
});
