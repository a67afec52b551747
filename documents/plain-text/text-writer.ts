import { Failure } from '../../domain/runs/failures.js';
import { MAX_MATERIAL_CHARACTERS } from '../../domain/text/text-limits.js';
import { type Block, indentAfter, isLayout, joinBlocks, rowText, trimBlock } from './blocks.js';

/** How a block of text is written. */
export interface BlockStyle {
  /** Before its first line: `## ` for a heading, `- ` for an item of a list. */
  prefix?: string;
  /** Neighboring blocks of one group have no empty line between them. */
  group?: number;
}

/**
 * Writes readable text from the parts of a document. Headings become `# …`, rows of tables
 * `a | b | c`, pages end with \f. @throws Failure TooMuchText from every method that adds text.
 */
export interface TextWriter {
  /** Text within a block; white space folds. */
  text(piece: string): void;
  /** Text whose white space counts. */
  verbatim(piece: string): void;
  breakLine(): void;
  /** Whether the current block has text. */
  hasText(): boolean;
  /** Ends the current block. */
  endBlock(style?: BlockStyle): void;
  /** Ends the page; within a table before the current row, because a row stays whole. */
  breakPage(): void;
  /** A number for blocks that belong together. */
  newGroup(): number;
  openRow(): void;
  /** Ends a row: its cells in one line, or one after another where the table only serves layout. */
  closeRow(group: number): void;
  /** Outside a row a cell is like any other block. */
  openCell(): void;
  closeCell(): void;
  /** What is written until `closeAside` stands apart: a text box, a note. */
  openAside(): void;
  closeAside(): Block[];
  /** Blocks that follow the current block or table. */
  afterwards(blocks: readonly Block[]): void;
  /** Ends a table. */
  flush(): void;
  /** All that was written. */
  end(): string;
}

interface Sink {
  blocks: Block[];
  pieces: string[];
  /** Whether there is a blank, or the beginning, before what comes. */
  spaced: boolean;
}

const PAGE_END: Block = { text: '\f', group: undefined, isHeading: false };

/** Creates a writer that takes as much text as a material may have. */
export function createTextWriter(): TextWriter {
  let sink = newSink();
  const outer: Sink[] = [];
  const rows: Block[][][] = [];
  const later: Block[] = [];
  let groups = 0;
  let characters = 0;
  let breaksBeforeRow = false;

  const add = (piece: string, spaced: boolean) => {
    characters += piece.length;
    if (characters > MAX_MATERIAL_CHARACTERS) throw new Failure('TooMuchText');
    sink.pieces.push(piece);
    sink.spaced = spaced;
  };
  const flushLater = () => {
    if (outer.length === 0) sink.blocks.push(...later.splice(0));
  };
  const seal = ({ prefix = '', group }: BlockStyle = {}) => {
    const text = trimBlock(sink.pieces.join(''));
    sink.pieces = [];
    sink.spaced = true;
    if (text !== '')
      sink.blocks.push({ text: prefix + indentAfter(text, prefix), group, isHeading: prefix.startsWith('#') });
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

  return {
    text(piece) {
      const folded = piece.replace(/[ \t\r\n\f\v]+/g, ' ');
      const fitting = sink.spaced ? folded.replace(/^ /, '') : folded;
      if (fitting !== '') add(fitting, fitting.endsWith(' '));
    },
    verbatim: (piece) => add(piece, false),
    breakLine() {
      const last = sink.pieces.pop();
      if (last !== undefined) sink.pieces.push(last.trimEnd());
      add('\n', true);
    },
    hasText: () => sink.pieces.some((piece) => /\S/.test(piece)),
    endBlock,
    breakPage() {
      if (rows.length > 0 || outer.length > 0) {
        breaksBeforeRow = rows.length > 0;
        return;
      }
      endBlock();
      sink.blocks.push(PAGE_END);
    },
    newGroup: () => {
      groups += 1;
      return groups;
    },
    openRow() {
      // What waits for the table's end waits on between its rows.
      seal();
      rows.push([]);
    },
    closeRow(group) {
      const cells = rows.pop() ?? [];
      if (breaksBeforeRow && rows.length === 0 && outer.length === 0) {
        sink.blocks.push(PAGE_END);
        breaksBeforeRow = false;
      }
      if (isLayout(cells)) sink.blocks.push(...cells.flat());
      else if (cells.flat().length > 0) sink.blocks.push({ text: rowText(cells), group, isHeading: false });
    },
    openCell() {
      endBlock();
      push();
    },
    closeCell() {
      const blocks = pop();
      const row = rows.at(-1);
      if (row) row.push(blocks);
      else sink.blocks.push(...blocks);
    },
    openAside: push,
    closeAside: pop,
    afterwards: (blocks) => {
      later.push(...blocks);
    },
    flush: () => {
      endBlock();
      flushLater();
    },
    end() {
      while (outer.length > 0) {
        const blocks = pop();
        sink.blocks.push(...blocks);
      }
      rows.length = 0;
      endBlock();
      return joinBlocks(sink.blocks);
    },
  };
}

const newSink = (): Sink => ({ blocks: [], pieces: [], spaced: true });
