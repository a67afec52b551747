import { type Attributes, attribute, type XmlHandler } from '../office/xml.js';
import type { Script } from '../signs/scripts.js';
import { isSymbolFont } from '../signs/symbol-fonts.js';

/** How a paragraph or a run is set; undefined leaves it to what is around it. */
export interface TextStyle {
  script?: Script | 'none' | undefined;
  /** A font that shows other characters than its codes name. */
  font?: string | undefined;
  isHidden?: boolean | undefined;
  headingLevel?: number | undefined;
  breaksBefore?: boolean | undefined;
  breaksAfter?: boolean | undefined;
  /** The picture behind a slide, by its name. */
  fillImage?: string | undefined;
}

/** A level of a list: its numbers' form, '' for none; a bullet has no form. */
export interface ListLevel {
  format: string | undefined;
  prefix: string;
  suffix: string;
  start: number;
  /** How many levels' numbers are shown. */
  shownLevels: number;
}

/** The styles of a document. */
export interface Styles {
  paragraph(name: string | undefined): TextStyle;
  text(name: string | undefined): TextStyle;
  listLevel(style: string | undefined, level: number): ListLevel | undefined;
  /** Where the picture behind a slide of this style is; undefined where there is none. */
  background(name: string | undefined): string | undefined;
  /** Of numbered headings. */
  outlineLevel(level: number): ListLevel | undefined;
}

interface RawStyle extends TextStyle {
  parent: string | undefined;
}

const MAX_ANCESTORS = 20;

/** Takes styles as they are read, from as many parts as there are; `styles` is filled by `handler`. */
export function createStyles(): { handler: Required<Pick<XmlHandler, 'open' | 'close'>>; styles: Styles } {
  const raw = new Map<string, RawStyle>();
  const lists = new Map<string, Map<number, ListLevel>>();
  const outline = new Map<number, ListLevel>();
  const fonts = new Map<string, string>();
  const images = new Map<string, string>();
  let style: RawStyle | undefined;
  let list: Map<number, ListLevel> | undefined;

  const open = (name: string, attributes: Attributes) => {
    const value = (key: string) => attribute(attributes, key);
    if (name === 'font-face') fonts.set(value('name') ?? '', unquoted(value('font-family') ?? ''));
    else if (name === 'fill-image') images.set(value('name') ?? '', value('href') ?? '');
    else if (name === 'style') {
      style = { parent: value('parent-style-name'), headingLevel: levelOf(value('default-outline-level')) };
      const key = value('name') ?? '';
      if (key === 'Title') style.headingLevel = 1;
      // A page of another kind begins where it is used.
      if (value('master-page-name')) style.breaksBefore = true;
      raw.set(`${value('family')} ${key}`, style);
    } else if (name === 'list-style') {
      list = new Map();
      lists.set(value('name') ?? '', list);
    } else if (name === 'outline-style') list = outline;
    else if (list && /^(?:list|outline)-level-style/.test(name))
      list.set(Number(value('level')), listLevel(name, value));
    else if (style && name === 'text-properties') {
      style.script = scriptOf(value('text-position'));
      const font = fonts.get(value('font-name') ?? '') ?? value('font-name') ?? unquoted(value('font-family') ?? '');
      if (font !== '' && isSymbolFont(font)) style.font = font;
      if (value('display') !== undefined) style.isHidden = value('display') === 'none';
    } else if (style && name === 'drawing-page-properties') {
      if (value('fill') === 'bitmap') style.fillImage = value('fill-image-name');
    } else if (style && name === 'paragraph-properties') {
      if (value('break-before') === 'page') style.breaksBefore = true;
      if (value('break-after') === 'page') style.breaksAfter = true;
    }
  };
  const close = (name: string) => {
    if (name === 'style') style = undefined;
    if (name === 'list-style' || name === 'outline-style') list = undefined;
  };
  const known = new Map<string, TextStyle>();
  const inherited = (family: string, name: string | undefined): TextStyle => {
    if (name === undefined) return {};
    const key = `${family} ${name}`;
    const found = known.get(key) ?? inherit(raw, family, name);
    known.set(key, found);
    return found;
  };
  return {
    handler: { open, close },
    styles: {
      paragraph: (name) => inherited('paragraph', name),
      text: (name) => inherited('text', name),
      background: (name) => images.get(inherited('drawing-page', name).fillImage ?? ''),
      listLevel: (name, level) => lists.get(name ?? '')?.get(level),
      outlineLevel: (level) => outline.get(level),
    },
  };
}

function inherit(raw: ReadonlyMap<string, RawStyle>, family: string, name: string): TextStyle {
  const result: TextStyle = {};
  let next: string | undefined = name;
  for (let i = 0; i < MAX_ANCESTORS && next !== undefined; i += 1) {
    const style = raw.get(`${family} ${next}`);
    result.script ??= style?.script;
    result.font ??= style?.font;
    result.isHidden ??= style?.isHidden;
    result.headingLevel ??= style?.headingLevel;
    result.breaksBefore ??= style?.breaksBefore;
    result.breaksAfter ??= style?.breaksAfter;
    result.fillImage ??= style?.fillImage;
    next = style?.parent;
  }
  return result;
}

function listLevel(name: string, value: (key: string) => string | undefined): ListLevel {
  const isBullet = /bullet|image/.test(name);
  return {
    format: isBullet ? undefined : (value('num-format') ?? ''),
    prefix: value('num-prefix') ?? '',
    suffix: value('num-suffix') ?? '',
    start: levelOf(value('start-value')) ?? 1,
    shownLevels: levelOf(value('display-levels')) ?? 1,
  };
}

/** `super 58%`, `sub 58%`, or a share of the line's height, `33% 58%`. */
function scriptOf(position: string | undefined): Script | 'none' | undefined {
  const [, word = ''] = /^\s*(super|sub|-?[\d.]+%)/.exec(position ?? '') ?? [];
  if (word === '') return undefined;
  const share = Number.parseFloat(word);
  if (word === 'super' || share > 0) return 'super';
  return word === 'sub' || share < 0 ? 'sub' : 'none';
}

function levelOf(value: string | undefined): number | undefined {
  const level = Number.parseInt(value ?? '', 10);
  return Number.isInteger(level) && level > 0 ? level : undefined;
}

const unquoted = (name: string) => name.replace(/^['"]|['"]$/g, '');
