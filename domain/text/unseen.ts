/**
 * What nobody sees and only says where a word may or may not be broken: soft hyphen, zero width space, word joiner; a
 * soft hyphen at a line's end with the line break. Not the joiners U+200C and U+200D, which Persian and Hindi need.
 */
export const UNSEEN = '\\u00AD[ \\t]*\\n[ \\t]*(?=\\S)|[\\u00AD\\u200B\\u2060]';

const ALL_UNSEEN = new RegExp(UNSEEN, 'gu');

/** A text with its words as they are read and typed: in one piece. */
export const withoutUnseen = (text: string): string => text.replace(ALL_UNSEEN, '');
