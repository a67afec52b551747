import type { Script } from '../signs/scripts.js';
import { isSymbolFont } from '../signs/symbol-fonts.js';
import { levelByName } from './heading-names.js';
import { type Attributes, attribute, readXml } from './xml.js';

/** What a paragraph's style says about its place in the document. */
export interface ParagraphStyle {
  /** 1 for a chapter; undefined for text. */
  headingLevel: number | undefined;
  /** Its list's definition, and the level in it from 0. */
  listId: string | undefined;
  listLevel: number | undefined;
}

/** How a style sets the text of a run. */
export interface RunStyle {
  /** `none` for text in its line where another style says otherwise. */
  script: Script | 'none' | undefined;
  /** A font that shows other characters than its codes name. */
  font: string | undefined;
}

/** The styles of a document by their ids, each with all that it inherits. */
export interface Styles {
  paragraph(id: string | undefined): ParagraphStyle;
  /** Of text in a paragraph with a style. */
  runOfParagraph(id: string | undefined): RunStyle;
  run(id: string | undefined): RunStyle;
}

type Settings = ParagraphStyle & RunStyle;

interface RawStyle extends Settings {
  basedOn: string | undefined;
}

const PLAIN: Settings = {
  headingLevel: undefined,
  listId: undefined,
  listLevel: undefined,
  script: undefined,
  font: undefined,
};
/** Styles inherit from styles; a longer chain of ancestors is a cycle. */
const MAX_ANCESTORS = 20;

/** An outline level is written from 0, and 9 stands for text. */
export function headingOfOutline(attributes: Attributes): number | undefined {
  const level = Number(attribute(attributes, 'val'));
  return Number.isInteger(level) && level >= 0 && level < 9 ? level + 1 : undefined;
}

/** What `w:vertAlign` says of a run. */
export function scriptOf(attributes: Attributes): Script | 'none' {
  const value = attribute(attributes, 'val');
  return value === 'superscript' ? 'super' : value === 'subscript' ? 'sub' : 'none';
}

/** The symbol font that `w:rFonts` names; undefined for any other. */
export function symbolFontOf(attributes: Attributes): string | undefined {
  const fonts = ['ascii', 'hAnsi'].map((name) => attribute(attributes, name));
  return fonts.find((font) => font !== undefined && isSymbolFont(font));
}

/** Reads the part with a document's styles. */
export async function readStyles(source: AsyncIterable<Uint8Array>): Promise<Styles> {
  const styles = { paragraph: new Map<string, RawStyle>(), run: new Map<string, RawStyle>() };
  let current: RawStyle | undefined;
  await readXml(source, {
    open(name, attributes) {
      const value = attribute(attributes, 'val');
      if (name === 'style') {
        current = { ...PLAIN, basedOn: undefined };
        const id = attribute(attributes, 'styleId');
        const type = attribute(attributes, 'type');
        if (id !== undefined && type === 'paragraph') styles.paragraph.set(id, current);
        if (id !== undefined && type === 'character') styles.run.set(id, current);
      } else if (!current) return;
      else if (name === 'rFonts') current.font = symbolFontOf(attributes);
      else if (value === undefined) return;
      else if (name === 'name') current.headingLevel ??= levelByName(value);
      else if (name === 'basedOn') current.basedOn = value;
      else if (name === 'outlineLvl') current.headingLevel ??= headingOfOutline(attributes);
      else if (name === 'numId') current.listId = value;
      else if (name === 'ilvl') current.listLevel = Number(value);
      else if (name === 'vertAlign') current.script = scriptOf(attributes);
    },
    close(name) {
      if (name === 'style') current = undefined;
    },
  });
  const paragraph = inheriting(styles.paragraph);
  return { paragraph, runOfParagraph: paragraph, run: inheriting(styles.run) };
}

/** Gives styles with all that they inherit, each worked out once: every run of a document asks. */
function inheriting(styles: ReadonlyMap<string, RawStyle>): (id: string | undefined) => Settings {
  const known = new Map<string, Settings>();
  return (id) => {
    if (id === undefined || !styles.has(id)) return PLAIN;
    const settings = known.get(id) ?? inherited(styles, id);
    known.set(id, settings);
    return settings;
  };
}

function inherited(styles: ReadonlyMap<string, RawStyle>, id: string): Settings {
  const result = { ...PLAIN };
  let next: string | undefined = id;
  for (let i = 0; i < MAX_ANCESTORS && next !== undefined; i += 1) {
    const style = styles.get(next);
    result.headingLevel ??= style?.headingLevel;
    result.listId ??= style?.listId;
    result.listLevel ??= style?.listLevel;
    result.script ??= style?.script;
    result.font ??= style?.font;
    next = style?.basedOn;
  }
  return result;
}
