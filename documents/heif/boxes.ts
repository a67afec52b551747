/** A box of a file in the ISO base media format (ISO/IEC 14496-12), by the place of what is in it. */
export interface Box {
  type: string;
  start: number;
  end: number;
}

/** More boxes side by side are no file of a camera's. */
const MAX_BOXES = 10_000;

/** The boxes side by side from `start` to `end`; those from a damaged one on are left out. */
export function boxesIn(file: Buffer, start: number, end: number): Box[] {
  const boxes: Box[] = [];
  let at = start;
  while (at + 8 <= end && boxes.length < MAX_BOXES) {
    const size = file.readUInt32BE(at);
    const isLong = size === 1 && at + 16 <= end;
    const length = size === 0 ? end - at : isLong ? Number(file.readBigUInt64BE(at + 8)) : size;
    const header = isLong ? 16 : 8;
    if (length < header || at + length > end) return boxes;
    boxes.push({ type: file.toString('latin1', at + 4, at + 8), start: at + header, end: at + length });
    at += length;
  }
  return boxes;
}

/** The first box of a type. */
export const boxOf = (boxes: readonly Box[], type: string): Box | undefined => boxes.find((box) => box.type === type);

/** Reads numbers one behind another; beyond the end of its box they are 0. */
export interface Numbers {
  /** The next number of 0, 1, 2, 4 or 8 bytes. */
  next(bytes: number): number;
  /** Whether the end was passed. */
  isOver(): boolean;
}

/** The numbers of a box, from its content on. */
export function numbersOf(file: Buffer, { start, end }: Pick<Box, 'start' | 'end'>): Numbers {
  let at = start;
  return {
    next(bytes) {
      const from = at;
      at += bytes;
      if (at > end || bytes === 0) return 0;
      return bytes === 8 ? Number(file.readBigUInt64BE(from)) : file.readUIntBE(from, bytes);
    },
    isOver: () => at > end,
  };
}
