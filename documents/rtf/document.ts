import { Failure } from '../../domain/runs/failures.js';
import type { PictureList } from '../pictures/picture-list.js';
import { type Block, joinBlocks } from '../plain-text/blocks.js';
import type { BlockStyle, TextWriter } from '../plain-text/text-writer.js';
import { readSymbolField } from '../signs/symbol-field.js';
import { symbolText } from '../signs/symbol-fonts.js';
import { createDefinitions } from './definitions.js';
import { beginAside, type Field, type Group, innerGroup, OUTERMOST, setFormat } from './group.js';
import { createLetters } from './letters.js';
import { createEquationReader } from './math.js';
import { createPictureData } from './picture-data.js';
import { createRows } from './rows.js';
import type { TokenHandler } from './tokens.js';
import { CHARACTERS, KNOWN_GROUPS, SKIPPED_GROUPS } from './words.js';

/** Groups within groups; Word's are some dozens deep. */
const MAX_DEPTH = 10_000;
const MAX_INSTRUCTION = 2_000;
const SPACE = 0x20;

/**
 * Writes the text of an RTF file as its tokens come, with the marks of pictures.
 * @throws Failure TooComplex, TooMuchText from its methods.
 */
export function createDocument(
  file: Uint8Array,
  writer: TextWriter,
  pictures: PictureList,
): TokenHandler & { end(): void } {
  const definitions = createDefinitions();
  const listGroup = writer.newGroup();
  /** The groups around the one that is open. */
  const groups: Group[] = [];
  let group = OUTERMOST;
  let isOver = false;
  let stylesDepth = 0;
  /** Characters to come that stand in for one that was read. */
  let toSkip = 0;
  let marker = '';
  let breaksPage = false;
  let notes = 0;

  const blockStyle = (): BlockStyle => {
    if (!writer.hasText()) return {};
    const shown = marker.trim();
    marker = '';
    // A bullet may be a letter of a font without signs.
    const number = /[\p{L}\p{N}]/u.test(shown) && shown !== 'o' ? `${shown} ` : '';
    const level = group.outlineLevel ?? definitions.headingLevel(group.style);
    if (level !== undefined) return { prefix: `${'#'.repeat(Math.min(level, 6))} ${number}` };
    if (shown === '') return {};
    const indent = '  '.repeat(Math.min(Math.max(group.listLevel, 0), 6));
    return { prefix: `${indent}${number || '- '}`, group: listGroup };
  };
  const endBlock = () => writer.endBlock(blockStyle());
  let rows = createRows(writer, endBlock);
  const depth = () => Math.max(group.isInTable ? group.tableDepth : 0, rows.isDescribed() ? 1 : 0);

  const breakPage = () => {
    if (!breaksPage) return;
    breaksPage = false;
    endBlock();
    writer.breakPage();
  };
  const show = (text: string) => {
    const isBlank = text.trim() === '';
    if (group.field) group.field.hasResult = true;
    if (!isBlank) breakPage();
    if (!isBlank || depth() > 0) rows.enter(depth());
    writer.text(text, group.script);
  };
  const emit = (text: string) => {
    const { target, field, equation } = group;
    if (target === 'fonts' || target === 'styles') definitions.text(target, text);
    else if (target === 'instruction') {
      if (field && field.instruction.length < MAX_INSTRUCTION) field.instruction += text;
    } else if ((target === 'text' || target === 'marker') && !group.isHidden && !group.isDeleted) {
      const shown = symbolText(text, definitions.font(group.font)?.name ?? '');
      if (target === 'marker') marker += shown;
      else if (equation) equation.text(shown);
      else show(shown);
    }
  };
  const letters = createLetters(file, {
    font: () => definitions.font(group.font),
    codePage: definitions.codePage,
    onText: emit,
  });

  const openAside = (onEnd: (blocks: readonly Block[]) => void) => {
    const outer = { rows, marker, breaksPage };
    writer.openAside();
    beginAside(group);
    rows = createRows(writer, endBlock);
    marker = '';
    breaksPage = false;
    group.onClose = () => {
      rows.enter(0);
      endBlock();
      const blocks = writer.closeAside();
      ({ rows, marker, breaksPage } = outer);
      onEnd(blocks);
    };
  };
  const openNote = () => {
    notes += 1;
    const mark = `[${notes}]`;
    show('');
    writer.note(mark);
    openAside((blocks) => {
      const text = joinBlocks(blocks).replace(/\s+/g, ' ').trim();
      if (text !== '') writer.afterwards([{ text: `${mark} ${text}`, group: undefined, isHeading: false }]);
    });
  };
  const openField = () => {
    const field: Field = { instruction: '', hasResult: false };
    group.field = field;
    group.onClose = () => {
      if (!field.hasResult) emit(readSymbolField(field.instruction));
    };
  };
  const openEquation = () => {
    const equation = createEquationReader();
    group.equation = equation;
    group.onClose = () => {
      rows.enter(depth());
      writer.formula(equation.end());
    };
  };
  const openPicture = () => {
    const picture = createPictureData();
    group.target = 'picture';
    group.picture = picture;
    group.onClose = () => {
      const mark = group.isHidden || group.isDeleted ? '' : picture.end(pictures);
      if (mark === '') return;
      breakPage();
      rows.enter(depth());
      writer.picture(mark);
    };
  };
  const openPart = (name: string) => {
    const { equation } = group;
    equation?.open(name.slice(1));
    group.onClose = () => equation?.close();
  };

  /** The first word of a group decides where its text goes. @returns whether it was one that does */
  const openGroup = (name: string): boolean => {
    if (SKIPPED_GROUPS.has(name)) group.target = 'nowhere';
    else if (name === 'pict') openPicture();
    else if (group.equation && /^m[a-zA-Z]/.test(name) && !name.startsWith('moMath')) openPart(name);
    else if (group.isStarred && !KNOWN_GROUPS.has(name)) group.target = 'nowhere';
    else if (name === 'fonttbl') group.target = 'fonts';
    else if (name === 'stylesheet') {
      group.target = 'styles';
      stylesDepth = groups.length;
    } else if (name === 'listtext' || name === 'pntext') {
      group.target = 'marker';
      marker = '';
    } else if (name === 'footnote') openNote();
    else if (name === 'shptxt' || name === 'dptxbxtext') openAside(writer.afterwards);
    else if (name === 'field') openField();
    else if (name === 'fldinst') group.target = 'instruction';
    else if (name === 'upr') group.hasTwoForms = true;
    else if (name === 'sp') group.target = 'property';
    else if (name === 'mmath' && !group.equation) openEquation();
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
    } else if (CHARACTERS[name] !== undefined) emit(CHARACTERS[name] ?? '');
  };
  /** Whether what comes stands in for a character that was read. */
  const isFallback = (): boolean => {
    if (toSkip === 0) return false;
    toSkip -= 1;
    return true;
  };

  return {
    isOver: () => isOver,
    open() {
      letters.flush();
      if (groups.length >= MAX_DEPTH) throw new Failure('TooComplex');
      toSkip = 0;
      groups.push(group);
      group = innerGroup(group, groups.length === 1);
      if (group.target === 'styles' && groups.length === stylesDepth + 1) definitions.beginStyle();
    },
    close() {
      letters.flush();
      toSkip = 0;
      group.onClose?.();
      if (group.target === 'styles') definitions.endStyle();
      group = groups.pop() ?? OUTERMOST;
      isOver = groups.length === 0;
    },
    word(name, value) {
      letters.flush();
      const { isFirst } = group;
      group.isFirst = false;
      const outer = groups.at(-1);
      if (name === 'ud' && outer?.hasTwoForms) group.target = outer.target;
      const { target } = group;
      if (target === 'nowhere') return;
      if (name === 'u') {
        toSkip = group.fallbacks;
        emit(String.fromCharCode((value ?? 0) & 0xffff));
      } else if (isFallback() || (isFirst && openGroup(name))) return;
      else if (target === 'picture') group.picture?.set(name, value);
      else if (target === 'property') return;
      else if (target === 'fonts' || target === 'styles') definitions.set(target, name, value);
      else if (!setFormat(group, name, value) && !definitions.setDocument(name, value) && !rows.define(name))
        act(name, value);
    },
    symbol(sign) {
      letters.flush();
      if (sign === '*') {
        group.isStarred = true;
        return;
      }
      group.isFirst = false;
      if (!isFallback()) emit(CHARACTERS[sign] ?? '');
    },
    byte(value, isEscaped) {
      // Some programs set blanks between a group and its first word.
      if (group.isFirst && value === SPACE) return;
      group.isFirst = false;
      if (group.target === 'picture') group.picture?.letter(value);
      else if (group.target !== 'nowhere' && !isFallback()) letters.byte(value, isEscaped);
    },
    binary(bytes) {
      if (group.target === 'picture') group.picture?.binary(bytes);
    },
    end() {
      letters.flush();
      for (; groups.length > 0; group = groups.pop() ?? OUTERMOST) group.onClose?.();
      rows.enter(0);
      endBlock();
    },
  };
}
