import { createHash } from 'node:crypto';
import { pictureMark } from './picture-marks.js';

/** Where the bytes of a picture are: in a part of the archive, or here. */
export type PictureSource = { part: string } | { bytes: Uint8Array };

/** How large a picture is shown, in EMU (914,400 an inch); undefined where the document does not say. */
export interface ShownSize {
  width?: number | undefined;
  height?: number | undefined;
}

/** The pictures of a document that may hold text, in the order in which they come. */
export interface PictureList {
  /**
   * Takes a picture. The same source counts once, however often it is shown.
   * @param name tells sources apart
   * @returns its mark, which goes into the text where the picture stands; '' for one too small to be read
   */
  add(name: string, source: () => PictureSource, shown?: ShownSize): string;
  /** Takes a picture whose bytes stand in the text, told apart by them. @returns as `add` */
  addBytes(bytes: Uint8Array, shown?: ShownSize): string;
  /** Numbered from 1. */
  readonly sources: readonly PictureSource[];
}

/** An inch, a point and a pixel of the web in EMU. */
export const EMU = { inch: 914_400, point: 12_700, pixel: 9_525 } as const;
/** Pictures shown smaller than this on both sides are icons, and those thinner are rules. */
const ICON = 0.6 * EMU.inch;
const RULE = 0.08 * EMU.inch;
/** Different pictures of one document; what is beyond is told as not read. */
const MAX_SOURCES = 5_000;

/** Makes an empty list. */
export function createPictureList(): PictureList {
  const numbers = new Map<string, number>();
  const sources: PictureSource[] = [];
  const add: PictureList['add'] = (name, source, shown = {}) => {
    if (isSmall(shown)) return '';
    const known = numbers.get(name);
    if (known !== undefined) return pictureMark(known);
    if (sources.length > MAX_SOURCES) return pictureMark(sources.length);
    // The last stands for all that are beyond, and cannot be read.
    const isLast = sources.length === MAX_SOURCES;
    const no = sources.push(isLast ? { bytes: new Uint8Array() } : source());
    numbers.set(name, no);
    return pictureMark(no);
  };
  // By its hash, since the list keeps the name.
  const addBytes: PictureList['addBytes'] = (bytes, shown) =>
    add(createHash('sha256').update(bytes).digest('hex'), () => ({ bytes }), shown);
  return { sources, add, addBytes };
}

function isSmall({ width = Number.POSITIVE_INFINITY, height = Number.POSITIVE_INFINITY }: ShownSize): boolean {
  return (width < ICON && height < ICON) || Math.min(width, height) < RULE;
}
