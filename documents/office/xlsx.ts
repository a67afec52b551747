import { Failure } from '../../domain/runs/failures.js';
import type { ConvertedPage } from '../converted-page.js';
import { sheetPages, withHidden } from '../sheets/sheet-pages.js';
import { sheetBudget } from '../sheets/sheet-rows.js';
import { sheetText } from '../sheets/sheet-text.js';
import type { Archive } from './archive.js';
import { type OfficePackage, type Relationship, relationships } from './package.js';
import { readComments } from './sheet-comments.js';
import { createSheetReader, type SheetContext } from './sheet-reader.js';
import { readCellFormats, readStrings, readWorkbook } from './workbook.js';
import { readXml } from './xml.js';

/**
 * The sheets of an Excel file in their order, each on pages of its own with its name; hidden ones are told. A sheet that
 * is damaged is its failure; the others are read all the same.
 * @throws Failure Corrupt when the list of sheets, the strings or the formats are damaged; Encrypted, TooComplex,
 *   TooMuchText.
 */
export async function readXlsx({ archive, mainPart }: OfficePackage): Promise<ConvertedPage[]> {
  const related = await relationships(archive, mainPart);
  const { sheets, is1904 } = await readWorkbook(archive.read(mainPart));
  const part = (type: string) => related.find((each) => each.type === type && archive.has(each.target))?.target;
  const [strings, styles] = [part('sharedStrings'), part('styles')];
  const context: SheetContext = {
    strings: strings === undefined ? [] : await readStrings(archive.read(strings)),
    formatOf: styles === undefined ? () => undefined : await readCellFormats(archive.read(styles), is1904),
    budget: sheetBudget(),
  };
  const pages: ConvertedPage[] = [];
  for (const { name, id, isHidden } of sheets) {
    if (isHidden) continue;
    const sheet = related.find((each) => each.id === id);
    pages.push(...(await readSheet(archive, sheet, name, context).catch(whenDamaged)));
  }
  return withHidden(
    pages,
    sheets.flatMap(({ name, isHidden }) => (isHidden ? [name] : [])),
  );
}

async function readSheet(
  archive: Archive,
  sheet: Relationship | undefined,
  name: string,
  context: SheetContext,
): Promise<ConvertedPage[]> {
  if (!sheet) throw new Failure('Corrupt');
  const reader = createSheetReader(context);
  await readXml(archive.read(sheet.target), reader);
  const { isParted, ...rows } = reader.end();
  const comments = (await relationships(archive, sheet.target)).find(({ type }) => type === 'comments');
  const notes = comments && archive.has(comments.target) ? await readComments(archive.read(comments.target)) : [];
  return sheetPages(name, [sheetText(rows, isParted), ...notes].filter((text) => text !== '').join('\n\n'));
}

function whenDamaged(error: unknown): ConvertedPage[] {
  if (error instanceof Failure && error.type === 'Corrupt') return [{ failure: error.type }];
  throw error;
}
