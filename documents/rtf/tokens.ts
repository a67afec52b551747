/** Called for what an RTF file (version 1.9.1) is made of, in order. */
export interface TokenHandler {
  open(): void;
  close(): void;
  /** A control word, with its number where it has one. */
  word(name: string, value: number | undefined): void;
  /** A control of one sign: `*`, `~`, `_`. */
  symbol(sign: string): void;
  /** Bytes that are no text. */
  binary(bytes: Uint8Array): void;
  /** A byte of text; `isEscaped` where it was written as `\'e9`. */
  byte(value: number, isEscaped: boolean): void;
  /** Whether no more is wanted. */
  isOver(): boolean;
}

const OPEN = 0x7b;
const CLOSE = 0x7d;
const BACKSLASH = 0x5c;
const QUOTE = 0x27;
const MINUS = 0x2d;
const SPACE = 0x20;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
/** Letters of a word, and figures of a number, at most. */
const MAX_WORD = 32;
const MAX_FIGURES = 10;

/** Reads the tokens of a file one after another, in time that grows with its length alone. */
export function readTokens(bytes: Uint8Array, handler: TokenHandler): void {
  let at = 0;
  while (at < bytes.length && !handler.isOver()) {
    const byte = bytes[at] ?? 0;
    at += 1;
    if (byte === OPEN) handler.open();
    else if (byte === CLOSE) handler.close();
    else if (byte === BACKSLASH) at = readControl(bytes, at, handler);
    else if (byte !== LINE_FEED && byte !== RETURN && byte !== 0) handler.byte(byte, false);
  }
}

/** @returns where the next token begins */
function readControl(bytes: Uint8Array, start: number, handler: TokenHandler): number {
  const first = bytes[start] ?? 0;
  if (isLetter(first)) return readWord(bytes, start, handler);
  if (first === QUOTE) {
    const value = Number.parseInt(Buffer.from(bytes.subarray(start + 1, start + 3)).toString('latin1'), 16);
    if (Number.isNaN(value)) return start + 1;
    handler.byte(value, true);
    return start + 3;
  }
  if (first === LINE_FEED || first === RETURN) handler.word('par', undefined);
  else if (first === OPEN || first === CLOSE || first === BACKSLASH) handler.byte(first, false);
  else handler.symbol(String.fromCharCode(first));
  return start + 1;
}

function readWord(bytes: Uint8Array, start: number, handler: TokenHandler): number {
  let at = start;
  while (at - start < MAX_WORD && isLetter(bytes[at] ?? 0)) at += 1;
  const name = Buffer.from(bytes.subarray(start, at)).toString('latin1');
  const isNegative = bytes[at] === MINUS && isFigure(bytes[at + 1] ?? 0);
  if (isNegative) at += 1;
  const figures = at;
  while (at - figures < MAX_FIGURES && isFigure(bytes[at] ?? 0)) at += 1;
  const number = at > figures ? Number(Buffer.from(bytes.subarray(figures, at)).toString('latin1')) : undefined;
  if (bytes[at] === SPACE) at += 1;
  // So many bytes that are no text follow.
  if (name === 'bin') {
    const end = at + (isNegative ? 0 : (number ?? 0));
    handler.binary(bytes.subarray(at, end));
    return end;
  }
  handler.word(name, number === undefined || !isNegative ? number : -number);
  return at;
}

const isLetter = (byte: number) => (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a);
const isFigure = (byte: number) => byte >= 0x30 && byte <= 0x39;
