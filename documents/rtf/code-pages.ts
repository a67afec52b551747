import { decodeAs } from '../plain-text/encoding.js';

/** A font as the table of fonts has it. */
export interface Font {
  name: string;
  /** The character set by its number in RTF; undefined where it is not told. */
  charset: number | undefined;
  codePage: number | undefined;
}

/** Code pages of the character sets that RTF numbers; 0 and 1 are the document's own. */
const OF_CHARSET: Readonly<Record<number, number>> = {
  77: 10_000,
  128: 932,
  129: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
  254: 437,
  255: 850,
};

/** The decoders of code pages; those of Windows are named by their numbers. */
const LABELS: Readonly<Record<number, string>> = {
  866: 'ibm866',
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gb18030',
  949: 'euc-kr',
  950: 'big5',
  10000: 'macintosh',
  10007: 'x-mac-cyrillic',
  20866: 'koi8-r',
  28592: 'iso-8859-2',
  54936: 'gb18030',
  65001: 'utf-8',
};

/** From 0x80 on, the code pages of DOS for which there is no decoder (unicode.org, Public/MAPPINGS/VENDORS/MICSFT/PC). */
const DOS: Readonly<Record<number, string>> = {
  437:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀' +
    'αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀' +
    'ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
};

const MULTI_BYTE: ReadonlySet<number> = new Set([932, 936, 949, 950, 54_936, 65_001]);
const WESTERN = 1252;
const SYMBOLS = 2;

/** The text of bytes in a font of a document with this code page; those of a symbol font are its codes. */
export function decodeBytes(bytes: Uint8Array, font: Font | undefined, documentPage: number): string {
  if (font?.charset === SYMBOLS || bytes.every((byte) => byte < 0x80)) return Buffer.from(bytes).toString('latin1');
  const own = font?.codePage ?? OF_CHARSET[font?.charset ?? 1];
  // Western fonts stand in documents of all languages. A single byte beyond ASCII is then a Western letter.
  const isWestern = font?.charset === 0 && MULTI_BYTE.has(documentPage) && !hasPair(bytes);
  return decodePage(bytes, own ?? (isWestern ? WESTERN : documentPage));
}

function decodePage(bytes: Uint8Array, page: number): string {
  const table = DOS[page];
  if (table) {
    return [...bytes].map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : (table[byte - 0x80] ?? ''))).join('');
  }
  const label = LABELS[page] ?? (page >= 1250 && page <= 1258 ? `windows-${page}` : `windows-${WESTERN}`);
  return decodeAs(label, bytes);
}

const hasPair = (bytes: Uint8Array): boolean =>
  bytes.some((byte, at) => byte >= 0x80 && ((bytes[at + 1] ?? 0) >= 0x40 || (bytes[at - 1] ?? 0) >= 0x80));
