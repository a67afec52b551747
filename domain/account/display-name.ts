/** UTF-16 units of a display name at max. */
const DISPLAY_NAME_MAX = 80;

/** Controls, line breaks, lone surrogates, and what turns the direction of the text that follows. */
const UNFIT = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * A display name from what another provider calls a person: characters that do not fit in a line are dropped, white
 * space is folded, what is too long is cut between characters. Without one, the local part of the e-mail.
 */
export function displayNameFrom(name: string | null, email: string): string {
  return clean(name ?? '') || clean(email.split('@')[0] ?? '') || 'Student';
}

function clean(text: string): string {
  const folded = text.replaceAll(UNFIT, ' ').replaceAll(/\s+/gu, ' ').trim();
  const cut = cutAt(folded, DISPLAY_NAME_MAX).trim();
  return isVisible(cut) ? cut : '';
}

/** Some letters and symbols leave no mark: fillers, and the blank of Braille. */
const isVisible = (text: string): boolean =>
  VISIBLE.test(text.replaceAll(/[\p{Default_Ignorable_Code_Point}\u2800]/gu, ''));

function cutAt(text: string, max: number): string {
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > max) break;
    kept += character;
  }
  return kept;
}
