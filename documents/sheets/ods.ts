import { Failure } from '../../domain/runs/failures.js';
import type { ConvertedPage } from '../converted-page.js';
import type { Archive } from '../office/archive.js';
import { attribute, readXml } from '../office/xml.js';
import { createOdsReader } from './ods-reader.js';
import { sheetPages, withHidden } from './sheet-pages.js';
import { sheetText } from './sheet-text.js';

const SPREADSHEET = /^application\/vnd\.oasis\.opendocument\.spreadsheet(?:-template)?\s*$/;
const MANIFEST = 'META-INF/manifest.xml';

/** Whether an archive says that it is an OpenDocument spreadsheet. */
export async function isOds(archive: Archive): Promise<boolean> {
  if (!archive.has('mimetype') || !archive.has('content.xml')) return false;
  let type = '';
  for await (const piece of archive.read('mimetype')) {
    type += Buffer.from(piece).toString('latin1');
    if (type.length > 200) return false;
  }
  return SPREADSHEET.test(type);
}

/**
 * The sheets of an OpenDocument spreadsheet, as those of an Excel file; its cells keep the text that they show.
 * @throws Failure Corrupt, Encrypted, TooComplex.
 */
export async function readOds(archive: Archive): Promise<ConvertedPage[]> {
  if (archive.has(MANIFEST) && (await isEncrypted(archive))) throw new Failure('Encrypted');
  const reader = createOdsReader();
  await readXml(archive.read('content.xml'), reader);
  const sheets = reader.end();
  const pages = sheets.flatMap(({ name, isHidden, isParted, comments, ...rows }) =>
    isHidden
      ? []
      : sheetPages(name, [sheetText(rows, isParted), ...comments].filter((text) => text !== '').join('\n\n')),
  );
  return withHidden(
    pages,
    sheets.flatMap(({ name, isHidden }) => (isHidden ? [name] : [])),
  );
}

async function isEncrypted(archive: Archive): Promise<boolean> {
  let isContent = false;
  let found = false;
  await readXml(archive.read(MANIFEST), {
    open(name, attributes) {
      if (name === 'file-entry') isContent = attribute(attributes, 'full-path') === 'content.xml';
      else if (name === 'encryption-data' && isContent) found = true;
    },
  });
  return found;
}
