import { isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { Failure } from '../../domain/runs/failures.js';

/** A zip file of which single parts are read; nothing is unpacked that is not asked for, archives within it never. */
export interface Archive {
  has(name: string): boolean;
  /** The names of all parts, in the order of the file's directory. */
  names(): string[];
  /**
   * A part's bytes as they are unpacked, counted and checked.
   * @throws Failure Corrupt (also for a part that is missing), Encrypted, TooComplex.
   */
  read(name: string): AsyncGenerator<Uint8Array>;
}

/** A deck of a thousand slides has some six thousand. */
const MAX_ENTRIES = 20_000;
/** Bytes that a file may claim to hold in all; images and films of real files hardly shrink in a zip. */
const MAX_CLAIMED_BYTES = 1024 ** 3;
/** The text of a thousand pages with all its markup is some 12 MB. */
const MAX_PART_BYTES = 40 * 1024 ** 2;
/** Parts together, of which only one is in memory at a time. */
const MAX_UNPACKED_BYTES = 128 * 1024 ** 2;
/** Office files shrink to a tenth or so; a large part that grows more than this is made to. */
const MAX_GROWTH = { factor: 250, from: 4 * 1024 ** 2 };

/** Opens a zip file, which costs no more than its directory. @throws Failure Corrupt, TooComplex. */
export async function openArchive(file: Uint8Array): Promise<Archive> {
  const zip = await orCorrupt(fromBufferPromise(Buffer.from(file.buffer, file.byteOffset, file.length)));
  if (zip.entryCount > MAX_ENTRIES) throw new Failure('TooComplex');
  const entries = await listEntries(zip);
  let unpacked = 0;
  return {
    has: (name) => entries.has(name.toLowerCase()),
    names: () => [...entries.values()].map(nameOf),
    async *read(name) {
      const entry = entries.get(name.toLowerCase());
      if (!entry) throw new Failure('Corrupt');
      if (entry.isEncrypted()) throw new Failure('Encrypted');
      assertHarmless(entry);
      let size = 0;
      let sum = 0;
      for await (const piece of unpack(zip, entry)) {
        size += piece.length;
        unpacked += piece.length;
        if (size > MAX_PART_BYTES || unpacked > MAX_UNPACKED_BYTES) throw new Failure('TooComplex');
        sum = crc32(piece, sum);
        yield piece;
      }
      if (sum !== entry.crc32) throw new Failure('Corrupt');
    },
  };
}

async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let claimed = 0;
  const all = zip.eachEntry();
  for (;;) {
    const { done, value: entry } = await orCorrupt(all.next());
    if (done) return entries;
    claimed += entry.uncompressedSize;
    if (entries.size > MAX_ENTRIES || claimed > MAX_CLAIMED_BYTES) throw new Failure('TooComplex');
    // Names of parts are the same in any case; of two by one name the first counts.
    const name = nameOf(entry).toLowerCase();
    if (!entries.has(name)) entries.set(name, entry);
  }
}

/** Many programs write names in UTF-8 without saying so. */
const nameOf = ({ fileName, fileNameRaw }: Entry): string =>
  isUtf8(fileNameRaw) ? fileNameRaw.toString('utf8') : fileName;

function assertHarmless({ compressedSize, uncompressedSize }: Entry): void {
  const growsTooMuch = uncompressedSize > MAX_GROWTH.from && uncompressedSize > compressedSize * MAX_GROWTH.factor;
  if (uncompressedSize > MAX_PART_BYTES || growsTooMuch) throw new Failure('TooComplex');
}

/** The entry's bytes; a stream that brings more than the directory says is a lie, one that breaks is damaged. */
async function* unpack(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  try {
    yield* await zip.openReadStreamPromise(entry);
  } catch (cause) {
    const claimsLess = cause instanceof Error && cause.message.startsWith('too many bytes');
    throw new Failure(claimsLess ? 'TooComplex' : 'Corrupt', { cause });
  }
}

async function orCorrupt<T>(work: Promise<T>): Promise<T> {
  return work.catch((cause: unknown) => {
    throw new Failure('Corrupt', { cause });
  });
}

/** A part as a whole. @throws as `Archive.read`. */
export async function readPart(archive: Archive, name: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of archive.read(name)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** A part that others can be read without; empty where it is damaged. @throws Failure Encrypted, TooComplex. */
export async function readPartIfWhole(archive: Archive, name: string): Promise<Buffer> {
  try {
    return await readPart(archive, name);
  } catch (error) {
    if (error instanceof Failure && error.type === 'Corrupt') return Buffer.alloc(0);
    throw error;
  }
}
