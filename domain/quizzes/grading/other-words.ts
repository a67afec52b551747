import { CONFUSED_WORDS } from './confused-words.js';

/** Groups of words of which each differs from another by a slip, parted by spaces. */
export const OTHER_WORDS: readonly string[] = Object.values(CONFUSED_WORDS).flatMap((groups) =>
  groups.trim().split(/,\s+/),
);
const GROUPS = OTHER_WORDS.map((group) => group.split(' '));

/** What may stand behind a listed word: nothing, or what makes a plural of it. */
const PLURAL = /^(?:e?s|e?n)?$/;
/** Suffixes of substances and enzymes in English, German and French, of which each makes another one. */
const SUFFIXES = 'ide ine ite ate ane ene yne ase ose one ida ina id in it at an en on'.split(' ');

/** Whether what looks like a slip is a word of its own: photon for proton, or chloride for chlorine. */
export const isOtherWord = (word: string, right: string): boolean =>
  hasOtherEnding(word, right) ||
  GROUPS.some((group) => group.some((one) => group.some((other) => one !== other && isFor(word, right, one, other))));

function hasOtherEnding(word: string, right: string): boolean {
  const [one, other] = /s$/.test(word) && /s$/.test(right) ? [word.slice(0, -1), right.slice(0, -1)] : [word, right];
  return SUFFIXES.some((ending) => {
    const stem = one.slice(0, -ending.length);
    return one === stem + ending && SUFFIXES.some((its) => its.length === ending.length && other === stem + its);
  });
}

/** Whether a word begins with one of a group, where the right one has the other, and both end alike. */
function isFor(word: string, right: string, one: string, other: string): boolean {
  const [stem, its] = [one.replace('-', ''), other.replace('-', '')];
  const ending = word.slice(stem.length);
  return word.startsWith(stem) && right === its + ending && (one.endsWith('-') || PLURAL.test(ending));
}
