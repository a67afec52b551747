import type { Script } from '../signs/scripts.js';

type Attributes = Readonly<Record<string, string>>;

/** How the page of a book differs from one of the web. */
export interface BookPage {
  notes: NoteMarks;
  /** How its style sheets set text of a class. */
  classes: ReadonlyMap<string, Script>;
}

/** The marks of a book's notes, by the places that references lead to. */
export interface NoteMarks {
  /** A reference was read. */
  refer(href: string, mark: string): void;
  /** The mark that refers to the element with this id; undefined where none does. */
  markOf(id: string): string | undefined;
}

/** Words of `epub:type` and of ARIA roles (DPUB-ARIA) as one list. */
const kindsOf = (attributes: Attributes): string => `${attributes['epub:type'] ?? ''} ${attributes.role ?? ''}`;

/** Whether an element is the mark of a note. */
export const isNoteReference = (name: string, attributes: Attributes): boolean =>
  name === 'a' && /\b(?:doc-)?noteref\b/.test(kindsOf(attributes));

/** The text of a link that stands right behind a word and leads to a place: a mark, however it is raised. */
export const isMark = (text: string): boolean =>
  /^[[(]?(?:\d{1,3}|[*†‡§]{1,3}|[ivxl]{1,5}|[a-z])[\])]?$/u.test(text.trim());

/** Whether an element is a note; readers show one on demand, for which books hide it. */
export const isNote = (attributes: Attributes): boolean =>
  /\b(?:footnote|endnote|rearnote|note)\b/.test(kindsOf(attributes).replace(/\bdoc-/g, ''));

/** Whether an element stands for the end of a printed page; what is in it is the number of that. */
export const isPageBreak = (attributes: Attributes): boolean => /\b(?:doc-)?pagebreak\b/.test(kindsOf(attributes));

/** A note that begins with its mark twice, by the book's own hand as well, or ends with an arrow back into the text. */
const OWN_MARK = /^(\[([^\]\n]{1,12})\]) (?:\[\2\]|\2)[.):]?(?:[^\S\n]+|(?=\p{L}))/gmu;
const ARROW_BACK = /^(\[[^\]\n]{1,12}\] [^\n]*?)[^\S\n]*[↩↑⤴⏎]\uFE0E?$/gmu;

const RAISED_OWN_MARK = /^(\[[^\]\n]{1,12}\]) [⁰¹²³⁴-⁹]{1,3}[^\S\n]*/gmu;

/** The text of a book's page with each note's mark once. */
export const withOwnMarks = (text: string): string =>
  text.replace(OWN_MARK, '$1 ').replace(RAISED_OWN_MARK, '$1 ').replace(ARROW_BACK, '$1');
