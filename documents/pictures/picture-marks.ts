/**
 * The place of a picture in a text that is still without its pictures: the picture's number in noncharacters of Unicode,
 * which no text has and no rule of signs, notes or tables looks at.
 */
const [BEGIN, END, ZERO] = [0xfdd0, 0xfdd1, 0xfdd2] as const;
const MARK = /\uFDD0([\uFDD2-\uFDDB]{1,9})\uFDD1/g;
const LEFT_OVER = /[\uFDD0-\uFDDB]/;
/** A mark, or a sign of one that stands alone. */
const STRAY = /(\uFDD0[\uFDD2-\uFDDB]{1,9}\uFDD1)|[\uFDD0-\uFDDB]/g;

/** The mark of a picture by its number. */
export const pictureMark = (no: number): string =>
  String.fromCharCode(BEGIN, ...[...String(no)].map((figure) => ZERO + Number(figure)), END);

/** The numbers of the pictures in a text, in their order, each as often as it stands there. */
export const picturesIn = (text: string): number[] =>
  [...text.matchAll(MARK)].map(([, figures = '']) => numberOf(figures));

/** The text with the marks of so many pictures; what only looks like a mark was in the document. */
export function withKnownPictures(text: string, count: number): string {
  if (!LEFT_OVER.test(text)) return text;
  const known = text.replace(MARK, (mark, figures: string) =>
    numberOf(figures) <= count && numberOf(figures) > 0 ? mark : '',
  );
  return known.replace(STRAY, (_all, mark = '') => mark);
}

/** The text without marks. */
export const withoutPictures = (text: string): string => text.replace(MARK, '');

/** The text with something else in the place of each mark. @param write is told the number, and whether it is in a row of a table */
export function replacePictures(text: string, write: (no: number, isInRow: boolean) => string): string {
  return text.replace(MARK, (_mark, figures: string, at: number) =>
    write(numberOf(figures), text.startsWith('|', text.lastIndexOf('\n', at) + 1)),
  );
}

const numberOf = (figures: string): number =>
  Number([...figures].map((figure) => figure.charCodeAt(0) - ZERO).join(''));
