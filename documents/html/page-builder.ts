import type { Handler } from 'htmlparser2';
import { Failure } from '../../domain/runs/failures.js';
import { EMU, type ShownSize } from '../pictures/picture-list.js';
import type { CellPlace } from '../plain-text/table.js';
import { type BlockStyle, createTextWriter } from '../plain-text/text-writer.js';
import { BLOCKS, headingLevel, MAX_DEPTH, SECTIONS, SKIPPED, SKIPPED_ROLES } from './elements.js';
import { createForms } from './forms.js';
import { createInlineElements } from './inline-elements.js';
import { createLists } from './lists.js';
import { type BookPage, isNote, isPageBreak } from './notes.js';
import { createTexScripts, isRendering } from './tex-scripts.js';

interface PageBuilder {
  /** For the parser's events. */
  handler: Partial<Handler>;
  /** The text; the title comes first where the page has no heading of the first level. */
  end(): string;
}

/** The mark of a picture by its address; '' for one that is not in the file. */
export type PictureOf = (address: string, shown: ShownSize) => string;

type Attributes = Readonly<Record<string, string>>;

interface PageOptions {
  pictureOf?: PictureOf;
  book?: BookPage;
  /** The sizes of lists that count down to 1. */
  reversed?: readonly number[];
}

/** Deeper lists are not indented further. */
const MAX_INDENT = 6;

/**
 * Makes text of one HTML page, with the marks of its pictures where these are asked for. Of a book's, its notes begin
 * with their marks, and its title is left out, which is often the book's.
 * @throws Failure TooMuchText, TooComplex from the handler.
 */
export function createPageBuilder({ pictureOf = () => '', book, reversed = [] }: PageOptions = {}): PageBuilder {
  const writer = createTextWriter();
  const inline = createInlineElements(writer, book);
  const lists = createLists(writer.newGroup, reversed);
  let title = '';
  let inTitle = false;
  let depth = 0;
  let skipping = 0;
  /** Whether what is left out is a drawing: it may be there to show a picture. */
  let isDrawing = false;
  let keepsFormulas = false;
  let sections = 0;
  let verbatim = 0;
  let heading = 0;
  let hasTitleHeading = false;
  /** The mark of a note of which nothing was written yet. */
  let mark: string | undefined;
  const forms = createForms();
  /** Whether an element of a book is not its text, or another form of it. */
  const isOther = (name: string, attributes: Attributes) =>
    book !== undefined && (isPageBreak(attributes) || forms.isLeftOut(name, attributes));

  /** The style of the current block. */
  const style = (): BlockStyle => {
    if (heading > 0) return { prefix: `${'#'.repeat(heading)} ` };
    const item = lists.item();
    if (mark !== undefined && writer.hasText()) {
      const prefix = `[${mark}] `;
      mark = undefined;
      if (item) item.marker = undefined;
      return { prefix };
    }
    if (!item) return {};
    const indent = '  '.repeat(Math.min(item.depth, MAX_INDENT) - 1);
    const prefix = `${indent}${item.marker ?? '  '}`;
    if (writer.hasText()) item.marker = undefined;
    return { prefix, group: lists.group() };
  };
  const endBlock = () => {
    inline.endBlock();
    writer.endBlock(style());
  };
  const table = createTableElements(writer);
  const scripts = createTexScripts(writer);
  const show = (address = '', attributes: Attributes) => writer.picture(pictureOf(address, shownSize(attributes)));

  const open = (name: string, attributes: Attributes) => {
    if (BLOCKS.has(name)) endBlock();
    if (book && attributes.id !== undefined) mark = book.notes.markOf(attributes.id) ?? mark;
    if (SECTIONS.has(name)) sections += 1;
    if (headingLevel(name) > 0) heading = headingLevel(name);
    else if (name === 'br') writer.breakLine();
    else if (name === 'pre') verbatim += 1;
    else if (name === 'title') inTitle = title === '';
    else if (name === 'img') show(attributes.src, attributes);
    else if (!lists.open(name, attributes) && !table.open(name, attributes)) inline.open(name, attributes);
  };

  const close = (name: string) => {
    if (BLOCKS.has(name)) endBlock();
    if (SECTIONS.has(name)) sections -= 1;
    if (headingLevel(name) > 0) {
      hasTitleHeading ||= heading === 1;
      heading = 0;
    } else if (name === 'pre') verbatim -= 1;
    else if (name === 'title') inTitle = false;
    else if (!lists.close(name) && !table.close(name)) inline.close(name);
  };

  return {
    handler: {
      onopentag(name, attributes) {
        depth += 1;
        if (depth > MAX_DEPTH) throw new Failure('TooComplex');
        lists.meet(name, attributes);
        const isBookNote = book !== undefined && isNote(attributes);
        if (skipping === 0)
          keepsFormulas = isBookNote || !(isSkipped(name, attributes, sections) || isOther(name, attributes));
        const isFormula = inline.isInMath() || (keepsFormulas && isMath(name));
        if (skipping === 0) scripts.open(name, attributes);
        else if (isFormula) scripts.markShown();
        if (isFormula) inline.open(name, attributes);
        else if (skipping > 0 || !keepsFormulas || (!isBookNote && isInvisible(attributes))) {
          if (skipping === 0) isDrawing = name === 'svg' && !isInvisible(attributes);
          else if (isDrawing && name === 'image') show(attributes['xlink:href'] ?? attributes.href, attributes);
          skipping += 1;
        } else open(name, attributes);
      },
      onclosetag(name) {
        depth -= 1;
        if (inline.isInMath()) inline.close(name);
        else if (skipping > 0) {
          skipping -= 1;
          if (skipping === 0) scripts.close();
        } else close(name);
      },
      ontext(text) {
        if (skipping > 0 && !inline.isInMath()) scripts.text(text);
        else if (inTitle) title = `${title}${text}`.slice(0, 500);
        else if (verbatim > 0 && !inline.isInMath()) writer.verbatim(text);
        else inline.text(text);
      },
    },
    end() {
      endBlock();
      const text = writer.end();
      const name = title.replace(/\s+/g, ' ').trim();
      return book || hasTitleHeading || name === '' || text === '' ? text : `# ${name}\n\n${text}`;
    },
  };
}

function shownSize({ width, height }: Attributes): ShownSize {
  const inEmu = (pixels = '') =>
    /^\d{1,6}(?:px)?$/.test(pixels) ? Number.parseInt(pixels, 10) * EMU.pixel : undefined;
  return { width: inEmu(width), height: inEmu(height) };
}

/** Takes the elements of tables, and tells whether an element is one. A row of `th` alone, and rows of `thead`, are heads. */
function createTableElements(writer: ReturnType<typeof createTextWriter>) {
  let heads = 0;
  /** Of each row that is open, whether all of its cells are heads. */
  const rows: boolean[] = [];
  return {
    open(name: string, attributes: Attributes): boolean {
      if (name === 'table') writer.openTable();
      else if (name === 'thead') heads += 1;
      else if (name === 'tr') {
        writer.openRow();
        rows.push(true);
      } else if (name === 'td' || name === 'th') {
        writer.openCell();
        writer.placeCell(placeOf(attributes));
        if (name === 'td' && rows.length > 0) rows[rows.length - 1] = false;
      } else return false;
      return true;
    },
    close(name: string): boolean {
      if (name === 'table') writer.closeTable();
      else if (name === 'thead') heads -= 1;
      else if (name === 'tr') {
        if (rows.pop() || heads > 0) writer.markHead();
        writer.closeRow();
      } else if (name === 'td' || name === 'th') writer.closeCell();
      else return false;
      return true;
    },
  };
}

const placeOf = ({ colspan, rowspan }: Attributes): CellPlace => ({
  columns: Number.parseInt(colspan ?? '', 10) || 1,
  // 0 is the rest of the table.
  rows: rowspan?.trim() === '0' ? Number.POSITIVE_INFINITY : Number.parseInt(rowspan ?? '', 10) || 1,
});

function isSkipped(name: string, attributes: Attributes, sections: number): boolean {
  if (SKIPPED.has(name) || (name === 'footer' && sections === 0)) return true;
  if (name === 'body' || name === 'html') return false;
  if (attributes.hidden !== undefined || attributes['aria-hidden'] === 'true') return true;
  return SKIPPED_ROLES.has(attributes.role ?? '');
}

/** Formulas that are invisible stand beside an image of theirs, which is not read. */
const isInvisible = ({ style = '', ...attributes }: Attributes): boolean =>
  /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style) || isRendering(attributes);

const isMath = (name: string): boolean => name === 'math' || name.endsWith(':math');
