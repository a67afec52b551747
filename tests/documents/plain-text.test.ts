import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createDocumentReader } from '../../documents/index.js';
import { decodeText } from '../../documents/plain-text/encoding.js';
import { PAGE_LENGTH, textPages } from '../../documents/plain-text/text-pages.js';
import { tidyText } from '../../documents/plain-text/tidy-text.js';
import { readAll } from './support.js';

const reader = createDocumentReader({ ocrWorkers: 1, dpi: 150 });
afterAll(() => reader.close());

const read = async (file: Uint8Array) => (await readAll(reader, file, [1]))[0]?.text;

const RUSSIAN = 'Приливы и отливы вызваны притяжением Луны и Солнца. Дважды в сутки вода поднимается и опускается.';
const JAPANESE = '潮の満ち引きは月と太陽の引力によって起こります。一日に二回、海の水位が上がったり下がったりします。';
const LATVIAN =
  'Bēguma un paisuma svārstības rodas Mēness un Saules pievilkšanas spēka dēļ. Jūras līmenis ceļas un krītas divas reizes dienā.';
const LITHUANIAN =
  'Potvyniai ir atoslūgiai kyla dėl Mėnulio ir Saulės traukos. Jūros lygis kyla ir leidžiasi du kartus per dieną.';
const FINNISH =
  'Vuorovesi johtuu Kuun ja Auringon vetovoimasta. Meren pinta nousee ja laskee kaksi kertaa päivässä, myös yöllä Åbossa.';
const FRENCH =
  "La marée monte deux fois par jour. À l'été, les élèves étudient le phénomène où l'océan s'élève : très haut, déjà.";

/** Text in an encoding of single bytes, by trying each byte. */
function encode(text: string, label: string): Buffer {
  const decoder = new TextDecoder(label);
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return Buffer.from([...text].map((character) => bytes.get(character) ?? 0x3f));
}

/** Text in Shift_JIS, by trying each pair of bytes. */
function encodeShiftJis(text: string): Buffer {
  const decoder = new TextDecoder('shift_jis');
  const pairs = new Map<string, number[]>();
  for (let first = 0x81; first <= 0xea; first += 1) {
    for (let second = 0x40; second <= 0xfc; second += 1) {
      const character = decoder.decode(Uint8Array.of(first, second));
      if (!pairs.has(character)) pairs.set(character, [first, second]);
    }
  }
  return Buffer.from([...text].flatMap((character) => pairs.get(character) ?? [0x3f]));
}

describe('the encoding of a text', () => {
  it.each([
    ['UTF-8', Buffer.from(RUSSIAN), RUSSIAN],
    ['UTF-8 with a byte order mark', Buffer.concat([Buffer.from('efbbbf', 'hex'), Buffer.from(FRENCH)]), FRENCH],
    ['UTF-16LE with one', Buffer.concat([Buffer.from('fffe', 'hex'), Buffer.from(JAPANESE, 'utf16le')]), JAPANESE],
    [
      'UTF-16BE with one',
      Buffer.concat([Buffer.from('feff', 'hex'), Buffer.from(RUSSIAN, 'utf16le').swap16()]),
      RUSSIAN,
    ],
    ['UTF-16LE without one', Buffer.from(FRENCH, 'utf16le'), FRENCH],
    ['UTF-16BE without one', Buffer.from(FRENCH, 'utf16le').swap16(), FRENCH],
    ['windows-1252', encode(FRENCH, 'windows-1252'), FRENCH],
    [
      'windows-1252 with its own signs',
      Buffer.concat([encode(FRENCH, 'windows-1252'), Buffer.from(' \x96 \x93haute\x94 : 5 \x80.', 'latin1')]),
      `${FRENCH} – “haute” : 5 €.`,
    ],
    ['windows-1251', encode(RUSSIAN, 'windows-1251'), RUSSIAN],
    ['windows-1257', encode(LATVIAN, 'windows-1257'), LATVIAN],
    ['windows-1257 in Lithuanian', encode(LITHUANIAN, 'windows-1257'), LITHUANIAN],
    ['windows-1252 in Finnish', encode(FINNISH, 'windows-1252'), FINNISH],
    ['KOI8-R', encode(RUSSIAN, 'koi8-r'), RUSSIAN],
    ['Shift_JIS', encodeShiftJis(JAPANESE), JAPANESE],
  ])('%s is found by the bytes', async (_name, file, expected) => {
    expect((await reader.probe(file)).format).toBe('text');
    expect(await read(file)).toBe(expected);
  });

  it('is found far into a long file that is ASCII at first', () => {
    const file = Buffer.concat([Buffer.from('High water at noon.\n'.repeat(20_000)), encode(RUSSIAN, 'windows-1251')]);
    expect(decodeText(file)).toContain(RUSSIAN);
  });

  it('stays UTF-8 where a byte of it is damaged', () => {
    const file = Buffer.from(RUSSIAN.repeat(20));
    file[301] = 0xff;
    const text = decodeText(file);
    expect(text).toContain('\uFFFD');
    expect(text.match(/Приливы/g)?.length).toBeGreaterThan(18);
  });
});

describe('a text', () => {
  it('keeps its lines and loses what cannot be stored', async () => {
    const file = Buffer.from(`${RUSSIAN}\r\nTwo  \rThree\t|\u0007\u00A0|\n\n\n\n  Four e\u0301\v\n`);
    expect(await read(file)).toBe(`${RUSSIAN}\nTwo\nThree\t| |\n\n  Four é`);
  });

  it('loses what is not seen, and keeps what joins and parts letters', async () => {
    const file = Buffer.from(
      'Photo\u00ADsyn\u00ADthe\u200Bsis is\u2060 long\u00AD \n  winded\u00AD\n\n\u00ADmi\u200C\u062E क्\u200Dष',
    );
    expect(await read(file)).toBe('Photosynthesis is longwinded\n\nmi\u200C\u062E क्\u200Dष');
  });

  it('has the pages that form feeds part', async () => {
    const file = Buffer.from('Page one\n\f\fPage two\n');
    expect(await reader.probe(file)).toEqual({ format: 'text', pageCount: 2 });
    expect(await readAll(reader, file, [2])).toMatchObject([{ pageNo: 2, text: 'Page two' }]);
  });

  it('of white space alone is empty', async () => {
    await expect(reader.probe(Buffer.from(' \n\t\n'))).rejects.toMatchObject({ type: 'Empty' });
  });

  it('is refused as unsupported when bytes that are no text come later', async () => {
    const file = Buffer.concat([Buffer.from('words '.repeat(1_000)), Buffer.alloc(3_000, 1)]);
    await expect(reader.probe(file)).rejects.toMatchObject({ type: 'Unsupported' });
  });

  it('gives the same pages to every reader, whichever are asked for', async () => {
    const file = Buffer.from(
      Array.from({ length: 400 }, (_, i) => `Paragraph ${i}. ${'Water rises. '.repeat(i % 37)}`).join('\n\n'),
    );
    const { pageCount } = await reader.probe(file);
    expect(pageCount).toBeGreaterThan(20);
    const all = await readAll(
      reader,
      file,
      Array.from({ length: pageCount }, (_, i) => i + 1),
    );
    const other = createDocumentReader({ ocrWorkers: 1, dpi: 150 });
    const some = await readAll(other, file, [20, 3]);
    await other.close();
    expect(some).toEqual([all[2], all[19]]);
    await expect(readAll(reader, file, [pageCount + 1])).rejects.toMatchObject({ type: 'Corrupt' });
  });
});

describe('Markdown', () => {
  it.each([
    ['# Tides\n\nTwice a day.'],
    ['Tides\n=====\n\n- ebb\n- flood\n'],
    ['Some **bold** words and a [link](https://example.org/tides).'],
    ['| a | b |\n| --- | --- |\n\n```js\nrise()\n```'],
    ['<p align="center">Logo</p>\n\n# Tides\n\n- ebb\n- flood'],
  ])('is recognized by its marks: %j', async (source) => {
    expect(await reader.probe(Buffer.from(source))).toEqual({ format: 'markdown', pageCount: 1 });
    expect(await read(Buffer.from(source))).toBe(source.trim());
  });

  it.each([['#!/bin/sh\n# a comment\necho tides'], ['Tides come in.\n\nThey go out - twice a day.']])(
    'is not seen in a text that has none: %j',
    async (source) => {
      expect((await reader.probe(Buffer.from(source))).format).toBe('text');
    },
  );
});

describe('pages of a text', () => {
  const pieces = fc.array(
    fc.oneof(
      { weight: 5, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
      fc.constantFrom(
        '# Heading',
        '\n',
        '\n\n',
        ' ',
        '\f',
        'Sea. '.repeat(150),
        'x'.repeat(3_100),
        '\u0301'.repeat(200),
        '😀'.repeat(1_600),
      ),
    ),
    { maxLength: 60 },
  );

  it('hold every character once and in order, and none is much longer than a page or blank', () => {
    const bare = (text: string) => text.replace(/\s+/g, '');
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = tidyText(parts.join(''));
        const pages = textPages(text);
        expect(bare(pages.join(''))).toBe(bare(text));
        for (const page of pages) {
          expect(page.trim()).toBe(page);
          expect(page).not.toBe('');
          expect(page.length).toBeLessThan(PAGE_LENGTH * 2);
          expect(page).not.toMatch(/\p{Cs}/u);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('end between paragraphs, and never with a heading', () => {
    const body = 'Water rises. '.repeat(110).trim();
    const pages = textPages(['# One', body, body, '## Two', '### Three', body, body].join('\n\n'));
    expect(pages).toEqual([`# One\n\n${body}\n\n${body}`, `## Two\n\n### Three\n\n${body}\n\n${body}`]);
  });

  it('end after a sentence where a paragraph is longer than a page, and after a word where a sentence is', () => {
    const [first, second] = textPages('The water rises slowly. '.repeat(200));
    expect(first).toMatch(/slowly\.$/);
    expect(second).toMatch(/^The water/);
    expect(textPages('water '.repeat(1_000))[0]).toMatch(/ water$/);
  });

  it('are tidied in time that grows with the text alone', () => {
    for (const hostile of [
      `${' '.repeat(3_000_000)}x`,
      `a${'\u0301\u0316'.repeat(1_000_000)}`,
      '\n \n'.repeat(1_000_000),
    ]) {
      expect(tidyText(hostile).length).toBeLessThan(hostile.length);
    }
  });
});
