/** Where a text stands against its line. */
export type Script = 'super' | 'sub';

/** A text behind which a raised or lowered one may stand: its end is a letter, a figure or a bracket. */
export const SCRIPT_BASE = /[\p{L}\p{N})\]}]$/u;

/** Signs of Unicode for raised and lowered characters: pairs of a character and its sign. */
const SIGNS: Record<Script, ReadonlyMap<string, string>> = {
  super: pairs(
    '0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻−⁻–⁻=⁼(⁽)⁾aᵃbᵇcᶜdᵈeᵉfᶠgᵍhʰiⁱjʲkᵏlˡmᵐnⁿoᵒpᵖrʳsˢtᵗuᵘvᵛwʷxˣyʸzᶻ' +
      'AᴬBᴮDᴰEᴱGᴳHᴴIᴵJᴶKᴷLᴸMᴹNᴺOᴼPᴾRᴿTᵀUᵁVⱽWᵂβᵝγᵞδᵟθᶿφᵠχᵡ',
  ),
  sub: pairs('0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋−₋–₋=₌(₍)₎aₐeₑhₕiᵢjⱼkₖlₗmₘnₙoₒpₚrᵣsₛtₜuᵤvᵥxₓβᵦγᵧρᵨφᵩχᵪ'),
};

/** What stands raised by itself, and what is a sign of a script already. */
const RAISED_ALREADY = /^[°™®©ªº*†‡§¶′″‴]+$/u;
/** Endings of ordinal numbers, which languages set either way. */
const ORDINAL = /^(?:st|nd|rd|th|er|ère|re|e|ème|ª|º|a)$/iu;
const AFTER_NUMBER = /(?:\d|(?<![\p{L}\p{N}])[IVXLC]{1,8})$/u;
/** Longer texts, and texts of several words, are set small and are no scripts. */
const MAX_LENGTH = 24;
/** Characters before a script that decide how it is written. */
const TAIL = 12;

/**
 * A raised or lowered text in a line: by signs of Unicode where there is one for every character (10⁸, CO₂, Xⁿ), else
 * as `^{…}` and `_{…}`. White space around it stays around it. What only looks raised stays as it is: the endings of
 * ordinal numbers, marks of brands, and whole phrases; a raised o behind a number is a degree.
 * @param before what stands before it in its line, of which only the end is looked at
 */
export function writeScript(text: string, script: Script, before = ''): string {
  const [, blank = '', inner = '', end = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  return blank + written(inner, script, blank === '' ? before.slice(-TAIL) : '') + end;
}

function written(text: string, script: Script, before: string): string {
  if (text === '' || text.length > MAX_LENGTH || /\p{L}\s+\p{L}/u.test(text)) return text;
  if (script === 'super') {
    if (RAISED_ALREADY.test(text) || (ORDINAL.test(text) && AFTER_NUMBER.test(before))) return text;
    if (/^[oO]$/.test(text) && /\d\s?$/.test(before)) return '°';
  }
  const signs = [...text.replace(/\s+/g, '')].map((character) => SIGNS[script].get(character));
  if (signs.every((sign) => sign !== undefined)) return signs.join('');
  return `${script === 'super' ? '^' : '_'}{${braced(text)}}`;
}

/** Braces that pair: one that has no partner, or is escaped by chance, would end the script elsewhere. */
function braced(text: string): string {
  let depth = 0;
  for (const sign of text.match(/[{}]/g) ?? []) {
    depth += sign === '{' ? 1 : -1;
    if (depth < 0) break;
  }
  return depth === 0 && !text.includes('\\') ? text : text.replace(/[\\{}]/g, '\\$&');
}

function pairs(text: string): Map<string, string> {
  const characters = [...text];
  return new Map(
    characters.flatMap((character, at) => (at % 2 === 0 ? [[character, characters[at + 1] ?? '']] : [])) as [
      string,
      string,
    ][],
  );
}
