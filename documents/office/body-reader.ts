import { createPictureFrames } from '../pictures/picture-frames.js';
import type { ShownSize } from '../pictures/picture-list.js';
import { asLine } from '../plain-text/blocks.js';
import type { BlockStyle, TextWriter } from '../plain-text/text-writer.js';
import { createFields } from './fields.js';
import { createMathReader } from './math-reader.js';
import type { NextMarker } from './numbering.js';
import { createRunText } from './run-text.js';
import { headingOfOutline, type ParagraphStyle, type Styles } from './styles.js';
import { type Attributes, attribute, isOn, type XmlHandler } from './xml.js';

/** What the text of a Word document is read with. */
export interface BodyContext {
  writer: TextWriter;
  styles: Styles;
  /** Charts and diagrams by the ids that the document refers to them by. */
  graphics: ReadonlyMap<string, string>;
  /** The mark of a picture by the id that the document refers to it by; '' for one that is not read. */
  pictureOf: (id: string, shown: ShownSize) => string;
  nextMarker: NextMarker;
  /** The text of a footnote or an endnote, '' when there is none. */
  noteOf: (kind: 'footnote' | 'endnote', id: string) => string;
  /** Called for each note of a part that holds notes and no document. */
  onNote?: (id: string, text: string) => void;
}

interface Paragraph {
  styleId?: string | undefined;
  headingLevel?: number | undefined;
  listId?: string | undefined;
  listLevel?: number | undefined;
  /** Decided with its first text, because each call of `nextMarker` counts on. */
  marker?: string;
  isContinued: boolean;
}

/** Text that is deleted, moved away or there twice, and what is no text (old settings). */
const SKIPPED: ReadonlySet<string> = new Set([
  'Fallback',
  'del',
  'delText',
  'moveFrom',
  'pPrChange',
  'rPrChange',
  'sdtPr',
  'sectPr',
  'tblPr',
  'tcPrChange',
  'trPrChange',
]);

/** All lists of a document are one group: blocks of a group that are neighbors stand together. */
const LIST_GROUP = 0;

/** Reads the body of a Word document into its writer: paragraphs, headings, lists, tables, notes, page breaks. */
export function createBodyReader(context: BodyContext): XmlHandler {
  const { writer, styles, graphics, pictureOf, nextMarker, noteOf, onNote } = context;
  const runText = createRunText(writer, styles);
  const fields = createFields(runText.asSet, runText.sign);
  const math = createMathReader(writer);
  const frames = createPictureFrames((id, shown) => writer.picture(pictureOf(id, shown)));
  const paragraphs: Paragraph[] = [];
  let skipping = 0;
  let inText = false;
  /** Depth of runs, for the document and each text box within another. */
  const runs = [0];
  let notes = 0;
  let noteId = '';

  const style = (paragraph: Paragraph): BlockStyle => {
    const { headingLevel, listId, listLevel } = { ...styles.paragraph(paragraph.styleId), ...defined(paragraph) };
    const level = listLevel ?? 0;
    if (writer.hasText()) paragraph.marker ??= listId === undefined || listId === '0' ? '' : nextMarker(listId, level);
    const marker = paragraph.isContinued ? '' : (paragraph.marker ?? '');
    if (headingLevel) return { prefix: `${'#'.repeat(Math.min(headingLevel, 6))} ${marker}` };
    if (!paragraph.marker) return {};
    return { prefix: `${'  '.repeat(Math.min(level, 6))}${marker || '  '}`, group: LIST_GROUP };
  };
  const endBlock = () => {
    const paragraph = paragraphs.at(-1);
    writer.endBlock(paragraph && style(paragraph));
  };
  const breakPage = () => {
    const paragraph = paragraphs.at(-1);
    const splits = writer.hasText();
    if (splits) endBlock();
    if (paragraph) paragraph.isContinued ||= splits;
    writer.breakPage();
  };
  const refer = (kind: 'footnote' | 'endnote', attributes: Attributes) => {
    const text = noteOf(kind, attribute(attributes, 'id') ?? '');
    if (text === '') return;
    notes += 1;
    writer.note(`[${notes}]`);
    writer.afterwards([{ text: `[${notes}] ${text}`, group: undefined, isHeading: false }]);
  };
  const show = (id = '') => {
    const text = graphics.get(id);
    if (text !== undefined) writer.afterwards([{ text, group: undefined, isHeading: false }]);
  };

  const inParagraph = (name: string, attributes: Attributes, paragraph: Paragraph) => {
    const value = attribute(attributes, 'val');
    if (name === 'pStyle') paragraph.styleId = value;
    else if (name === 'outlineLvl') paragraph.headingLevel = headingOfOutline(attributes);
    else if (name === 'numId') paragraph.listId = value;
    else if (name === 'ilvl') paragraph.listLevel = Number(value);
    else if (name === 'pageBreakBefore' && isOn(attributes)) breakPage();
  };
  const inRun = (name: string, attributes: Attributes) => {
    if (runText.take(name, attributes)) return;
    if (name === 'tab' || name === 'ptab') writer.text(' ');
    else if (name === 'cr' || (name === 'br' && attribute(attributes, 'type') !== 'page')) writer.breakLine();
    else if (name === 'br' || name === 'lastRenderedPageBreak') breakPage();
    else if (name === 'noBreakHyphen') writer.text('-');
    else if (name === 'footnoteReference') refer('footnote', attributes);
    else if (name === 'endnoteReference') refer('endnote', attributes);
    else if (name === 'chart') show(attribute(attributes, 'id'));
    else if (name === 'relIds') show(attribute(attributes, 'dm'));
  };
  const inTable = (name: string, attributes: Attributes): boolean => {
    const value = attribute(attributes, 'val');
    if (name === 'tbl') writer.openTable();
    else if (name === 'tr') writer.openRow();
    else if (name === 'tblHeader' && isOn(attributes)) writer.markHead();
    else if (name === 'tc') writer.openCell();
    else if (name === 'gridSpan') writer.placeCell({ columns: Number(value) || 1 });
    else if (name === 'vMerge' && value !== 'restart') writer.placeCell({ joins: 'above' });
    else if (name === 'hMerge' && value !== 'restart') writer.placeCell({ joins: 'left' });
    else if (name === 'gridBefore') {
      writer.openCell();
      writer.placeCell({ columns: Number(value) || 1 });
      writer.closeCell();
    } else return false;
    return true;
  };
  const isInRun = () => (runs.at(-1) ?? 0) > 0;
  const enterRun = (by: 1 | -1) => runs.push((runs.pop() ?? 0) + by);
  const open = (name: string, attributes: Attributes) => {
    frames.open(name, attributes);
    if (fields.open(name, attributes)) return;
    if (name === 'p') {
      if (paragraphs.length > 0) endBlock();
      paragraphs.push({ isContinued: false });
    } else if (name === 'r') {
      enterRun(1);
      runText.begin(styles.runOfParagraph(paragraphs.at(-1)?.styleId));
    } else if (name === 't') inText = true;
    else if (name === 'txbxContent') {
      runs.push(0);
      writer.openAside();
    } else if (onNote && (name === 'footnote' || name === 'endnote')) {
      noteId = attribute(attributes, 'id') ?? '';
      writer.openAside();
    } else if (isInRun()) inRun(name, attributes);
    else if (!inTable(name, attributes)) {
      const paragraph = paragraphs.at(-1);
      if (paragraph) inParagraph(name, attributes, paragraph);
    }
  };
  const close = (name: string) => {
    frames.close(name);
    if (fields.close(name)) return;
    if (name === 'p') {
      fields.endParagraph();
      endBlock();
      paragraphs.pop();
    } else if (name === 'r') enterRun(-1);
    else if (name === 't') inText = false;
    else if (name === 'tbl') writer.closeTable();
    else if (name === 'tr') writer.closeRow();
    else if (name === 'tc') writer.closeCell();
    else if (name === 'txbxContent') {
      runs.pop();
      writer.afterwards(writer.closeAside());
    } else if (onNote && (name === 'footnote' || name === 'endnote')) onNote(noteId, asLine(writer.closeAside()));
    else runText.close(name);
  };

  return {
    open(name, attributes) {
      if (skipping > 0 || SKIPPED.has(name)) skipping += 1;
      else if (!math.open(name, attributes)) open(name, attributes);
    },
    text(text) {
      if (skipping === 0 && !math.text(text) && !fields.text(text, inText) && inText) runText.text(text);
    },
    close(name) {
      if (skipping > 0) skipping -= 1;
      else if (!math.close()) close(name);
    },
  };
}

/** Only the settings that are there: a paragraph's own override its style's one by one. */
function defined(paragraph: Paragraph): Partial<ParagraphStyle> {
  const { headingLevel, listId, listLevel } = paragraph;
  return {
    ...(headingLevel === undefined ? {} : { headingLevel }),
    ...(listId === undefined ? {} : { listId }),
    ...(listLevel === undefined ? {} : { listLevel }),
  };
}
