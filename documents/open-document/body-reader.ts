import { captureMath, type MathCapture } from '../math/math-tree.js';
import { mathmlToTex } from '../math/mathml-to-tex.js';
import { type Attributes, attribute, type XmlHandler } from '../office/xml.js';
import type { ShownSize } from '../pictures/picture-list.js';
import { asLine } from '../plain-text/blocks.js';
import type { BlockStyle, TextWriter } from '../plain-text/text-writer.js';
import { symbolText } from '../signs/symbol-fonts.js';
import type { EmbeddedObject } from './embedded-object.js';
import { createFrames } from './frames.js';
import { createLists, createOutline } from './lists.js';
import type { Styles, TextStyle } from './styles.js';
import { createTableParts } from './table-parts.js';

/** What the text of an OpenDocument file is read with. */
export interface BodyContext {
  writer: TextWriter;
  styles: Styles;
  /** Formulas and charts by the folders that they are in. */
  objects: ReadonlyMap<string, EmbeddedObject>;
  /** The mark of a picture by its address; '' for one that is not in the file. */
  pictureOf: (address: string, shown: ShownSize) => string;
}

interface Paragraph {
  style: TextStyle;
  /** Of a heading that is one by its element. */
  level: number | undefined;
  isNumbered: boolean;
  isContinued: boolean;
}

/** What is no text of the document: deleted text, comments, programs, lists that a program makes of other text. */
const SKIPPED =
  /^(?:tracked-changes|annotation|forms|scripts|event-listeners|table-of-content|covered-table-cell|page-number|title|desc)$|-(?:source|decls?)$/;
/** Drawings whose text stands apart. */
const SHAPES: ReadonlySet<string> = new Set([
  'text-box',
  'caption',
  'circle',
  'connector',
  'custom-shape',
  'ellipse',
  'line',
  'measure',
  'path',
  'polygon',
  'polyline',
  'rect',
  'regular-polygon',
]);
const MAX_MARK = 12;
const MAX_LEVEL = 10;

/** Reads paragraphs, headings, lists, tables, notes, formulas and the marks of pictures into its writer. */
export function createBodyReader({ writer, styles, objects, pictureOf }: BodyContext): XmlHandler {
  const lists = createLists(styles);
  const headingNumber = createOutline(styles);
  const table = createTableParts(writer);
  const frames = createFrames((address, shown) => writer.picture(pictureOf(address, shown)));
  const paragraphs: Paragraph[] = [];
  const runs: TextStyle[] = [];
  let listGroup = 0;
  let skipping = 0;
  let notes = 0;
  /** What a note's mark is, from its reference to its end; one note is never within another. */
  let mark: string | undefined;
  let inMark = false;
  let reading: string | undefined;
  let math: MathCapture | undefined;
  let mathDepth = 0;

  const styleOf = (paragraph: Paragraph): BlockStyle => {
    if (!writer.hasText()) return {};
    const level = paragraph.level ?? paragraph.style.headingLevel;
    const marker = paragraph.isContinued ? '' : lists.takeMarker();
    if (level !== undefined) {
      const number = paragraph.isNumbered && !paragraph.isContinued ? headingNumber(level) : '';
      return { prefix: `${'#'.repeat(Math.min(level, 6))} ${number || marker.replace(/^- $/, '')}` };
    }
    if (lists.depth() === 0) return {};
    return { prefix: `${'  '.repeat(Math.min(lists.depth() - 1, 6))}${marker || '  '}`, group: listGroup };
  };
  const endBlock = () => {
    const paragraph = paragraphs.at(-1);
    writer.endBlock(paragraph && styleOf(paragraph));
  };
  const breakPage = () => {
    const paragraph = paragraphs.at(-1);
    const splits = writer.hasText();
    if (splits) endBlock();
    if (paragraph) paragraph.isContinued ||= splits;
    writer.breakPage();
  };
  const openParagraph = (name: string, attributes: Attributes) => {
    if (paragraphs.length > 0) endBlock();
    const style = styles.paragraph(attribute(attributes, 'style-name'));
    if (style.breaksBefore && paragraphs.length === 0) writer.breakPage();
    const told = Number(attribute(attributes, 'outline-level')) || 1;
    const level = name === 'h' ? Math.min(Math.max(Math.trunc(told), 1), MAX_LEVEL) : undefined;
    const isNumbered = name === 'h' && attribute(attributes, 'is-list-header') !== 'true' && lists.depth() === 0;
    paragraphs.push({ style, level, isNumbered, isContinued: false });
    runs.push(style);
  };
  const closeParagraph = () => {
    endBlock();
    runs.pop();
    const paragraph = paragraphs.pop();
    if (paragraph?.style.breaksAfter && paragraphs.length === 0) writer.breakPage();
  };
  const openRun = (style: TextStyle) => {
    const { script, font, isHidden } = runs.at(-1) ?? {};
    runs.push({
      script: style.script ?? script,
      font: style.font ?? font,
      isHidden: style.isHidden ?? isHidden,
    });
  };
  const show = (attributes: Attributes) => {
    const object = objects.get((attribute(attributes, 'href') ?? '').replace(/^\.\//, ''));
    if (object?.kind === 'formula') writer.formula(object.text);
    else if (object) writer.afterwards([{ text: object.text, group: undefined, isHeading: false }]);
    if (object) frames.markShown();
  };
  const openNote = () => {
    notes += 1;
    const shown = (mark ?? '').trim();
    mark = shown === '' || shown.length > MAX_MARK ? String(notes) : shown;
    writer.note(`[${mark}]`);
    writer.openAside();
  };
  const closeNote = () => {
    const text = asLine(writer.closeAside());
    if (text !== '') writer.afterwards([{ text: `[${mark}] ${text}`, group: undefined, isHeading: false }]);
    mark = undefined;
  };
  const open = (name: string, attributes: Attributes) => {
    frames.open(name, attributes);
    if (name === 'p' || name === 'h') openParagraph(name, attributes);
    else if (name === 'span') openRun(styles.text(attribute(attributes, 'style-name')));
    else if (name === 's' || name === 'tab') writer.text(' ');
    else if (name === 'line-break') writer.breakLine();
    else if (name === 'soft-page-break') breakPage();
    else if (name === 'note-citation') {
      mark = '';
      inMark = true;
    } else if (name === 'note-body') openNote();
    else if (name === 'ruby-text') reading = '';
    else if (name === 'object') show(attributes);
    else if (SHAPES.has(name)) writer.openAside();
    else if (!table.open(name, attributes)) {
      if (name === 'list' && lists.depth() === 0) listGroup = writer.newGroup();
      lists.open(name, attributes);
    }
  };
  const close = (name: string) => {
    if (name === 'p' || name === 'h') closeParagraph();
    else if (name === 'span') runs.pop();
    else if (name === 'note-citation') inMark = false;
    else if (name === 'note-body') closeNote();
    else if (name === 'ruby-text') {
      if (reading?.trim()) writer.text(`(${reading.trim()})`);
      reading = undefined;
    } else if (SHAPES.has(name)) writer.afterwards(writer.closeAside());
    else if (!table.close(name)) lists.close(name);
    frames.close(name);
  };

  return {
    open(name, attributes) {
      if (skipping > 0 || isSkipped(name, attributes)) skipping += 1;
      else if (math) {
        math.open(name, attributes);
        mathDepth += 1;
      } else if (name === 'math') {
        math = captureMath(name, attributes);
        mathDepth = 1;
      } else open(name, attributes);
    },
    text(text) {
      if (skipping > 0) return;
      if (math) math.text(text);
      else if (paragraphs.length === 0) return;
      else if (inMark) mark = (mark ?? '') + text;
      else if (reading !== undefined) reading += text;
      else {
        const { script, font, isHidden } = runs.at(-1) ?? {};
        if (!isHidden) writer.text(font ? symbolText(text, font) : text, script === 'none' ? undefined : script);
      }
    },
    close(name) {
      if (skipping > 0) skipping -= 1;
      else if (math) {
        mathDepth -= 1;
        if (mathDepth > 0) math.close();
        else {
          writer.formula(mathmlToTex(math.root));
          math = undefined;
        }
      } else close(name);
    },
  };
}

function isSkipped(name: string, attributes: Attributes): boolean {
  if (SKIPPED.test(name)) return true;
  if (name === 'section') return attribute(attributes, 'display') === 'none';
  return name === 'hidden-text' && attribute(attributes, 'is-hidden') !== 'false';
}
