/** Accents of Latin, Greek and Cyrillic letters, vowel signs of Arabic and Hebrew: many write without them. */
const OPTIONAL_MARKS = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]/gu;
/** The figures of Arabic, of Persian and of Hindi, each in the order of their values. */
const FIGURES = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/gu;

/** A text with the figures of Arabic, Persian and Hindi as ASCII has them; each character stays in its place. */
export const asciiFigures = (text: string): string =>
  text.replace(FIGURES, (figure) => String((figure.charCodeAt(0) & 0xf) - (figure >= '\u0966' ? 6 : 0)));

/** A text as words of it are compared: without case, width, optional marks, and the difference of figures. */
export const foldText = (text: string): string =>
  asciiFigures(text.normalize('NFKD').replace(OPTIONAL_MARKS, '').normalize('NFKC').toLowerCase());
