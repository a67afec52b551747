import { type Attributes, attribute, readXml } from './xml.js';

/** What a paragraph's style says about its place in the document. */
export interface ParagraphStyle {
  /** 1 for a chapter; undefined for text. */
  headingLevel: number | undefined;
  /** Its list's definition, and the level in it from 0. */
  listId: string | undefined;
  listLevel: number | undefined;
}

interface RawStyle extends ParagraphStyle {
  basedOn: string | undefined;
}

const PLAIN: ParagraphStyle = { headingLevel: undefined, listId: undefined, listLevel: undefined };
/** Styles inherit from styles; a longer chain of ancestors is a cycle. */
const MAX_ANCESTORS = 20;

/** Word's built-in styles have English names in every language. */
function levelByName(name: string): number | undefined {
  const [, digit] = /^heading ([1-9])$/i.exec(name) ?? [];
  return digit === undefined ? (/^title$/i.test(name) ? 1 : undefined) : Number(digit);
}

/** An outline level is written from 0, and 9 stands for text. */
export function headingOfOutline(attributes: Attributes): number | undefined {
  const level = Number(attribute(attributes, 'val'));
  return Number.isInteger(level) && level >= 0 && level < 9 ? level + 1 : undefined;
}

/** Reads the part with a document's styles; the result tells what a style, with all it inherits, says. */
export async function readStyles(
  source: AsyncIterable<Uint8Array>,
): Promise<(id: string | undefined) => ParagraphStyle> {
  const styles = new Map<string, RawStyle>();
  let current: RawStyle | undefined;
  await readXml(source, {
    open(name, attributes) {
      const value = attribute(attributes, 'val');
      if (name === 'style') {
        current = { ...PLAIN, basedOn: undefined };
        const id = attribute(attributes, 'styleId');
        if (id !== undefined && attribute(attributes, 'type') === 'paragraph') styles.set(id, current);
      } else if (!current || value === undefined) return;
      else if (name === 'name') current.headingLevel ??= levelByName(value);
      else if (name === 'basedOn') current.basedOn = value;
      else if (name === 'outlineLvl') current.headingLevel ??= headingOfOutline(attributes);
      else if (name === 'numId') current.listId = value;
      else if (name === 'ilvl') current.listLevel = Number(value);
    },
    close(name) {
      if (name === 'style') current = undefined;
    },
  });
  return (id) => inherited(styles, id);
}

function inherited(styles: ReadonlyMap<string, RawStyle>, id: string | undefined): ParagraphStyle {
  const result = { ...PLAIN };
  let next = id;
  for (let i = 0; i < MAX_ANCESTORS && next !== undefined; i += 1) {
    const style = styles.get(next);
    result.headingLevel ??= style?.headingLevel;
    result.listId ??= style?.listId;
    result.listLevel ??= style?.listLevel;
    next = style?.basedOn;
  }
  return result;
}
