/** Line breaks and other controls, half surrogate pairs, and what turns the direction of the text that follows. */
const UNFIT = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;
/** Decoders put it in the place of bytes that they cannot read. */
const UNREADABLE = '\ufffd';

const MARK = /[\p{L}\p{N}\p{P}\p{S}]/u;
/** Some letters and symbols leave no mark: fillers, and the blank of Braille. */
const MARKLESS = /[\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Whether a text has anything that a reader can see. */
export const isVisible = (text: string): boolean => MARK.test(text.replaceAll(MARKLESS, ''));

/** Whether a text can stand in a line among the text of others: a name, a title. */
export const fitsInLine = (text: string): boolean => !UNFIT.test(text);

/**
 * A line from text that nobody chose as one, such as the name of a file: characters that do not fit are dropped, white
 * space is folded, accents are composed, and what is too long is cut between characters.
 * @param max UTF-16 units
 * @returns an empty text where there is nothing to see
 */
export function lineFrom(text: string, max: number): string {
  const fitting = text.replaceAll(new RegExp(`(?:${UNFIT.source}|${UNREADABLE})+`, 'gu'), ' ');
  const line = cutAt(fitting.replaceAll(/\s+/gu, ' ').trim().normalize('NFC'), max).trim();
  return isVisible(line) ? line : '';
}

function cutAt(text: string, max: number): string {
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > max) break;
    kept += character;
  }
  return kept;
}
