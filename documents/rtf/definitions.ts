import { levelByName } from '../office/heading-names.js';
import type { Font } from './code-pages.js';

/** The fonts and the styles that a document defines before its text. */
export interface Definitions {
  /** A font by its number; without one the document's. */
  font(id: number | undefined): Font | undefined;
  /** The level of a heading with this style; undefined for other paragraphs. */
  headingLevel(style: number): number | undefined;
  /** The document's code page. */
  codePage(): number;
  /** A word of the document as a whole, and whether it was one. */
  setDocument(name: string, value: number | undefined): boolean;
  /** A word in one of the tables. */
  set(table: 'fonts' | 'styles', name: string, value: number | undefined): void;
  /** Text in one of the tables: names, each with a semicolon at its end. */
  text(table: 'fonts' | 'styles', text: string): void;
  beginStyle(): void;
  endStyle(): void;
}

const DEFAULT_PAGE = 1252;
/** Words that name a code page of their own. */
const PAGES: Readonly<Record<string, number>> = { mac: 10_000, pc: 437, pca: 850 };

/** Makes empty tables. */
export function createDefinitions(): Definitions {
  const fonts = new Map<number, Font>();
  const headings = new Map<number, number>();
  let codePage = DEFAULT_PAGE;
  let defaultFont = 0;
  let font: Font | undefined;
  let style = { id: 0, level: undefined as number | undefined, name: '' };

  return {
    font: (id) => fonts.get(id ?? defaultFont),
    headingLevel: (id) => headings.get(id),
    codePage: () => codePage,
    setDocument(name, value) {
      if (name === 'deff') defaultFont = value ?? 0;
      else if (name === 'ansicpg') codePage = value || DEFAULT_PAGE;
      else if (PAGES[name] !== undefined) codePage = PAGES[name] ?? DEFAULT_PAGE;
      else return false;
      return true;
    },
    set(table, name, value) {
      if (table === 'styles') {
        if (name === 's') style.id = value ?? 0;
        else if (name === 'outlinelevel') style.level = (value ?? 0) + 1;
      } else if (name === 'f') {
        font = { name: '', charset: undefined, codePage: undefined };
        fonts.set(value ?? 0, font);
      } else if (name === 'fcharset' && font) font.charset = value;
      else if (name === 'cpg' && font) font.codePage = value;
    },
    text(table, text) {
      if (table === 'styles') style.name += text;
      else if (font) {
        const [name = '', end] = text.split(';', 2);
        font.name += name;
        if (end !== undefined) font = undefined;
      }
    },
    beginStyle() {
      style = { id: 0, level: undefined, name: '' };
    },
    endStyle() {
      const name = style.name.trim().replace(/;$/, '').trimEnd();
      const level = levelByName(name) ?? style.level;
      if (level !== undefined && level < 10) headings.set(style.id, level);
    },
  };
}
