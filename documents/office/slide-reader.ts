import { createTextWriter, type TextWriter } from '../plain-text/text-writer.js';
import { type Attributes, attribute, type XmlHandler } from './xml.js';

/** What stands on a slide, or on the page with its notes. */
export interface SlideText {
  title: string;
  /** The other shapes from back to front, which is how they were made. */
  shapes: string[];
}

interface Shape {
  writer: TextWriter;
  /** The kind of its placeholder, `body` where none is said; undefined for a shape that is no placeholder. */
  placeholder: string | undefined;
  group: number;
}

interface Paragraph {
  level: number;
  hasBullet: boolean | undefined;
}

/** Placeholders that repeat on every slide. */
const REPEATED: ReadonlySet<string> = new Set(['dt', 'ftr', 'hdr', 'sldNum', 'sldImg']);
const TITLES: ReadonlySet<string> = new Set(['title', 'ctrTitle']);
/** Placeholders whose paragraphs have bullets unless they say otherwise. */
const LISTS: ReadonlySet<string> = new Set(['body', 'obj']);
const SKIPPED: ReadonlySet<string> = new Set(['Fallback', 'tcPr', 'tblPr']);
const REPEATED_FIELD = /^(?:slidenum|datetime)/;

/** Reads the part of a slide, of a diagram on it, or of its notes, which are no lists; `end` gives the text. */
export function createSlideReader({ isNotes = false } = {}): XmlHandler & { end(): SlideText } {
  const result: SlideText = { title: '', shapes: [] };
  let shape: Shape | undefined;
  let paragraph: Paragraph | undefined;
  let skipping = 0;
  let inText = false;

  const endParagraph = () => {
    if (!shape || !paragraph) return;
    const { level } = paragraph;
    const hasBullet = paragraph.hasBullet ?? (!isNotes && (level > 0 || LISTS.has(shape.placeholder ?? '')));
    const prefix = hasBullet ? `${'  '.repeat(Math.min(level, 6))}- ` : '';
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
  const inShape = (name: string, attributes: Attributes, { writer }: Shape) => {
    if (name === 'p') paragraph = { level: 0, hasBullet: undefined };
    else if (name === 'pPr' && paragraph) paragraph.level = Number(attributes.lvl ?? 0) || 0;
    else if (name === 'buNone' && paragraph) paragraph.hasBullet = false;
    else if (/^bu(?:Char|AutoNum|Blip)$/.test(name) && paragraph) paragraph.hasBullet = true;
    else if (name === 'br') writer.breakLine();
    else if (name === 't') inText = true;
    else if (name === 'tr') writer.openRow();
    else if (name === 'tc') writer.openCell();
  };
  const open = (name: string, attributes: Attributes) => {
    // The points of a diagram's data are its shapes; pt and sp never lie in one another.
    if (name === 'sp' || name === 'graphicFrame' || name === 'pt') {
      const writer = createTextWriter();
      shape = { writer, placeholder: name === 'graphicFrame' ? 'tbl' : undefined, group: writer.newGroup() };
    } else if (name === 'ph' && shape) shape.placeholder ??= attribute(attributes, 'type') ?? 'body';
    else if (shape) inShape(name, attributes, shape);
  };
  const close = (name: string) => {
    if (name === 'sp' || name === 'graphicFrame' || name === 'pt') endShape();
    else if (name === 'p') endParagraph();
    else if (name === 't') inText = false;
    else if (name === 'tc') shape?.writer.closeCell();
    else if (name === 'tr') shape?.writer.closeRow(shape.group);
  };

  return {
    open(name, attributes) {
      const isRepeated = name === 'fld' && REPEATED_FIELD.test(attributes.type ?? '');
      if (skipping > 0 || isRepeated || SKIPPED.has(name)) skipping += 1;
      else open(name, attributes);
    },
    text(text) {
      if (skipping === 0 && inText) shape?.writer.text(text);
    },
    close(name) {
      if (skipping > 0) skipping -= 1;
      else close(name);
    },
    end: () => result,
  };
}
