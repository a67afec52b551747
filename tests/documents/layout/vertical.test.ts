import { describe, expect, it } from '@jest/globals';
import { loadPdfium } from '../../../documents/pdfium.js';
import { cleanLines } from '../../../documents/text-layer.js';
import { downwards, verticalPdf, type Written } from '../vertical-pdf.js';

const open = await loadPdfium();

/** The text of a page, as it would be stored. */
async function read(pieces: readonly Written[]): Promise<string> {
  const document = open(await verticalPdf(pieces));
  try {
    return cleanLines(document.layer(1).text);
  } finally {
    document.close();
  }
}

const COLUMNS = [
  '吾輩は猫である。名前はまだ無い。',
  'どこで生れたかとんと見当がつかぬ。',
  '何でも薄暗いじめじめした所でニャー',
  'ニャー泣いていた事だけは記憶してい',
  'る。吾輩はここで始めて人間を見た。',
];

describe('text that is written downwards', () => {
  it.each([16, 20])('is read column by column from the right, %i points apart', async (lead) => {
    expect(await read(downwards(COLUMNS, lead))).toBe(COLUMNS.join('\n'));
    expect(await read(downwards(COLUMNS, lead).toReversed())).toBe(COLUMNS.join('\n'));
  });

  it('is read so where each letter is drawn by itself, also set apart', async () => {
    for (const step of [12, 15]) {
      const letters = downwards(COLUMNS).flatMap((column) =>
        [...column.text].map((text, index) => ({ ...column, text, y: column.y - index * step })),
      );
      expect(await read(letters)).toBe(COLUMNS.join('\n'));
    }
  });

  it('has its title first and its page number last, and one tier of columns behind the other', async () => {
    const title = { text: '日本文学の歴史', x: 200, y: 780, size: 18 };
    const pageNo = { text: '17', x: 300, y: 40 };
    const lower = COLUMNS.map((text) => `又${text.slice(1)}`);
    const text = await read([pageNo, ...downwards(lower, 20, 400), ...downwards(COLUMNS), title]);
    expect(text.split(/\n+/)).toEqual([title.text, ...COLUMNS, ...lower, pageNo.text]);
  });

  it('keeps figures within its columns, and columns of a letter or two', async () => {
    const [first = '', ...others] = COLUMNS;
    const figures = { text: '30', x: 494, y: 496, size: 10 };
    const after = { ...downwards(['年の事である。'], 20, 493)[0], text: '年の事である。' } as Written;
    const columns = ['どこで1999年とんと', ...others, 'た。', '無'];
    const [, ...rest] = downwards([first, ...columns]);
    const text = await read([...downwards([first]), figures, after, ...rest]);
    expect(text.replaceAll(' ', '').split(/\n+/)).toEqual([`${first}30年の事である。`, ...columns]);
  });

  it('may be Korean', async () => {
    const columns = ['나는 고양이다 이름은', '아직 없다 어디서'];
    expect(await read(downwards(columns))).toBe(columns.join('\n'));
  });
});

describe('a page that is written in lines', () => {
  const lines = COLUMNS.map((text, index) => ({ text, x: 60, y: 700 - index * 20 }));

  it('has its columns of numbers row by row', async () => {
    const names = ['春のこと', '夏のこと', '秋のこと', '冬のこと'];
    for (const step of [16, 18]) {
      const rows = names.flatMap((text, index) => [
        { text: '一二三四'.charAt(index), x: 100, y: 660 - step * index },
        { text, x: 200, y: 660 - step * index },
      ]);
      const text = await read([{ text: '番号', x: 100, y: 680 }, { text: '名前', x: 200, y: 680 }, ...rows]);
      expect(text).toContain('| 一 | 春のこと |\n| 二 | 夏のこと |\n| 三 | 秋のこと |\n| 四 | 冬のこと |');
    }
  });

  it('keeps its lines whole beside a few columns', async () => {
    const [poem, word] = ['古池や蛙飛びこむ水の音', '備考'];
    const text = await read([...lines, ...downwards([poem]), { text: word, x: 400, y: 700, isDown: true }]);
    expect([...COLUMNS, poem].filter((whole) => !text.includes(whole ?? ''))).toEqual([]);
  });
});
