import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { attachment, fileNameOf, fileNamePart } from '../../../domain/text/file-names.js';

describe('a title in the name of a file', () => {
  test.each([
    ['Tides and moons', 'Tides and moons'],
    ['../../etc/passwd', 'etc passwd'],
    ['..', 'Untitled'],
    ['', 'Untitled'],
    [' . . ', 'Untitled'],
    ['C:\\notes\\1', 'C notes 1'],
    ['a\0b\nc\u202Ed', 'a b c d'],
    ['what? "why" <how> *|*', 'what why how'],
    ['Überblick', 'U\u0308berblick'.normalize('NFC')],
    ['notes.', 'notes'],
    ['notes. . ', 'notes'],
    ['. .notes', 'notes'],
    ['.notes', 'notes'],
    [`${'x'.repeat(38)}. y`, 'x'.repeat(38)],
    ['a  b\tc', 'a b c'],
    ['x'.repeat(300), 'x'.repeat(40)],
    ['🎓'.repeat(50), '🎓'.repeat(40)],
  ])('%j is %j', (title, name) => expect(fileNamePart(title)).toBe(name));

  test('is short, whole, and leads nowhere, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
        const name = fileNamePart(title);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
        expect(name).toMatch(/^[^./\\:*?"<>|\p{C}\s]/u);
        expect(name).not.toMatch(/[/\\:*?"<>|\p{C}]|[. ]$/u);
      }),
    );
  });
});

describe('the name of a download', () => {
  test.each([
    ['Tides and moons', 'Tides and moons.pdf'],
    ['../../etc/passwd', 'etc passwd.pdf'],
    ['🎓'.repeat(100), `${'🎓'.repeat(60)}.pdf`],
  ])('of %j is %j', (title, name) => expect(fileNameOf(title, 'pdf')).toBe(name));

  test('is told whole, and with _ for what ASCII has not', () => {
    expect(attachment('Ebbe & Flut\'s 100% "Ü\\\u0007🌊~ ().pdf')).toBe(
      `attachment; filename="Ebbe & Flut's 100_ _____~ ().pdf"; filename*=UTF-8''Ebbe%20%26%20Flut%27s%20100%25%20%22%C3%9C%5C_%F0%9F%8C%8A~%20%28%29.pdf`,
    );
  });

  test('says the whole name and what ASCII has of it, and breaks no header, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const header = attachment(name);
        // RFC 8187, attr-char; RFC 9110, quoted-string without escapes.
        expect(header).toMatch(
          /^attachment; filename="[ !#$&-[\]-~]*"; filename\*=UTF-8''(?:[\w!#$&+.^`|~-]|%[\dA-F]{2})*$/,
        );
        const told = decodeURIComponent(header.slice(header.indexOf("''") + 2));
        expect(told).toBe(name.replaceAll(/[\p{Cc}\p{Cs}]/gu, '_'));
      }),
    );
  });
});
