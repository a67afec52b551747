import { type Box, boxesIn, boxOf, numbersOf } from './boxes.js';
import { exifOrientation } from './exif.js';

/** What a HEIF file (ISO/IEC 23008-12) says of its first picture, read without decoding anything. */
export interface HeifHeader {
  width: number;
  height: number;
  /**
   * Turns by 90 degrees clockwise that are left to the reader. A decoder follows the file's own turns (`irot`, `imir`),
   * and phones repeat these in EXIF, which counts only where there are none: some cameras write nothing else.
   */
  quarterTurns: number;
  /** Whether a part of the picture is shown alone. */
  isCropped: boolean;
}

/** EXIF orientations that are turns. */
const QUARTER_TURNS: Readonly<Record<number, number>> = { 3: 2, 6: 1, 8: 3 };
/** Items of a file that are looked at; a large photo has some hundred, one for each tile. */
const MAX_ITEMS = 20_000;

/** Reads the header; undefined where the file names no first picture, or its size. */
export function heifHeader(bytes: Uint8Array): HeifHeader | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const meta = boxOf(boxesIn(file, 0, file.length), 'meta');
  if (!meta) return undefined;
  const boxes = boxesIn(file, meta.start + 4, meta.end);
  const primary = primaryItem(file, boxes);
  const properties = primary === undefined ? [] : propertiesOf(file, boxes, primary);
  const size = boxOf(properties, 'ispe');
  if (!size) return undefined;
  const numbers = numbersOf(file, { start: size.start + 4, end: size.end });
  const [width, height] = [numbers.next(4), numbers.next(4)];
  const isTurned = properties.some(({ type }) => type === 'irot' || type === 'imir');
  const orientation = isTurned ? 1 : exifOrientation(file, exifPlace(file, boxes));
  const isCropped = boxOf(properties, 'clap') !== undefined;
  return { width, height, quarterTurns: QUARTER_TURNS[orientation] ?? 0, isCropped };
}

/** A box that begins with its version. */
function versioned(file: Buffer, box: Box) {
  const numbers = numbersOf(file, box);
  const version = numbers.next(1);
  const flags = numbers.next(3);
  return { numbers, version, flags };
}

function primaryItem(file: Buffer, boxes: readonly Box[]): number | undefined {
  const box = boxOf(boxes, 'pitm');
  if (!box) return undefined;
  const { numbers, version } = versioned(file, box);
  return numbers.next(version === 0 ? 2 : 4);
}

/** The boxes that describe an item. */
function propertiesOf(file: Buffer, boxes: readonly Box[], item: number): Box[] {
  const iprp = boxOf(boxes, 'iprp');
  const parts = iprp ? boxesIn(file, iprp.start, iprp.end) : [];
  const ipco = boxOf(parts, 'ipco');
  const known = ipco ? boxesIn(file, ipco.start, ipco.end) : [];
  const indexes = parts.flatMap((box) => (box.type === 'ipma' ? associated(file, box, item) : []));
  return indexes.flatMap((index) => known[index - 1] ?? []);
}

/** The numbers of an item's properties, from 1. */
function associated(file: Buffer, box: Box, item: number): number[] {
  const { numbers, version, flags } = versioned(file, box);
  const isWide = (flags & 1) === 1;
  const items = Math.min(numbers.next(4), MAX_ITEMS);
  for (let i = 0; i < items && !numbers.isOver(); i += 1) {
    const id = numbers.next(version === 0 ? 2 : 4);
    const indexes = Array.from(
      { length: numbers.next(1) },
      () => numbers.next(isWide ? 2 : 1) & (isWide ? 0x7fff : 0x7f),
    );
    if (id === item) return indexes;
  }
  return [];
}

/** Where the EXIF of the file stands. */
function exifPlace(file: Buffer, boxes: readonly Box[]): { start: number; end: number } | undefined {
  const [info, places] = [boxOf(boxes, 'iinf'), boxOf(boxes, 'iloc')];
  if (!info || !places) return undefined;
  const { version } = versioned(file, info);
  const item = boxesIn(file, info.start + (version === 0 ? 6 : 8), info.end)
    .filter(({ type }) => type === 'infe')
    .map((box) => {
      const entry = versioned(file, box);
      const id = entry.numbers.next(entry.version < 3 ? 2 : 4);
      entry.numbers.next(2);
      return { id, isExif: entry.numbers.next(4) === EXIF };
    })
    .find(({ isExif }) => isExif);
  return item && placeOf(file, places, item.id);
}

/** `Exif` as the type of an item. */
const EXIF = 0x45786966;

/** The first piece of an item that stands in the file itself. */
function placeOf(file: Buffer, box: Box, item: number): { start: number; end: number } | undefined {
  const { numbers, version } = versioned(file, box);
  const [sizes, more] = [numbers.next(1), numbers.next(1)];
  const bytes = { offset: sizes >> 4, length: sizes & 15, base: more >> 4, index: version === 0 ? 0 : more & 15 };
  if (Object.values(bytes).some((size) => ![0, 4, 8].includes(size))) return undefined;
  const items = Math.min(numbers.next(version < 2 ? 2 : 4), MAX_ITEMS);
  for (let i = 0; i < items && !numbers.isOver(); i += 1) {
    const id = numbers.next(version < 2 ? 2 : 4);
    const isElsewhere = version > 0 && (numbers.next(2) & 15) !== 0;
    numbers.next(2);
    const base = numbers.next(bytes.base);
    const extents = numbers.next(2);
    for (let extent = 0; extent < extents && !numbers.isOver(); extent += 1) {
      numbers.next(bytes.index);
      const start = base + numbers.next(bytes.offset);
      const end = start + numbers.next(bytes.length);
      if (id === item) return isElsewhere || end > file.length ? undefined : { start, end };
    }
  }
  return undefined;
}
