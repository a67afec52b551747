import { Failure } from '../../domain/runs/failures.js';
import { MAX_MATERIAL_CHARACTERS } from '../../domain/text/text-limits.js';
import { type Block, indentAfter, joinBlocks, trimBlock } from './blocks.js';
import { createInlineText, type InlineText } from './inline-text.js';
import { type Cell, type CellPlace, createTable, type Table } from './table.js';

/** How a block of text is written. */
export interface BlockStyle {
  /** Before its first line: `## ` for a heading, `- ` for an item of a list. */
  prefix?: string;
  /** Neighboring blocks of one group have no empty line between them. */
  group?: number;
}

/**
 * Writes readable text from the parts of a document. Headings become `# …`, rows of tables `| a | b |`, formulas
 * `$…$`, pages end with \f. @throws Failure TooMuchText from every method that adds text, TooComplex from `openTable`.
 */
export interface TextWriter extends Omit<InlineText, 'take'> {
  /** Ends the current block. */
  endBlock(style?: BlockStyle): void;
  /** Ends the page; within a table before the current row, because a row stays whole. */
  breakPage(): void;
  /** A number for blocks that belong together. */
  newGroup(): number;
  openTable(): void;
  /** Ends a table, and writes what waits for its end. */
  closeTable(): void;
  openRow(): void;
  /** The current row names the columns of its table. */
  markHead(): void;
  /** Ends a row: one line, or its cells one after another where the table only serves layout. */
  closeRow(): void;
  /** Outside a row a cell is like any other block. */
  openCell(): void;
  /** How the current cell stands in its table. */
  placeCell(place: CellPlace): void;
  closeCell(): void;
  /** What is written until `closeAside` stands apart: a text box, a note. */
  openAside(): void;
  closeAside(): Block[];
  /** Blocks that follow the current block or table. */
  afterwards(blocks: readonly Block[]): void;
  /** A picture by its mark, a block of its own behind the current one, also within a cell. */
  picture(mark: string): void;
  /** All that was written. */
  end(): string;
}

interface Sink {
  blocks: Block[];
  inline: InlineText;
  /** What follows the current block. */
  pictures: Block[];
}

interface Row {
  cells: Cell[];
  isHead: boolean;
  /** Of the cell that is open. */
  place: CellPlace;
}

const PAGE_END: Block = { text: '\f', group: undefined, isHeading: false };
/** Tables within tables. */
const MAX_TABLES = 200;

/** Creates a writer that takes as much text as a material may have. */
export function createTextWriter(): TextWriter {
  let groups = 0;
  let characters = 0;
  const count = (length: number) => {
    characters += length;
    if (characters > MAX_MATERIAL_CHARACTERS) throw new Failure('TooMuchText');
  };
  const newSink = (): Sink => ({ blocks: [], inline: createInlineText(count), pictures: [] });
  let sink = newSink();
  const outer: Sink[] = [];
  /** The tables that are open, each made with its first row. */
  const tables: (Table | undefined)[] = [];
  const rows: Row[] = [];
  const later: Block[] = [];
  let breaksBeforeRow = false;

  const newGroup = () => {
    groups += 1;
    return groups;
  };
  /** One by one: a spread of a hundred thousand is more than the stack takes. */
  const append = (blocks: readonly Block[]) => {
    for (const block of blocks) sink.blocks.push(block);
  };
  const flushLater = () => {
    if (outer.length === 0) append(later.splice(0));
  };
  const seal = ({ prefix = '', group }: BlockStyle = {}) => {
    const text = trimBlock(sink.inline.take());
    if (text !== '')
      sink.blocks.push({ text: prefix + indentAfter(text, prefix), group, isHeading: prefix.startsWith('#') });
    for (const picture of sink.pictures.splice(0)) sink.blocks.push(picture);
  };
  const endBlock = (style?: BlockStyle) => {
    seal(style);
    if (rows.length === 0) flushLater();
  };
  const push = () => {
    outer.push(sink);
    sink = newSink();
  };
  const pop = () => {
    endBlock();
    const { blocks } = sink;
    sink = outer.pop() ?? newSink();
    return blocks;
  };
  const table = (): Table => {
    if (tables.length === 0) tables.push(undefined);
    const made = tables.at(-1) ?? createTable(newGroup());
    tables[tables.length - 1] = made;
    return made;
  };
  const addRow = ({ cells, isHead }: Row) => {
    const blocks = table().row(cells, isHead);
    // What stands in several columns and rows counts in each.
    count(Math.max(0, lengthOf(blocks) - cells.reduce((sum, cell) => sum + lengthOf(cell.blocks), 0)));
    append(blocks);
  };

  return {
    text: (piece, script) => sink.inline.text(piece, script),
    verbatim: (piece) => sink.inline.verbatim(piece),
    note: (mark) => sink.inline.note(mark),
    formula: (tex, isDisplayed) => sink.inline.formula(tex, isDisplayed),
    breakLine: () => sink.inline.breakLine(),
    hasText: () => sink.inline.hasText(),
    endBlock,
    breakPage() {
      if (rows.length > 0 || outer.length > 0) {
        breaksBeforeRow = rows.length > 0;
        return;
      }
      endBlock();
      sink.blocks.push(PAGE_END);
    },
    newGroup,
    openTable() {
      endBlock();
      if (tables.length >= MAX_TABLES) throw new Failure('TooComplex');
      tables.push(undefined);
    },
    closeTable() {
      endBlock();
      append(tables.pop()?.flush(false) ?? []);
      flushLater();
    },
    openRow() {
      // What waits for the table's end waits on between its rows.
      seal();
      rows.push({ cells: [], isHead: false, place: {} });
    },
    markHead() {
      const row = rows.at(-1);
      if (row) row.isHead = true;
    },
    closeRow() {
      const row = rows.pop();
      if (!row) return;
      if (breaksBeforeRow && rows.length === 0 && outer.length === 0) {
        append([...table().flush(true), PAGE_END]);
        breaksBeforeRow = false;
      }
      addRow(row);
    },
    openCell() {
      endBlock();
      push();
      const row = rows.at(-1);
      if (row) row.place = {};
    },
    placeCell(place) {
      const row = rows.at(-1);
      if (row) row.place = { ...row.place, ...place };
    },
    closeCell() {
      const blocks = pop();
      const row = rows.at(-1);
      if (row) row.cells.push({ ...row.place, blocks });
      else append(blocks);
    },
    openAside: push,
    closeAside: pop,
    afterwards: (blocks) => {
      for (const block of blocks) later.push(block);
    },
    picture(mark) {
      count(mark.length);
      const isAgain = sink.pictures.at(-1)?.text === mark;
      if (mark !== '' && !isAgain) sink.pictures.push({ text: mark, group: undefined, isHeading: false });
    },
    end() {
      while (outer.length > 0) {
        const blocks = pop();
        append(blocks);
      }
      rows.length = 0;
      endBlock();
      for (const open of tables.splice(0)) append(open?.flush(false) ?? []);
      return joinBlocks(sink.blocks);
    },
  };
}

const lengthOf = (blocks: readonly Block[]): number => blocks.reduce((sum, { text }) => sum + text.length, 0);
