import { isUtf8 } from 'node:buffer';
import { decodeBytes, type Font } from './code-pages.js';

/** Bytes that wait, of a text without a single word of RTF in it. */
const MAX_RUN = 16_384;

/** Makes text of the bytes of a file. */
export interface Letters {
  byte(value: number, isEscaped: boolean): void;
  /** Gives what was read until now; called before anything changes how it is read. */
  flush(): void;
}

/**
 * Bytes wait until they can be decoded together, since a letter may take two. Some programs write UTF-8 as it is, which
 * no RTF file may; it is taken for that where the whole file is UTF-8.
 */
export function createLetters(
  file: Uint8Array,
  { font, codePage, onText }: { font: () => Font | undefined; codePage: () => number; onText: (text: string) => void },
): Letters {
  const holdsUtf8 = isUtf8(file);
  let bytes: number[] = [];
  let isRaw = false;

  const flush = () => {
    if (bytes.length === 0) return;
    const text = isRaw ? Buffer.from(bytes).toString('utf8') : decodeBytes(Uint8Array.from(bytes), font(), codePage());
    bytes = [];
    isRaw = false;
    onText(text);
  };
  return {
    flush,
    byte(value, isEscaped) {
      if (value >= 0x80) {
        const isRawByte = holdsUtf8 && !isEscaped;
        if (isRawByte !== isRaw) flush();
        isRaw = isRawByte;
      }
      bytes.push(value);
      // No letter goes on behind a plain byte.
      if (bytes.length >= MAX_RUN && value < 0x80) flush();
    },
  };
}
