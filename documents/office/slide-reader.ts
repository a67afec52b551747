import { createPictureFrames } from '../pictures/picture-frames.js';
import type { ShownSize } from '../pictures/picture-list.js';
import { createTextWriter, type TextWriter } from '../plain-text/text-writer.js';
import type { Script } from '../signs/scripts.js';
import { isSymbolFont, symbolText } from '../signs/symbol-fonts.js';
import { createMathReader, type MathReader } from './math-reader.js';
import { autoNumberOf, type Bullet, createSlideNumbers, type NextBullet } from './slide-numbers.js';
import { type Attributes, attribute, type XmlHandler } from './xml.js';

/** What stands on a slide, or on the page with its notes. */
export interface SlideText {
  title: string;
  /** The other shapes from back to front, which is how they were made. */
  shapes: string[];
  /** The ids of the charts and diagrams among these. */
  shown: ReadonlySet<string>;
}

interface Shape {
  writer: TextWriter;
  math: MathReader;
  /** The kind of its placeholder, `body` where none is said; undefined for a shape that is no placeholder. */
  placeholder: string | undefined;
  group: number;
  /** Of its text, or of that of its current cell. */
  nextBullet: NextBullet;
}

interface Paragraph {
  level: number;
  /** `unsaid` where its placeholder decides. */
  bullet: Bullet | 'unsaid';
}

/** How the text of a run is set. */
interface Run {
  script: Script | undefined;
  font: string | undefined;
  /** Of its characters beyond letters alone. */
  symbolFont: string | undefined;
}

interface Options {
  isNotes?: boolean;
  /** Charts and diagrams by the ids that the slide refers to them by. */
  graphics?: ReadonlyMap<string, string>;
  /** The mark of a picture by the id that the slide refers to it by; '' for one that is not read. */
  pictureOf?: (id: string, shown: ShownSize) => string;
}

const MAX_LEVEL = 8;
/** Placeholders that repeat on every slide. */
const REPEATED: ReadonlySet<string> = new Set(['dt', 'ftr', 'hdr', 'sldNum', 'sldImg']);
const TITLES: ReadonlySet<string> = new Set(['title', 'ctrTitle']);
/** Placeholders whose paragraphs have bullets unless they say otherwise. */
const LISTS: ReadonlySet<string> = new Set(['body', 'obj']);
const SKIPPED: ReadonlySet<string> = new Set(['Fallback', 'tcPr', 'tblPr', 'endParaRPr']);
const REPEATED_FIELD = /^(?:slidenum|datetime)/;
/** Characters of symbol fonts, where they are not written as letters. */
const PRIVATE = /[\uF000-\uF0FF]+/g;
const PLAIN: Run = { script: undefined, font: undefined, symbolFont: undefined };

/** Reads the part of a slide, or of its notes, which are no lists; `end` gives the text. */
export function createSlideReader({
  isNotes = false,
  graphics = new Map(),
  pictureOf = () => '',
}: Options = {}): XmlHandler & {
  end(): SlideText;
} {
  const result = { title: '', shapes: [] as string[], shown: new Set<string>() };
  let shape: Shape | undefined;
  let paragraph: Paragraph | undefined;
  let run = PLAIN;
  let skipping = 0;
  let inText = false;

  const frames = createPictureFrames((id, size) => {
    const mark = pictureOf(id, size);
    if (mark !== '') result.shapes.push(mark);
  });
  const endParagraph = () => {
    if (!shape || !paragraph) return;
    const { level } = paragraph;
    const isItem = !isNotes && (level > 0 || LISTS.has(shape.placeholder ?? ''));
    const bullet = paragraph.bullet === 'unsaid' ? (isItem ? 'dot' : undefined) : paragraph.bullet;
    // A paragraph without text shows no number, and counts for none.
    const marker = shape.writer.hasText() ? shape.nextBullet(level, bullet) : '';
    const prefix = marker && `${'  '.repeat(Math.min(level, 6))}${marker}`;
    shape.writer.endBlock({ prefix, group: shape.group });
    paragraph = undefined;
  };
  const endShape = () => {
    if (!shape) return;
    const text = shape.writer.end();
    const kind = shape.placeholder ?? '';
    if (TITLES.has(kind)) result.title = `${result.title} ${text}`.replace(/\s+/g, ' ').trim();
    else if (!REPEATED.has(kind) && text !== '') result.shapes.push(text);
    shape = undefined;
  };
  const show = (id = '') => {
    const text = graphics.get(id);
    if (text === undefined || result.shown.has(id)) return;
    result.shown.add(id);
    result.shapes.push(text);
  };
  const inShape = (name: string, attributes: Attributes, inner: Shape) => {
    const { writer } = inner;
    if (name === 'p') paragraph = { level: 0, bullet: 'unsaid' };
    else if (name === 'pPr' && paragraph) paragraph.level = levelOf(attributes);
    else if (name === 'buNone' && paragraph) paragraph.bullet = undefined;
    else if (name === 'buAutoNum' && paragraph) paragraph.bullet = autoNumberOf(attributes);
    else if (/^bu(?:Char|Blip)$/.test(name) && paragraph) paragraph.bullet = 'dot';
    else if (name === 'br') writer.breakLine();
    else if (name === 'r' || name === 'fld') run = PLAIN;
    else if (name === 'rPr') run = { ...run, script: scriptOf(attributes) };
    else if (name === 'latin' && isSymbolFont(attributes.typeface ?? '')) run = { ...run, font: attributes.typeface };
    else if (name === 'sym') run = { ...run, symbolFont: attributes.typeface };
    else if (name === 't') inText = true;
    else if (name === 'tbl') writer.openTable();
    else if (name === 'tr') writer.openRow();
    else if (name === 'tc') {
      inner.nextBullet = createSlideNumbers();
      writer.openCell();
      writer.placeCell({
        columns: Number(attributes.gridSpan) || 1,
        joins: isSet(attributes.vMerge) ? 'above' : undefined,
      });
    }
  };
  const open = (name: string, attributes: Attributes) => {
    frames.open(name, attributes);
    if (name === 'sp' || name === 'graphicFrame') {
      const writer = createTextWriter();
      const placeholder = name === 'graphicFrame' ? 'tbl' : undefined;
      const nextBullet = createSlideNumbers();
      shape = { writer, math: createMathReader(writer), placeholder, group: writer.newGroup(), nextBullet };
    } else if (name === 'chart') show(attribute(attributes, 'id'));
    else if (name === 'relIds') show(attribute(attributes, 'dm'));
    else if (name === 'ph' && shape) shape.placeholder ??= attribute(attributes, 'type') ?? 'body';
    else if (shape) inShape(name, attributes, shape);
  };
  const close = (name: string) => {
    if (name === 'sp' || name === 'graphicFrame') endShape();
    else if (name === 'p') endParagraph();
    else if (name === 't') inText = false;
    else if (name === 'tbl') shape?.writer.closeTable();
    else if (name === 'tc') shape?.writer.closeCell();
    else if (name === 'tr') shape?.writer.closeRow();
    frames.close(name);
  };

  return {
    open(name, attributes) {
      const isRepeated = name === 'fld' && REPEATED_FIELD.test(attributes.type ?? '');
      // The cell that it belongs to takes its column.
      const isMerged = name === 'tc' && isSet(attributes.hMerge);
      // An equation of an older program has its picture there, and nothing else.
      const isShown = name === 'Fallback' && skipping === 0 && frames.isInObject();
      if (skipping > 0 || isRepeated || isMerged || (SKIPPED.has(name) && !isShown)) skipping += 1;
      else if (!shape?.math.open(name, attributes)) open(name, attributes);
    },
    text(text) {
      if (skipping > 0 || shape?.math.text(text) || !inText) return;
      shape?.writer.text(shownText(text, run), run.script);
    },
    close(name) {
      if (skipping > 0) skipping -= 1;
      else if (!shape?.math.close()) close(name);
    },
    end: () => result,
  };
}

const levelOf = ({ lvl }: Attributes): number => Math.min(Math.max(Math.trunc(Number(lvl ?? 0)) || 0, 0), MAX_LEVEL);

const isSet = (value: string | undefined): boolean => value !== undefined && !/^(?:0|false)$/.test(value);

/** Raised text has a baseline above 0, in thousandths of a percent of its size. */
function scriptOf({ baseline }: Attributes): Script | undefined {
  const shift = Number(baseline ?? 0) || 0;
  return shift > 0 ? 'super' : shift < 0 ? 'sub' : undefined;
}

/** In a symbol font all characters are signs; beside another, those of the private area alone. */
const shownText = (text: string, { font, symbolFont }: Run): string =>
  font === undefined ? text.replace(PRIVATE, (signs) => symbolText(signs, symbolFont ?? '')) : symbolText(text, font);
