import { EMU, type PictureList } from '../pictures/picture-list.js';

/** Takes the data of one picture. */
export interface PictureData {
  /** A word that says how large it is shown. */
  set(name: string, value: number | undefined): void;
  /** A byte of its data as text: a letter of the hexadecimal form. */
  letter(byte: number): void;
  binary(bytes: Uint8Array): void;
  /** Puts it into the list. @returns its mark, '' where it has no data or is too small to be read */
  end(pictures: PictureList): string;
}

/** Twips are a twentieth of a point. */
const TWIP = EMU.point / 20;
/** Bytes of one picture; one with more is told as not read. */
const MAX_BYTES = 30 * 1024 ** 2;

/** What each letter of the hexadecimal form stands for; -1 for all others. */
const VALUES = Int8Array.from({ length: 256 }, (_, byte) => {
  const value = Number.parseInt(String.fromCharCode(byte), 16);
  return Number.isNaN(value) ? -1 : value;
});

/** Begins one. */
export function createPictureData(): PictureData {
  const size: Record<string, number | undefined> = {};
  let bytes = new Uint8Array(4_096);
  let length = 0;
  let high: number | undefined;
  /** Makes room for so many bytes more, and tells whether there may be. */
  const hasRoom = (more: number): boolean => {
    if (length + more > MAX_BYTES) return false;
    if (length + more > bytes.length) {
      const larger = new Uint8Array(Math.max(2 * bytes.length, length + more));
      larger.set(bytes.subarray(0, length));
      bytes = larger;
    }
    return true;
  };
  const shown = (side: 'w' | 'h') => {
    const goal = size[`pic${side}goal`];
    const scale = size[side === 'w' ? 'picscalex' : 'picscaley'] ?? 100;
    return goal === undefined || goal <= 0 ? undefined : (goal * scale * TWIP) / 100;
  };
  return {
    set(name, value) {
      if (/^pic(?:[wh]goal|scale[xy])$/.test(name)) size[name] = value;
    },
    letter(byte) {
      const value = VALUES[byte] ?? -1;
      if (value < 0) return;
      if (high === undefined) {
        high = value;
        return;
      }
      if (hasRoom(1)) bytes[length++] = high * 16 + value;
      high = undefined;
    },
    binary(more) {
      if (!hasRoom(more.length)) return;
      bytes.set(more, length);
      length += more.length;
    },
    end(pictures) {
      if (length === 0) return '';
      return pictures.addBytes(bytes.slice(0, length), { width: shown('w'), height: shown('h') });
    },
  };
}
