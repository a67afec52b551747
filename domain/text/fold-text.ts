/**
 * Accents of Latin, Greek and Cyrillic letters, vowel signs and hamzas of Arabic, points of Hebrew, the dot below a
 * letter of Hindi: many write without them. The marks of й, ў and ї are left: these are letters of their own.
 */
const OPTIONAL_MARKS =
  /(?<![иИуУ])\u0306|(?<![іІ])\u0308|[\u0300-\u0305\u0307\u0309-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670\u093c]/gu;
/** What shows nothing: soft hyphens, joiners, marks of direction. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
/** Letters for which many write others, and those that Persian has for the same as Arabic. */
const WRITTEN_AS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
  '\u0901': '\u0902',
};
const OTHERWISE = new RegExp(`[${Object.keys(WRITTEN_AS).join('')}]`, 'gu');
/** The figures of Arabic, of Persian and of Hindi, each in the order of their values. */
const FIGURES = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/gu;

/** A text with the figures of Arabic, Persian and Hindi as ASCII has them; each character stays in its place. */
export const asciiFigures = (text: string): string =>
  text.replace(FIGURES, (figure) => String((figure.charCodeAt(0) & 0xf) - (figure >= '\u0966' ? 6 : 0)));

/**
 * A text as words of it are compared, of whatever language, in questions and in pages alike: without case, width, marks
 * that are optional, and the difference of figures.
 */
export const foldText = (text: string): string =>
  asciiFigures(
    text.normalize('NFKD').replace(INVISIBLE, '').replace(OPTIONAL_MARKS, '').normalize('NFKC').toLowerCase(),
  ).replace(OTHERWISE, (letter) => WRITTEN_AS[letter] ?? letter);
