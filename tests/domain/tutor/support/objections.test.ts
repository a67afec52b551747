import { describe, expect, test } from '@jest/globals';
import { objectionOf, UNQUOTED } from '../../../../domain/tutor/support/objections.js';
import type { SupportIssueKind } from '../../../../domain/tutor/support/support.js';

const ABOUT_WORDS: SupportIssueKind[] = ['number', 'unit', 'name', 'words'];
const ABOUT_THE_WHOLE: SupportIssueKind[] = ['heading', 'date', 'negation', 'comparison', 'meaning'];
const SENTENCE = /^[A-Z].+\w\.$/;

describe('what is told to the writer of a sentence', () => {
  test('differs from issue to issue and is a whole sentence', () => {
    const objections = [...ABOUT_WORDS, ...ABOUT_THE_WHOLE].map((kind) => objectionOf({ kind, text: 'x' }));
    for (const objection of [...objections, UNQUOTED]) expect(objection.replaceAll('"', '')).toMatch(SENTENCE);
    expect(new Set([...objections, UNQUOTED]).size).toBe(10);
  });

  test.each(ABOUT_WORDS)('quotes the words that a %s is about, 200 characters of them at most', (kind) => {
    expect(objectionOf({ kind, text: '42 km' }).split('"')[1]).toBe('42 km');
    expect(objectionOf({ kind, text: 'x'.repeat(200) }).split('"')[1]).toBe('x'.repeat(200));
    expect(objectionOf({ kind, text: 'x'.repeat(201) }).split('"')[1]).toBe('x'.repeat(200));
  });

  test.each(ABOUT_THE_WHOLE)('quotes no words where a %s is about all of the sentence', (kind) => {
    expect(objectionOf({ kind, text: 'unicorn' })).toBe(objectionOf({ kind, text: '' }));
  });
});
