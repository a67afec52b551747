import { describe, expect, test } from '@jest/globals';
import { displayName } from '../../../api/contract/schemas.js';
import { displayNameFrom } from '../../../domain/account/display-name.js';

describe('the display name that Google gives', () => {
  test.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['  Ada \n\t Lovelace\u0000 ', 'Ada Lovelace'],
    ['Ada\ud800', 'Ada'],
    ["Robert'); DROP TABLE users;--", "Robert'); DROP TABLE users;--"],
    ['', 'ada.l'],
    ['\u0000\ud800 ', 'ada.l'],
    [null, 'ada.l'],
    ['\u202egnp.eda', 'gnp.eda'],
    ['\u3164', 'ada.l'],
    ['\u2800\u200b', 'ada.l'],
    ['\u0301', 'ada.l'],
    ['艾达 \u{1f393}', '艾达 \u{1f393}'],
  ])('%j becomes %j', (name, shown) => {
    expect(displayNameFrom(name, 'ada.l@gmail.example')).toBe(shown);
  });

  test.each(['a\u0000b', '\u2066x', '\u2028', '\ud800', '\u200d', 'é'.repeat(90), '\u{1f393}'.repeat(50), '', '-'])(
    'made of %j is one that a student could have chosen',
    (text) => {
      for (const made of [displayNameFrom(text, 'x@b.example'), displayNameFrom(null, `${text}@b.example`)])
        expect(displayName.parse(made)).toBe(made);
    },
  );

  test('is cut to 80 between characters', () => {
    expect(displayNameFrom('a'.repeat(200), '')).toBe('a'.repeat(80));
    expect(displayNameFrom(`${'a'.repeat(79)}\u{1f393}`, '')).toBe('a'.repeat(79));
  });
});
