import { Failure } from '../domain/runs/failures.js';

/** One image of a TIFF file, by what its directory claims. */
export interface TiffPage {
  /** Zero, as the height, for a page that cannot be read. */
  width: number;
  height: number;
  bytesPerPixel: number;
  /** Address of its directory, and of the address of the next one. */
  at: number;
  nextAt: number;
}

interface Layout {
  view: DataView;
  isLittle: boolean;
  isBig: boolean;
}

/** Tags of an image's directory. */
const TAG = { subfile: 254, width: 256, height: 257, bits: 258, samples: 277 };
const KNOWN: ReadonlySet<number> = new Set(Object.values(TAG));
/** Real directories have some fifty. */
const MAX_TAGS = 4_096;
/** Bit of the subfile tag: a smaller copy of another image. */
const REDUCED = 1;
const BIG_TIFF = 43;
/** More than any material may have; a longer chain is not followed. */
const MAX_IMAGES = 20_000;

/**
 * The pages of a TIFF file: its images but for previews, read from their directories alone, so that nothing is
 * decoded. Where the chain of directories breaks off, the last page is one that cannot be read (of no size).
 * @throws Failure Corrupt when not even the first directory can be read.
 */
export function tiffPages(file: Uint8Array): TiffPage[] {
  const pages: TiffPage[] = [];
  const previews: TiffPage[] = [];
  for (const { page, isPreview } of images(file)) (isPreview ? previews : pages).push(page);
  if (pages.length > 0) return pages;
  if (previews.length === 0) throw new Failure('Corrupt');
  return previews;
}

/** The file with this page as its only one, so that damage of other pages, or ten thousand of them, do not matter. */
export function singlePageFile(file: Uint8Array, { at, nextAt }: TiffPage): Uint8Array {
  const copy = Uint8Array.from(file);
  const { view, isLittle, isBig } = layoutOf(copy);
  if (isBig) {
    view.setBigUint64(8, BigInt(at), isLittle);
    view.setBigUint64(nextAt, 0n, isLittle);
  } else {
    view.setUint32(4, at, isLittle);
    view.setUint32(nextAt, 0, isLittle);
  }
  return copy;
}

function layoutOf(file: Uint8Array): Layout {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const isLittle = file[0] === 0x49;
  return { view, isLittle, isBig: view.getUint16(2, isLittle) === BIG_TIFF };
}

function* images(file: Uint8Array): Generator<{ page: TiffPage; isPreview: boolean }> {
  if (file.length < 16) return;
  const layout = layoutOf(file);
  const seen = new Set<number>();
  let at = layout.isBig ? readUint64(layout, 8) : layout.view.getUint32(4, layout.isLittle);
  for (let index = 0; at !== 0 && index < MAX_IMAGES; index += 1) {
    const directory = seen.has(at) ? undefined : readDirectory(layout, at);
    seen.add(at);
    if (!directory) {
      if (index > 0) yield { page: { width: 0, height: 0, bytesPerPixel: 0, at: 0, nextAt: 0 }, isPreview: false };
      return;
    }
    const { tags, nextAt, next } = directory;
    const [width, height] = [tags.get(TAG.width) ?? 0, tags.get(TAG.height) ?? 0];
    const bytesPerPixel = ((tags.get(TAG.samples) ?? 1) * (tags.get(TAG.bits) ?? 1)) / 8;
    const isPreview = ((tags.get(TAG.subfile) ?? 0) & REDUCED) !== 0;
    yield { page: { width, height, bytesPerPixel, at, nextAt }, isPreview };
    at = next;
  }
}

interface Directory {
  tags: Map<number, number>;
  nextAt: number;
  next: number;
}

function readDirectory(layout: Layout, at: number): Directory | undefined {
  const { view, isLittle, isBig } = layout;
  const [countSize, entrySize] = isBig ? [8, 20] : [2, 12];
  if (at + countSize > view.byteLength) return undefined;
  const count = isBig ? readUint64(layout, at) : view.getUint16(at, isLittle);
  const end = at + countSize + count * entrySize;
  if (count > MAX_TAGS || end + (isBig ? 8 : 4) > view.byteLength) return undefined;
  const tags = new Map<number, number>();
  for (let entry = at + countSize; entry < end; entry += entrySize) {
    const tag = view.getUint16(entry, isLittle);
    if (KNOWN.has(tag)) tags.set(tag, firstValue(layout, entry));
  }
  return { tags, nextAt: end, next: isBig ? readUint64(layout, end) : view.getUint32(end, isLittle) };
}

/** The first value of an entry; of several that do not fit into it (bits of three colors) at its address. */
function firstValue(layout: Layout, entry: number): number {
  const { view, isLittle, isBig } = layout;
  const isShort = view.getUint16(entry + 2, isLittle) === 3;
  const count = isBig ? readUint64(layout, entry + 4) : view.getUint32(entry + 4, isLittle);
  const value = entry + (isBig ? 12 : 8);
  const fits = count * (isShort ? 2 : 4) <= (isBig ? 8 : 4);
  const at = fits ? value : isBig ? readUint64(layout, value) : view.getUint32(value, isLittle);
  if (at + 4 > view.byteLength) return 0;
  return isShort ? view.getUint16(at, isLittle) : view.getUint32(at, isLittle);
}

/** A 64-bit number; one that loses precision is an address beyond any file. */
const readUint64 = ({ view, isLittle }: Layout, at: number) => Number(view.getBigUint64(at, isLittle));
