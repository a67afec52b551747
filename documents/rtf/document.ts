import { isUtf8 } from 'node:buffer';
import { Failure } from '../../domain/runs/failures.js';
import { type Block, joinBlocks } from '../plain-text/blocks.js';
import type { BlockStyle, TextWriter } from '../plain-text/text-writer.js';
import type { Script } from '../signs/scripts.js';
import { symbolText } from '../signs/symbol-fonts.js';
import { decodeBytes, type Font } from './code-pages.js';
import { createEquationReader, type EquationReader } from './math.js';
import { createRows, type Rows } from './rows.js';
import type { TokenHandler } from './tokens.js';
import { CHARACTERS, KNOWN_GROUPS, SKIPPED_GROUPS } from './words.js';

/** A field, and the sign that it stands for where it shows none. */
interface Field {
  instruction: string;
  hasResult: boolean;
}

/** What holds in a group; those within it begin with the same. */
interface Group {
  /** Where its text goes. */
  target: 'text' | 'nowhere' | 'fonts' | 'styles' | 'marker' | 'instruction';
  font: number;
  script: Script | undefined;
  isHidden: boolean;
  isDeleted: boolean;
  /** Characters that stand in for one of Unicode. */
  fallbacks: number;
  style: number;
  outlineLevel: number | undefined;
  listLevel: number;
  isInTable: boolean;
  tableDepth: number;
  field: Field | undefined;
  equation: EquationReader | undefined;
  // Of this group alone:
  isFirst: boolean;
  isStarred: boolean;
  /** Of the two forms in it the second is read. */
  hasTwoForms: boolean;
  onClose: (() => void) | undefined;
}

/** Groups within groups; Word's are some dozens deep. */
const MAX_DEPTH = 10_000;
const SPACE = 0x20;
const MAX_INSTRUCTION = 2_000;
const DEFAULT_PAGE = 1252;
const NO_FONT = -1;
const OUTERMOST: Group = {
  target: 'nowhere',
  font: NO_FONT,
  script: undefined,
  isHidden: false,
  isDeleted: false,
  fallbacks: 1,
  style: 0,
  outlineLevel: undefined,
  listLevel: 0,
  isInTable: false,
  tableDepth: 1,
  field: undefined,
  equation: undefined,
  isFirst: true,
  isStarred: false,
  hasTwoForms: false,
  onClose: undefined,
};

/** Writes the text of an RTF file as its tokens come. @throws Failure TooComplex, TooMuchText from its methods. */
export function createDocument(file: Uint8Array, writer: TextWriter): TokenHandler & { end(): void } {
  const groups: Group[] = [];
  let group = OUTERMOST;
  let isOver = false;
  let codePage = DEFAULT_PAGE;
  let defaultFont = 0;
  const fonts = new Map<number, Font>();
  let fontId = 0;
  const headings = new Map<number, number>();
  let stylesDepth = 0;
  let entry = { id: 0, level: undefined as number | undefined, name: '' };
  /** Bytes that are not decoded yet: a letter may take two, and some programs write UTF-8 as it is. */
  let bytes: number[] = [];
  let isRaw = false;
  const holdsUtf8 = isUtf8(file);
  let toSkip = 0;
  let marker = '';
  let breaksPage = false;
  let notes = 0;
  const listGroup = writer.newGroup();

  const blockStyle = (): BlockStyle => {
    const level = group.outlineLevel ?? headings.get(group.style);
    const shown = marker.trim();
    const isNumber = /[\p{L}\p{N}]/u.test(shown) && shown !== 'o';
    if (!writer.hasText()) return {};
    marker = '';
    if (level !== undefined) return { prefix: `${'#'.repeat(Math.min(level, 6))} ${isNumber ? `${shown} ` : ''}` };
    if (shown === '') return {};
    const indent = '  '.repeat(Math.min(Math.max(group.listLevel, 0), 6));
    return { prefix: `${indent}${isNumber ? `${shown} ` : '- '}`, group: listGroup };
  };
  const endBlock = () => writer.endBlock(blockStyle());
  let rows: Rows = createRows(writer, endBlock);
  const depth = () => Math.max(group.isInTable ? group.tableDepth : 0, rows.isDescribed() ? 1 : 0);

  const fontOf = () => fonts.get(group.font === NO_FONT ? defaultFont : group.font);
  const show = (text: string) => {
    if (group.field) group.field.hasResult = true;
    if (breaksPage && text.trim() !== '') {
      breaksPage = false;
      endBlock();
      writer.breakPage();
    }
    if (text.trim() !== '' || depth() > 0) rows.enter(depth());
    writer.text(text, group.script);
  };
  const emit = (text: string) => {
    const font = fontOf();
    if (group.target === 'fonts') addFontName(text);
    else if (group.target === 'styles') entry.name += text;
    else if (group.target === 'instruction' && group.field) {
      if (group.field.instruction.length < MAX_INSTRUCTION) group.field.instruction += text;
    } else if (group.target !== 'nowhere' && !group.isHidden && !group.isDeleted) {
      const shown = font ? symbolText(text, font.name) : text;
      if (group.target === 'marker') marker += shown;
      else if (group.equation) group.equation.text(shown);
      else show(shown);
    }
  };
  const addFontName = (text: string) => {
    const font = fonts.get(fontId);
    const [name = '', end] = text.split(';', 2);
    if (font) font.name += name;
    if (end !== undefined) fontId = NO_FONT;
  };
  const flush = () => {
    if (bytes.length === 0) return;
    const text = isRaw ? Buffer.from(bytes).toString('utf8') : decodeBytes(Uint8Array.from(bytes), fontOf(), codePage);
    bytes = [];
    isRaw = false;
    emit(text);
  };

  const openAside = (onText: (text: string, blocks: readonly Block[]) => void) => {
    const outer = { rows, marker, breaksPage };
    writer.openAside();
    Object.assign(group, { script: undefined, isInTable: false, tableDepth: 1, outlineLevel: undefined, style: 0 });
    rows = createRows(writer, endBlock);
    marker = '';
    breaksPage = false;
    group.onClose = () => {
      rows.enter(0);
      endBlock();
      const blocks = writer.closeAside();
      ({ rows, marker, breaksPage } = outer);
      onText(joinBlocks(blocks).replace(/\s+/g, ' ').trim(), blocks);
    };
  };
  const openNote = () => {
    notes += 1;
    const mark = `[${notes}]`;
    show('');
    writer.note(mark);
    openAside((text) => {
      if (text !== '') writer.afterwards([{ text: `${mark} ${text}`, group: undefined, isHeading: false }]);
    });
  };
  const endField = ({ instruction, hasResult }: Field) => {
    const [, code, font = ''] = /^\s*SYMBOL\s+(\d{1,5})\b(?:.*?\\f\s*"([^"]{1,40})")?/is.exec(instruction) ?? [];
    if (!hasResult && code !== undefined) emit(symbolText(String.fromCharCode(Number(code)), font));
  };

  /** The first word of a group decides where its text goes. @returns whether it was one that does */
  const openGroup = (name: string): boolean => {
    if (SKIPPED_GROUPS.has(name)) group.target = 'nowhere';
    else if (group.equation && /^m[a-zA-Z]/.test(name) && !name.startsWith('moMath')) {
      const { equation } = group;
      equation.open(name.slice(1));
      group.onClose = () => equation.close();
    } else if (group.isStarred && !KNOWN_GROUPS.has(name)) group.target = 'nowhere';
    else if (name === 'fonttbl') group.target = 'fonts';
    else if (name === 'stylesheet') {
      group.target = 'styles';
      stylesDepth = groups.length;
    } else if (name === 'listtext' || name === 'pntext') {
      group.target = 'marker';
      marker = '';
    } else if (name === 'footnote') openNote();
    else if (name === 'shptxt' || name === 'dptxbxtext') openAside((_text, blocks) => writer.afterwards(blocks));
    else if (name === 'field') {
      const field = { instruction: '', hasResult: false };
      group.field = field;
      group.onClose = () => endField(field);
    } else if (name === 'fldinst') group.target = 'instruction';
    else if (name === 'upr') group.hasTwoForms = true;
    else if (name === 'mmath' && !group.equation) {
      const equation = createEquationReader();
      group.equation = equation;
      group.onClose = () => {
        rows.enter(depth());
        writer.formula(equation.end());
      };
    } else return false;
    return true;
  };
  const describe = (name: string, value: number | undefined) => {
    if (name === 'f' && group.target === 'fonts') {
      fontId = value ?? 0;
      fonts.set(fontId, { name: '', charset: undefined, codePage: undefined });
    } else if (name === 'fcharset') Object.assign(fonts.get(fontId) ?? {}, { charset: value });
    else if (name === 'cpg') Object.assign(fonts.get(fontId) ?? {}, { codePage: value });
    else if (name === 's' && group.target === 'styles') entry.id = value ?? 0;
    else if (name === 'outlinelevel' && group.target === 'styles') entry.level = (value ?? 0) + 1;
  };
  const set = (name: string, value: number | undefined): boolean => {
    const isOn = value !== 0;
    if (name === 'f') group.font = value ?? defaultFont;
    else if (name === 'super') group.script = isOn ? 'super' : undefined;
    else if (name === 'sub') group.script = isOn ? 'sub' : undefined;
    else if (name === 'nosupersub') group.script = undefined;
    else if (name === 'up' || name === 'dn') group.script = isOn ? (name === 'up' ? 'super' : 'sub') : undefined;
    else if (name === 'v') group.isHidden = isOn;
    else if (name === 'deleted') group.isDeleted = isOn;
    else if (name === 'plain')
      Object.assign(group, { font: defaultFont, script: undefined, isHidden: false, isDeleted: false });
    else if (name === 'pard') {
      Object.assign(group, { style: 0, outlineLevel: undefined, listLevel: 0, isInTable: false, tableDepth: 1 });
    } else if (name === 's') group.style = value ?? 0;
    else if (name === 'outlinelevel') group.outlineLevel = value !== undefined && value < 9 ? value + 1 : undefined;
    else if (name === 'ilvl') group.listLevel = value ?? 0;
    else if (name === 'intbl') group.isInTable = true;
    else if (name === 'itap') {
      group.isInTable = (value ?? 0) > 0;
      group.tableDepth = Math.min(value ?? 1, 50);
    } else if (name === 'uc') group.fallbacks = Math.max(value ?? 1, 0);
    else if (name === 'ansicpg') codePage = value ?? DEFAULT_PAGE;
    else if (name === 'mac') codePage = 10_000;
    else if (name === 'pc') codePage = 437;
    else if (name === 'pca') codePage = 850;
    else if (name === 'deff') defaultFont = value ?? 0;
    else return false;
    return true;
  };
  const act = (name: string, value: number | undefined) => {
    if (name === 'par' || name === 'sect') {
      rows.enter(depth());
      endBlock();
      if (name === 'sect') breaksPage = true;
    } else if (name === 'line') writer.breakLine();
    else if (name === 'page' || name === 'pagebb') breaksPage = name === 'page' || value !== 0;
    else if (name === 'sbknone') breaksPage = false;
    else if (name === 'cell' || name === 'nestcell') {
      rows.enter(name === 'cell' ? 1 : Math.max(group.tableDepth, 2));
      rows.endCell();
    } else if (name === 'row' || name === 'nestrow') {
      // A row without its last end of a cell.
      if (name === 'row' && rows.isDescribed() && writer.hasText()) rows.enter(1);
      rows.endRow();
    } else {
      const character = CHARACTERS[name];
      if (character !== undefined) emit(character);
    }
  };

  return {
    isOver: () => isOver,
    open() {
      flush();
      if (groups.length >= MAX_DEPTH) throw new Failure('TooComplex');
      groups.push(group);
      const target = groups.length === 1 ? 'text' : group.hasTwoForms ? 'nowhere' : group.target;
      group = { ...group, target, isFirst: true, isStarred: false, hasTwoForms: false, onClose: undefined };
      toSkip = 0;
      if (target === 'styles' && groups.length === stylesDepth + 1) entry = { id: 0, level: undefined, name: '' };
    },
    close() {
      flush();
      toSkip = 0;
      const closed = group;
      closed.onClose?.();
      if (closed.target === 'styles') addHeading(headings, entry);
      group = groups.pop() ?? OUTERMOST;
      isOver = groups.length === 0;
    },
    word(name, value) {
      flush();
      const isFirst = group.isFirst;
      group.isFirst = false;
      if (name === 'ud' && groups.at(-1)?.hasTwoForms) group.target = groups.at(-1)?.target ?? 'text';
      if (group.target === 'nowhere') return;
      if (name === 'u') {
        toSkip = group.fallbacks;
        emit(String.fromCharCode((value ?? 0) & 0xffff));
        return;
      }
      if (toSkip > 0) {
        toSkip -= 1;
        return;
      }
      if (isFirst && openGroup(name)) return;
      if (group.target === 'fonts' || group.target === 'styles') describe(name, value);
      else if (!set(name, value) && !rows.define(name)) act(name, value);
    },
    symbol(sign) {
      flush();
      if (sign === '*') {
        group.isStarred = true;
        return;
      }
      group.isFirst = false;
      if (toSkip > 0) toSkip -= 1;
      else if (CHARACTERS[sign] !== undefined) emit(CHARACTERS[sign] ?? '');
    },
    byte(value, isEscaped) {
      // Some programs set blanks between a group and its first word.
      if (group.isFirst && value === SPACE) return;
      group.isFirst = false;
      if (group.target === 'nowhere') return;
      if (toSkip > 0) {
        toSkip -= 1;
        return;
      }
      const isRawByte = holdsUtf8 && !isEscaped && value >= 0x80;
      if (value >= 0x80 && isRawByte !== isRaw) flush();
      if (value >= 0x80) isRaw = isRawByte;
      bytes.push(value);
    },
    end() {
      flush();
      while (groups.length > 0) {
        group.onClose?.();
        group = groups.pop() ?? OUTERMOST;
      }
      rows.enter(0);
      endBlock();
    },
  };
}

/** Headings are told by their level, else by their English names, which Word keeps in every language. */
function addHeading(
  headings: Map<number, number>,
  { id, level, name }: { id: number; level: number | undefined; name: string },
) {
  const [, digit] = /^\s*heading ([1-9])\s*;?\s*$/i.exec(name) ?? [];
  const found = digit === undefined ? (/^\s*title\s*;?\s*$/i.test(name) ? 1 : level) : Number(digit);
  if (found !== undefined && found < 10) headings.set(id, found);
}
