import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shortenBase64, withoutBase64 } from '../../documents/plain-text/base64.js';
import { withoutEncodedData } from '../../documents/plain-text/encoded-data.js';

const data = randomBytes(6_000).toString('base64');
const lines = (data.match(/.{1,76}/g) ?? []).join('\n');
const png = `data:image/png;base64,${data}`;

describe('the bytes of pictures and files in a text are left out, and told', () => {
  test.each([
    ['in Markdown', `See ![a\tsketch](${png}) here`, 'See [Picture left out: a sketch] here'],
    ['with a title', `![](<${png}> "A title")`, '[Picture left out]'],
    ['of a link', `[the sheet](data:application/pdf;base64,${data})`, '[File left out: the sheet]'],
    [
      'in a definition',
      `![one][a] ![A]\n\ntext [b]\n\n[a]: <${png}>\n[b]: /x.png`,
      '[Picture left out: one] [Picture left out]\n\ntext [b]\n\n[b]: /x.png',
    ],
    ['in HTML within Markdown', `a <img alt='two' src="${png}" width=9> b`, 'a [Picture left out: two] b'],
    ['in a style', `<style>p{background:url("${png}")}</style>`, '<style>p{background:}</style>'],
    ['that stands alone', `here: ${png}, and more`, 'here: [Picture left out], and more'],
    ['of another type', 'see data:;base64,AAAA.', 'see [File left out].'],
    [
      'as a drawing',
      `<img src='data:image/svg+xml;utf8,<svg>${'<path d="M0 0"/>'.repeat(30)}</svg>'>x`,
      '[Picture left out]x',
    ],
    ['broken into lines', `![m](data:image/png;base64,${lines})\n\nnext`, '[Picture left out: m]\n\nnext'],
    ['as lines of their own', `Dear all,\n\n${lines}\n\nBye`, 'Dear all,\n\n[File left out]\n\nBye'],
    ['in one line', `picture: "iVBORw0KGgo${data}" end`, 'picture: "[Picture left out]" end'],
    [
      'between marks',
      `A key:\n-----BEGIN PUBLIC KEY-----\n${data.slice(0, 44)}\n-----END PUBLIC KEY-----\nends`,
      'A key:\n[File left out: PUBLIC KEY]\nends',
    ],
  ])('%s', (_where, text, told) => {
    expect(withoutEncodedData(text)).toBe(told);
  });
});

test.each([
  ['a gene', `>gene\n${'ACGTTGCA'.repeat(9)}\n`.repeat(20)],
  ['a protein', 'MVLSPADKTNVKAAWGKVGAHAGEYGAEALERMFLSFPTTKTYFPHFDLSHGSAQVKGHGK'.repeat(6)],
  ['a long word and a long path', `${'Donaudampfschifffahrt'.repeat(5)} ${'/usr/share/Doc'.repeat(20)}`],
  [
    'a hash',
    'sha512: ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
  ],
  ['a short example', 'An address like data:text/plain,Hello is one.'],
  ['words on data', 'Raw data: image/png files take space. ![x](a.png) [y][z]\n\n[z]: /b'],
  ['dashes', '-----BEGIN NOTES-----\nThe tide comes in, the tide goes out.\n-----END NOTES-----'],
])('%s stays', (_what, text) => {
  expect(withoutEncodedData(text)).toBe(text);
});

test('takes time that grows with the text alone', () => {
  for (const hostile of [
    'data:image/png;base64,',
    '"data:image/svg+xml,',
    '![',
    '[a]: <data:a/b;base64,A>\n',
    `${'A'.repeat(70)}\n`,
    '-----BEGIN X-----\n',
    `${'a'.repeat(199)}.`,
    `data:a/b;base64,A <img `,
    '![a][b]',
    'data:image/png;base64,A\n',
  ])
    for (const before of ['', '<a '])
      expect(() => withoutEncodedData(before + hostile.repeat(2_000_000 / hostile.length))).not.toThrow();
});

test('ordinary text is never changed', () => {
  const word = fc.oneof(
    fc.lorem({ maxCount: 3 }),
    fc.constantFrom('\n', '# ', '![a](b.png)', '| a | b |', 'data', ':', '[x]', '$a^2$', 'https://example.org/a/b?c=d'),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 60 }), (words) => {
      const text = words.join(' ');
      expect(withoutEncodedData(text)).toBe(text);
    }),
  );
});

test('long runs of base64 are cut short before a text is decoded, and are still told', () => {
  const large = randomBytes(3_000_000).toString('base64');
  const file = Buffer.from(`# Notes é\n\n![x](data:image/png;base64,${large})\n\nEnd ${large}`);
  const short = shortenBase64(file);
  expect(short.length).toBeLessThan(6_000);
  expect(withoutEncodedData(Buffer.from(short).toString())).toBe(
    '# Notes é\n\n[Picture left out: x]\n\nEnd [File left out]',
  );
  const text = Buffer.from('The tide comes in. '.repeat(1_000));
  expect(shortenBase64(text)).toBe(text);
  expect(withoutBase64(text.toString())).toBe(text.toString());
});
