import { FormulaError } from './formula-error.js';

export type Token = { kind: 'number'; value: number } | { kind: 'name' | 'sign'; text: string };

/** Characters of a formula; more is no calculation of a test. */
const MAX_CHARACTERS = 300;

const TOKEN = /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(\p{L}[\p{L}\p{N}_]*)|([-+*/^()]))/uy;

/**
 * The numbers, names and signs of a formula.
 * @throws FormulaError for one that is too long, and for any other character.
 */
export function tokenize(formula: string): Token[] {
  if (formula.length > MAX_CHARACTERS) throw new FormulaError(`it has over ${MAX_CHARACTERS} characters`);
  const text = formula.trimEnd();
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const [, number, name, sign] = TOKEN.exec(text) ?? [];
    if (number !== undefined) tokens.push({ kind: 'number', value: Number(number) });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else throw new FormulaError(`it has something else than numbers, names and signs at ${nextAt(text, at) + 1}`);
  }
  return tokens;
}

const nextAt = (text: string, at: number): number => at + text.slice(at).search(/\S/);
