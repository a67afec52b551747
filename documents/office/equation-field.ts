import { texFault } from '../../domain/text/tex-fault.js';
import type { Script } from '../signs/scripts.js';
import { readSymbolField } from '../signs/symbol-field.js';
import { UNKNOWN } from '../signs/symbol-fonts.js';
import { parseEquation } from './equation-parser.js';
import { type Item, rawOf, texOfItems } from './equation-parts.js';

/** What a field shows: a formula, or text. */
export type FieldSign = { tex: string } | { text: string; script?: Script };

/** Characters of an instruction; a longer one is not read. */
const MAX_INSTRUCTION = 4_000;
const EQUATION = /^\s*EQ(?=[\s\\]|$)/i;

/** Whether an instruction, or the beginning of one, is an equation. */
export const isEquation = (instruction: string): boolean => EQUATION.test(instruction);

/** The parts of an equation, as they are written within another. */
export const equationOf = (instruction: string): string => instruction.replace(EQUATION, '');

/** What Word shows for a field that has no result in the file: equations (`EQ`) and signs (`SYMBOL`). Never throws. */
export function readField(instruction: string): FieldSign | undefined {
  if (isEquation(instruction)) return equation(equationOf(instruction));
  const text = readSymbolField(instruction);
  return text === '' ? undefined : { text };
}

function equation(source: string): FieldSign | undefined {
  if (source.trim() === '') return undefined;
  const items = source.length > MAX_INSTRUCTION ? undefined : parseEquation(source.trim());
  return (items && signOf(items)) ?? { text: UNKNOWN };
}

/** What has no form of a formula is text: programs set characters one over another by equations. */
function signOf(items: readonly Item[]): FieldSign | undefined {
  const raw = rawOf(items);
  if (raw !== undefined) return { text: raw.trim() };
  const [first, ...others] = items.filter((item) => typeof item !== 'string' || item.trim() !== '');
  // The sign that it stands at is text before the field.
  if (others.length === 0 && typeof first === 'object' && first.raised) return first.raised;
  const tex = texOfItems(items);
  return texFault(`$${tex}$`) === undefined ? { tex } : undefined;
}
