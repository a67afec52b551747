import { describe, expect, it } from '@jest/globals';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { prosePage } from '../../../bench/prose.js';
import { loadPdfium } from '../../../documents/pdfium.js';
import { cleanLines } from '../../../documents/text-layer.js';
import { makePdf } from '../../../stack/sample/make-pdf.js';
import { column, type Drawn, drawPdf } from '../draw.js';
import { folded, PROSE } from '../support.js';

const open = await loadPdfium();

/** The text of a PDF's first page, as it would be stored. */
function read(pdf: Uint8Array): string {
  const document = open(pdf);
  try {
    return cleanLines(document.layer(1).text);
  } finally {
    document.close();
  }
}

const [LEFT, MIDDLE, RIGHT] = [1, 2, 3].map((seed) => folded(prosePage(seed, 150))) as [string, string, string];
const twoColumns = async (lead?: number) => [
  await column(LEFT, 60, 700, 225),
  await column(RIGHT, 310, 700, 225, lead),
];

/** The pieces in turn: first of each, second of each, as a program that prints line by line draws them. */
const byLines = (columns: readonly Drawn[][]): Drawn[] =>
  Array.from({ length: Math.max(...columns.map(({ length }) => length)) }).flatMap((_, line) =>
    columns.flatMap((lines) => lines[line] ?? []),
  );

describe('two columns', () => {
  it('are read one after the other, in whatever order they are drawn', async () => {
    const level = await twoColumns();
    const staggered = await twoColumns(14.3);
    for (const drawn of [
      level.flat(),
      byLines(level),
      staggered.flat(),
      byLines(staggered),
      level.toReversed().flat(),
    ]) {
      expect(folded(read(await drawPdf([drawn])))).toBe(`${LEFT} ${RIGHT}`);
    }
  });

  it('stay apart from a title above, a caption between and a page number below them', async () => {
    const title = { text: 'On the Movement of Water and the Growth of Rivers', x: 90, y: 760, size: 18, isBold: true };
    const caption = {
      text: 'Figure 1. Measured at four places in the valley during the long winter months of that year',
      x: 70,
      y: 440,
    };
    const [upper, lower] = await Promise.all(
      [700, 400].map(async (y) => [await column(LEFT, 60, y, 225), await column(RIGHT, 310, y, 225)]),
    );
    const drawn = [{ text: '17', x: 300, y: 60 }, ...byLines(lower ?? []), ...byLines(upper ?? []), caption, title];

    expect(folded(read(await drawPdf([drawn])))).toBe(
      folded(`${title.text} ${LEFT} ${RIGHT} ${caption.text} ${LEFT} ${RIGHT} 17`),
    );
  });

  it('are found when one is much shorter, and a page number below the left one does not part a sentence', async () => {
    const drawn = [
      ...(await column(LEFT, 60, 700, 225)),
      ...(await column(RIGHT.slice(0, 240), 310, 700, 225)),
      { text: '12', x: 60, y: 40 },
      { text: 'A History of Rivers', x: 60, y: 790 },
    ];

    expect(folded(read(await drawPdf([drawn])))).toBe(folded(`A History of Rivers ${LEFT} ${RIGHT.slice(0, 240)} 12`));
  });
});

it('reads three columns one after the other', async () => {
  const columns = await Promise.all(
    [LEFT, MIDDLE, RIGHT].map((text, index) => column(text, 50 + index * 175, 700, 155)),
  );

  for (const drawn of [columns.flat(), byLines(columns)]) {
    expect(folded(read(await drawPdf([drawn])))).toBe(`${LEFT} ${MIDDLE} ${RIGHT}`);
  }
});

it('joins a word that is broken at the end of a column', async () => {
  const first =
    'The green parts of every plant on land and in the shallow sea take in light, and this is called photosyn-';
  const second =
    'thesis by those who study it, since light puts together what the roots and the leaves have brought to it.';
  const drawn = [...(await column(first, 60, 700, 130)), ...(await column(second, 230, 700, 130))];

  expect(folded(read(await drawPdf([drawn])))).toContain('this is called photosynthesis by those');
});

describe('a table', () => {
  const ROWS = [
    ['Planet', 'Distance', 'Moons'],
    ['Mercury', '57.9', '0'],
    ['Earth', '149.6', '1'],
    ['Jupiter', '778.5', '95'],
  ];
  const cells = ROWS.flatMap((row, line) =>
    row.map((text, index) => ({ text, x: [70, 230, 400][index] ?? 0, y: 600 - line * 18 })),
  );

  const asRows = (rows: readonly string[][]) => rows.map((row) => `| ${row.join(' | ')} |`);
  const [head = '', ...others] = asRows(ROWS);
  const TABLE = [head, '| --- | --- | --- |', ...others].join('\n');

  it('has a row for each line, and the head is marked', async () => {
    const byColumns = cells.toSorted((a, b) => a.x - b.x);
    for (const drawn of [cells, byColumns]) expect(read(await drawPdf([drawn]))).toBe(TABLE);
  });

  it('keeps a cell that is empty, wherever it is', async () => {
    for (const [row, column] of [
      [1, 2],
      [2, 0],
      [3, 1],
    ] as const) {
      const drawn = cells.filter(({ text }) => text !== ROWS[row]?.[column]);
      const lines = ROWS.map((cellsOfRow, at) =>
        cellsOfRow.map((text, of) => (at === row && of === column ? '' : text)),
      );
      const expected = lines.map((one) => `|${one.map((text) => (text === '' ? ' |' : ` ${text} |`)).join('')}`);
      expect(read(await drawPdf([drawn])).split('\n')).toEqual([
        expected[0],
        '| --- | --- | --- |',
        ...expected.slice(1),
      ]);
    }
  });

  it('keeps cells apart that fill their columns, and joins the lines of one cell', async () => {
    const rows = [
      ['Name of the harbour', 'Depth in metres'],
      ['The inner basin of Brest', '12'],
      ['Osk', '7'],
    ];
    const drawn = rows.flatMap(([name = '', depth = ''], line) => [
      { text: name, x: 70, y: 700 - line * 30 },
      { text: depth, x: 190, y: 700 - line * 30 },
    ]);
    const lower = { text: 'below the lock', x: 70, y: 700 - 30 - 12 };

    expect(read(await drawPdf([[...drawn, lower]]))).toBe(
      [
        '| Name of the harbour | Depth in metres |',
        '| --- | --- |',
        '| The inner basin of Brest below the lock | 12 |',
        '| Osk | 7 |',
      ].join('\n'),
    );
  });

  it('stands between the paragraphs around it', async () => {
    const [above, below] = [await column(LEFT, 60, 780, 480), await column(RIGHT, 60, 500, 480)];
    const text = read(await drawPdf([[...above, ...below, ...cells]]));

    expect(folded(text)).toBe(folded(`${LEFT} ${TABLE} ${RIGHT}`));
  });

  it('of terms and what they mean is read row by row', async () => {
    const terms = [
      ['Osmosis', 'The passage of water through a membrane'],
      ['Diffusion', 'The spreading of particles until they are even'],
      ['Turgor', 'The pressure of a full cell against its wall'],
      ['Stoma', 'A pore of the leaf that lets gas through'],
    ];
    const drawn = terms.flatMap(([term = '', meaning = ''], line) => [
      { text: term, x: 70, y: 700 - line * 16 },
      { text: meaning, x: 220, y: 700 - line * 16 },
    ]);

    expect(read(await drawPdf([drawn]))).toBe(asRows(terms).join('\n'));
  });
});

describe('one column', () => {
  it('is read as it stands', async () => {
    const text = prosePage(7);
    expect(folded(read(await makePdf([{ text }])))).toBe(folded(text));
  });

  it('has an empty line between paragraphs and after a heading, and none within a paragraph', async () => {
    expect(
      read(await makePdf([{ text: `# Lights\n\n${PROSE}` }]))
        .split('\n\n')
        .map(folded),
    ).toEqual(['Lights', ...PROSE.split('\n\n').map(folded)]);
  });

  it('keeps list marks with their items, raised figures with their words and initials with theirs', async () => {
    const drawn = [
      { text: 'The first law is about', x: 90, y: 700 },
      { text: 'E = mc', x: 200, y: 700 },
      { text: '2', x: 231, y: 704, size: 6 },
      ...['It is known well', 'It is short enough', 'It has one term'].flatMap((text, line) => [
        { text: '•', x: 70, y: 660 - line * 14 },
        { text, x: 95, y: 660 - line * 14 },
      ]),
      { text: 'T', x: 60, y: 560, size: 36 },
      { text: 'he law was found in 1905', x: 83, y: 578 },
      { text: 'and tested many times since', x: 83, y: 564 },
    ];

    const text = read(await drawPdf([drawn]));
    expect(text).toMatch(/The first law is about\s+E = mc²\n/);
    expect(text).toContain('• It is known well\n• It is short enough\n• It has one term');
    expect(text).toContain('The law was found in 1905\nand tested many times since');
  });
});

describe('a rotated page', () => {
  it('is read the same when /Rotate turns it, and when its text runs up, down or on its head', async () => {
    const upright = (await twoColumns()).flat();
    for (const rotation of [90, 180, 270]) {
      expect(folded(read(await drawPdf([upright], rotation)))).toBe(`${LEFT} ${RIGHT}`);
    }
    const turns = {
      90: ({ x, y }: Drawn) => ({ x: 590 - y * 0.7, y: x }),
      180: ({ x, y }: Drawn) => ({ x: 590 - x, y: 800 - y }),
      270: ({ x, y }: Drawn) => ({ x: y * 0.7, y: 800 - x }),
    };
    for (const [angle, place] of Object.entries(turns)) {
      const drawn = upright.map((one) => ({ ...one, ...place(one), rotated: Number(angle), size: 7 }));
      expect(folded(read(await drawPdf([drawn])))).toBe(`${LEFT} ${RIGHT}`);
    }
  });

  it('gives a stamp up its margin after its text', async () => {
    const stamp = { text: 'Preprint of May 2026', x: 30, y: 300, rotated: 90 };
    const body = await column(LEFT, 60, 700, 450);

    expect(folded(read(await drawPdf([[stamp, ...body]])))).toBe(`${LEFT} ${stamp.text}`);
  });
});

describe('raised and lowered letters', () => {
  /** Pieces of a line one after the other: those with a sign are smaller and off the line. */
  const pieces = async (...texts: string[]): Promise<Drawn[]> => {
    const font = await (await PDFDocument.create()).embedFont(StandardFonts.TimesRoman);
    let x = 60;
    return texts.map((text) => {
      const sign = /^[\^_]/.exec(text)?.[0];
      const shown = sign ? text.slice(1) : text;
      const size = sign ? 6.5 : 10;
      const drawn = { text: shown, x, y: 700 + (sign === '^' ? 4 : sign === '_' ? -2 : 0), size };
      x += font.widthOfTextAtSize(shown, size);
      return drawn;
    });
  };

  it.each([
    [['10', '^8', ' seconds'], '10⁸ seconds'],
    [['CO', '_2', ' is heavy'], 'CO₂ is heavy'],
    [['H', '_2', 'O'], 'H₂O'],
    [['Seen in 1846', '^7', ' by night.'], 'Seen in 1846 [7] by night.'],
  ])('are written as such: %j', async (texts, expected) => {
    expect(folded(read(await drawPdf([await pieces(...texts)])))).toBe(expected);
  });

  it('are no small capitals and no smaller words beside', async () => {
    const drawn = [
      { text: 'N', x: 60, y: 700 },
      { text: 'ATO', x: 67.2, y: 700, size: 7.5 },
      { text: 'small print', x: 120, y: 700, size: 7 },
    ];
    expect(folded(read(await drawPdf([drawn])))).toBe('NATO small print');
  });
});

it('takes no text behind a larger mark for raised letters', async () => {
  const drawn = [
    { text: '•', x: 60, y: 700, size: 18 },
    { text: 'Nets of hemp were mended by 2 or 3 people', x: 70, y: 702, size: 10 },
  ];
  expect(folded(read(await drawPdf([drawn])))).toBe('• Nets of hemp were mended by 2 or 3 people');
});

it('takes the text of the part of a sheet that a page shows', async () => {
  const drawn = (await twoColumns()).flat();
  const half = (x: number) => ({ x, y: 0, width: 297.5, height: 842 });
  expect(folded(read(await drawPdf([drawn], 0, half(0))))).toBe(LEFT);
  expect(folded(read(await drawPdf([drawn], 0, half(297.5))))).toBe(RIGHT);
});
