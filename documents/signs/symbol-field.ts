import { decodeAs } from '../plain-text/encoding.js';
import { isSymbolFont, symbolByCode } from './symbol-fonts.js';

/** The sign that a field `SYMBOL` of Word stands for, by its code and font; '' for another field. */
export function readSymbolField(instruction: string): string {
  const [, code = ''] = /^\s*SYMBOL\s+(0x[\da-f]{1,5}|\d{1,7})(?!\w)/i.exec(instruction) ?? [];
  const number = Number(code || Number.NaN);
  if (!(number > 0x1f)) return '';
  const [, quoted, plain = ''] = /\\f\s*(?:"([^"]{1,40})"|([^\s"\\]{1,40}))/i.exec(instruction) ?? [];
  const isAnsi = number < 0x100 && !/\\[uj](?!\w)/i.test(instruction);
  const point = isAnsi ? (decodeAs('windows-1252', Uint8Array.of(number)).codePointAt(0) ?? 0) : number;
  const font = quoted ?? plain;
  return symbolByCode((isSymbolFont(font) ? number : point).toString(16), font);
}
