import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { convert } from '../../documents/conversion.js';
import { csvRecords, delimiterOf } from '../../documents/sheets/csv.js';
import { readCsv } from '../../documents/sheets/read-csv.js';

const textOf = (table: string) => readCsv(table)?.text;

describe('the delimiter', () => {
  test.each([
    [',', 'a,b\n1,2\n'],
    [';', 'Stoff;Dichte\nKupfer;8,96\nGold;19,32\n'],
    [';', '1,5;2,5\n3,5;4,5\n'],
    ['\t', 'der Hund\tthe dog\ndie Katze\tthe cat\n'],
    ['|', 'id|name\n1|Ann\n2|Bob\n'],
    [',', 'name,tags\nAnn,a|b\nBob,c|d\n'],
    [';', 'April 15, 2023;40;pending;\nApril 14, 2023;41;pending;\n'],
    [',', '"a, b","c; d"\n"e, f","g; h"\n'],
    [',', 'Name, Age, Town\nAnn, 23, Rome\nBob, 31, Bern\n'],
    ['|', 'sep=|\na;b|c\n'],
  ])('%j is found in %j', (delimiter, table) => {
    expect(delimiterOf(table, true)).toBe(delimiter);
  });

  test.each([
    ['Roses are red, violets are blue\nSugar is sweet, and so are you\n'],
    ['Kupfer 8,96\nGold 19,32\nBlei 11,34\n'],
    ['2024-01-01 12:00:00,123 INFO start\n2024-01-01 12:00:01,456 INFO end\n'],
    ['int a = 1;\nint b = 2;\nrun(a);\n'],
    ['\tif (a)\n\t\treturn b;\n\treturn c;\n'],
    ['The tide, which rises, falls.\nBoats wait.\nSailors, too.\n'],
    ['one line, of words'],
    ['{"a":1,"b":2}\n{"a":3,"b":4}\n'],
    ['a\nb\nc\n'],
    [''],
  ])('is not seen in %j', (text) => {
    expect(delimiterOf(text, true)).toBeUndefined();
  });
});

describe('a table', () => {
  test('keeps quotes, line breaks and delimiters within cells, and has rows of one width', () => {
    expect(textOf('Name,Note,Year\n"Curie, Marie","said ""no""\nand | left",1903\nBohr,,1922\nmore,x,1,too\n')).toBe(
      '| Name | Note | Year | |\n| --- | --- | --- | --- |\n| Curie, Marie | said "no" and \\| left | 1903 | |\n| Bohr | | 1922 | |\n| more | x | 1 | too |',
    );
  });

  test('is not swallowed by a quote that is no mark', () => {
    expect([...csvRecords('"a,b\nc,"d"e\n5" pipe,6', ',')]).toEqual([
      ['"a', 'b'],
      ['c', '"d"e'],
      ['5" pipe', '6'],
    ]);
  });

  test('has titles above and notes below it as paragraphs, and goes on behind an empty line', () => {
    expect(
      textOf(
        'Elements of two groups\n\nElement,Melting\nIndium,156.6\n,\nTin,232\n\nSource: a book about elements and their history\n',
      ),
    ).toBe(
      'Elements of two groups\n\n| Element | Melting |\n| --- | --- |\n| Indium | 156.6 |\n| Tin | 232 |\n\nSource: a book about elements and their history',
    );
  });

  test.each([
    ['Element;Found\nTin;1200\n', true],
    ['Word\tMeaning\nabate\tto become less\n', true],
    ['Country,1990,2000\nPeru,1,2\n', true],
    ['Name,Unit,Kind\nforce,newton,vector\nmass,kilogram,scalar\n', true],
    ['der Hund\tthe dog\ndie Katze\tthe cat\n', false],
    ['force,newton,vector\nmass,kilogram,scalar\nspeed,metre per second,vector\n', false],
    ['1;2\n3;4\n', false],
  ])('of %j has its first row as a head: %j', (table, isHead) => {
    const [first = '', second] = textOf(table)?.split('\n') ?? [];
    expect(second).toMatch(/^\|(?: --- \|)+$/);
    expect(/[^| ]/.test(first)).toBe(isHead);
  });

  test('parted by tabs has rows whose last cells are empty', async () => {
    const rows = [
      'osmosis\twater through a membrane\t',
      'mitosis\tone nucleus becomes two\t',
      'gene\tpart of DNA\tA, C',
    ];
    const { format, pages } = await convert(Buffer.from(['Term\tDefinition\tHint', ...rows].join('\r\n')));
    expect(format).toBe('tsv');
    const table = [
      '| Term | Definition | Hint |',
      '| --- | --- | --- |',
      '| osmosis | water through a membrane | |',
      '| mitosis | one nucleus becomes two | |',
      '| gene | part of DNA | A, C |',
    ];
    expect(pages).toEqual([{ text: table.join('\n') }]);
  });

  test('in quotes is read where a line ends in a tab', async () => {
    const { pages } = await convert(Buffer.from('Term,Year\n"gene, part",1909\t\n"cell","1665"\t\n'));
    expect(pages).toEqual([{ text: '| Term | Year |\n| --- | --- |\n| gene, part | 1909 |\n| cell | 1665 |' }]);
  });

  test('is none where lines of prose end in tabs', async () => {
    const { format, pages } = await convert(
      Buffer.from('Tides come in\t\t\ntwice a day, and\t\t\ngo out again.\t\t\n'),
    );
    expect(format).toBe('text');
    expect(pages).toEqual([{ text: 'Tides come in\ntwice a day, and\ngo out again.' }]);
  });

  test('is bounded in rows, columns and cells, and tells what was left out', () => {
    const rows = Array.from({ length: 6_000 }, (_, at) => `Town${at},${at}`).join('\n');
    expect(textOf(`Town,Number\n${rows}`)).toMatch(/\| Town4998 \| 4998 \|\n\n\[Rows left out: 1001\]$/);
    const wide = (cell: (at: number) => string) => Array.from({ length: 140 }, (_, at) => cell(at)).join(';');
    expect(textOf(`${wide((at) => `C${at}`)}\n${wide(String)}\n${wide(String)}`)).toMatch(
      /\| 99 \|\n\n\[Columns left out: 40\]$/,
    );
    expect(textOf(`Name;Text\nAnn;${'x'.repeat(2_000)}\n`)).toMatch(/\| Ann \| x{999}… \|$/);
  });

  test('in another encoding is read, and pages end between rows', async () => {
    const latin1 = Buffer.from('Stoff;Dichte (g/cm³)\r\nKupfer für Drähte;8,96\r\nZinn;7,3\r\n', 'latin1');
    expect((await convert(latin1)).pages).toEqual([
      { text: '| Stoff | Dichte (g/cm³) |\n| --- | --- |\n| Kupfer für Drähte | 8,96 |\n| Zinn | 7,3 |' },
    ]);
    const utf16 = Buffer.concat([
      Buffer.from('fffe', 'hex'),
      Buffer.from(`Town\tNumber\r\n${'Żary\t38000\r\n'.repeat(400)}`, 'utf16le'),
    ]);
    const { format, pages } = await convert(utf16);
    expect(format).toBe('tsv');
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages.slice(1)) expect('text' in page && page.text).toMatch(/^(?:\| Żary \| 38000 \|\n?)+$/);
  });
});

test('every cell comes back from the records of a table', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ' ', '"', ',', '\n', 'é'), maxLength: 8 });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }), (rows) => {
      const written = rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')).join('\n');
      expect([...csvRecords(written, ',')]).toEqual(rows);
    }),
  );
});

test('no table takes longer than its text', () => {
  for (const hostile of ['"', ',"', '"a,\n', ' ', ',', '\n,', '""', ' "'])
    expect(() => readCsv(`a,b\n1,2\n3,4\n${hostile.repeat(1_500_000)}`)).not.toThrow();
});
