import { posix } from 'node:path';
import { Failure } from '../../domain/runs/failures.js';
import type { PictureList, ShownSize } from '../pictures/picture-list.js';
import { type Archive, openArchive } from './archive.js';
import { attribute, readXml } from './xml.js';

/** An office file: parts that refer to each other by ids. */
export interface OfficePackage {
  format: 'docx' | 'pptx' | 'xlsx';
  archive: Archive;
  /** The part that leads to all others. */
  mainPart: string;
}

/** A reference from one part to another. */
export interface Relationship {
  id: string;
  /** The last word of its type: `slide`, `styles`. */
  type: string;
  /** The other part. */
  target: string;
}

const CONTENT_TYPES = '[Content_Types].xml';
/** Documents, their templates and shows, with macros or without; macros are never looked at. */
const MAIN_TYPES = {
  docx: /(?:wordprocessingml\.(?:document|template)|ms-word\.(?:document|template)\.macroEnabled(?:Template)?)\.main\+xml$/i,
  pptx: /(?:presentationml\.(?:presentation|slideshow|template)|ms-powerpoint\.(?:presentation|slideshow|template)\.macroEnabled)\.main\+xml$/i,
  xlsx: /(?:spreadsheetml\.(?:sheet|template)|ms-excel\.(?:sheet|template)\.macroEnabled)\.main\+xml$/i,
};

/**
 * Opens a zip file as what its list of content types says it is.
 * @throws Failure Unsupported when it is no Word, PowerPoint or Excel file; Corrupt, Encrypted, TooComplex.
 */
export async function openOffice(file: Uint8Array): Promise<OfficePackage> {
  const archive = await openArchive(file);
  if (!archive.has(CONTENT_TYPES)) throw new Failure('Unsupported');
  const format = formatOf(await contentTypes(archive));
  if (!format) throw new Failure('Unsupported');
  const main = (await relationships(archive, '')).find(({ type }) => type === 'officeDocument');
  if (!main) throw new Failure('Corrupt');
  return { format, archive, mainPart: main.target };
}

/** What a part refers to within the file; nothing where it has no list. `''` is the file itself. */
export async function relationships(archive: Archive, part: string): Promise<Relationship[]> {
  const folder = posix.dirname(part);
  const list = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  if (!archive.has(list)) return [];
  const found: Relationship[] = [];
  await readXml(archive.read(list), {
    open(name, attributes) {
      const { Id: id, Type: type, Target: target, TargetMode: mode } = attributes;
      if (name !== 'Relationship' || !id || !type || !target || mode === 'External') return;
      found.push({ id, type: posix.basename(type), target: resolvePart(folder, target) });
    },
  });
  return found;
}

/** Takes the pictures that a part refers to into the list, by the ids of these references, and gives their marks. */
export function picturesOf(related: readonly Relationship[], pictures: PictureList) {
  const parts = new Map(related.filter(({ type }) => type === 'image').map(({ id, target }) => [id, target]));
  return (id: string, shown: ShownSize): string => {
    const part = parts.get(id);
    return part === undefined ? '' : pictures.add(part, () => ({ part }), shown);
  };
}

function formatOf(types: readonly string[]): OfficePackage['format'] | undefined {
  if (types.some((type) => MAIN_TYPES.docx.test(type))) return 'docx';
  if (types.some((type) => MAIN_TYPES.pptx.test(type))) return 'pptx';
  return types.some((type) => MAIN_TYPES.xlsx.test(type)) ? 'xlsx' : undefined;
}

async function contentTypes(archive: Archive): Promise<string[]> {
  const types: string[] = [];
  await readXml(archive.read(CONTENT_TYPES), {
    open(_name, attributes) {
      const type = attribute(attributes, 'ContentType');
      if (type !== undefined) types.push(type);
    },
  });
  return types;
}

/** Targets are relative to the referring part's folder, or to the file when they begin with a slash. */
const resolvePart = (folder: string, target: string) =>
  posix.join('/', target.startsWith('/') ? target : posix.join(folder, target)).slice(1);
