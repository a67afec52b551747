import { symbolByCode } from '../signs/symbol-fonts.js';
import { type Attributes, attribute } from './xml.js';

/** `symEx` has the signs beyond U+FFFF, such as emoji ([MS-DOCX], CT_SymEx). */
const SYMBOLS: ReadonlySet<string> = new Set(['sym', 'symEx']);

/** The sign that an element of Word stands for by its code and font, '' for no code; undefined for other elements. */
export const symbolOf = (name: string, attributes: Attributes): string | undefined =>
  SYMBOLS.has(name)
    ? symbolByCode(attribute(attributes, 'char') ?? '', attribute(attributes, 'font') ?? '')
    : undefined;
