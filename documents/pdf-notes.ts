import { type Box, isShown } from './layout/box.js';
import type { TextRun } from './layout/text-run.js';
import { type MemoryEngine, withBuffer } from './pdf-memory.js';

/** The part of pdfium that tells what people wrote on a page; the bindings have it and their types do not. */
export interface NoteEngine extends MemoryEngine {
  HEAPU8: Uint8Array;
  _FPDFPage_GetAnnotCount(page: number): number;
  _FPDFPage_GetAnnot(page: number, index: number): number;
  _FPDFPage_CloseAnnot(annotation: number): void;
  _FPDFAnnot_GetSubtype(annotation: number): number;
  _FPDFAnnot_GetFlags(annotation: number): number;
  _FPDFAnnot_SetFlags(annotation: number, flags: number): number;
  _FPDFAnnot_GetRect(annotation: number, box: number): number;
  _FPDFAnnot_GetStringValue(annotation: number, key: number, buffer: number, bytes: number): number;
  _FPDFAnnot_GetFormFieldType(form: number, annotation: number): number;
  _FPDFAnnot_GetFormFieldValue(form: number, annotation: number, buffer: number, bytes: number): number;
}

/** What people wrote on a page. */
export interface PageNotes {
  /** Typed notes and the values of form fields, where they stand. */
  runs: TextRun[];
  /** Comments, which stand in no place of the text; each says what it is beside. */
  comments: string[];
}

const TYPES = { freeText: 3, widget: 20, popup: 16, link: 2 };
const FIELDS = { checkBox: 2, radioButton: 3, comboBox: 4, listBox: 5, textField: 6 };
/** All but buttons and signatures. */
const VALUED = new Set(Object.values(FIELDS));
const HIDDEN = 2;
const NEVER_SHOWN = HIDDEN | 32;
/** Notes of a page and characters of one that are read at most. */
const MAX_NOTES = 1_000;
const MAX_CHARACTERS = 4_000;
/** Of what a comment is beside. */
const MAX_ANCHOR = 80;
/** A note of several lines begins a line as high as these many points. */
const LINE = 12;

/**
 * What people wrote on a page: the values of its form, typed notes, and comments. Each is marked as such. Of what stands
 * beyond the part of the page that is shown only comments are kept, whose mark may lie beside the page.
 * @param form the document's form, 0 where it has none
 * @param printed what is shown of the page, and its text, by which a comment says where it is
 */
export function readNotes(
  engine: NoteEngine,
  page: number,
  form: number,
  printed: { box: Box; runs: readonly TextRun[] },
): PageNotes {
  const notes: PageNotes = { runs: [], comments: [] };
  eachAnnotation(engine, page, (annotation) => {
    if (engine._FPDFAnnot_GetFlags(annotation) & NEVER_SHOWN) return;
    const type = engine._FPDFAnnot_GetSubtype(annotation);
    if (type === TYPES.popup || type === TYPES.link) return;
    const box = boxOf(engine, annotation);
    const isOnPage = isShown(box, printed.box);
    if (!isOnPage && (type === TYPES.widget || type === TYPES.freeText)) return;
    if (type === TYPES.widget) {
      const value = fieldValue(engine, form, annotation);
      if (value !== '') notes.runs.push(runOf(value, box));
      return;
    }
    const text = entryOf(engine, annotation, 'Contents');
    if (text === '') return;
    if (type === TYPES.freeText) notes.runs.push(runOf(`[Note: ${text}]`, box));
    else notes.comments.push(`[Comment${isOnPage ? anchorOf(box, printed.runs) : ''}: ${text}]`);
  });
  return notes;
}

/** Calls `work` while the page is shown without its typed notes and form fields. */
export function withoutNotes<T>(engine: NoteEngine, page: number, work: () => T): T {
  const hidden: { index: number; flags: number }[] = [];
  eachAnnotation(engine, page, (annotation, index) => {
    const type = engine._FPDFAnnot_GetSubtype(annotation);
    if (type !== TYPES.freeText && type !== TYPES.widget) return;
    const flags = engine._FPDFAnnot_GetFlags(annotation);
    hidden.push({ index, flags });
    engine._FPDFAnnot_SetFlags(annotation, flags | HIDDEN);
  });
  try {
    return work();
  } finally {
    const flagsOf = new Map(hidden.map(({ index, flags }) => [index, flags]));
    eachAnnotation(engine, page, (annotation, index) => {
      const flags = flagsOf.get(index);
      if (flags !== undefined) engine._FPDFAnnot_SetFlags(annotation, flags);
    });
  }
}

function eachAnnotation(engine: NoteEngine, page: number, look: (annotation: number, index: number) => void): void {
  const count = Math.min(engine._FPDFPage_GetAnnotCount(page), MAX_NOTES);
  for (let index = 0; index < count; index += 1) {
    const annotation = engine._FPDFPage_GetAnnot(page, index);
    if (annotation === 0) continue;
    try {
      look(annotation, index);
    } finally {
      engine._FPDFPage_CloseAnnot(annotation);
    }
  }
}

/** The value as it is marked in the text; '' of a field that nobody filled in, and of a button. */
function fieldValue(engine: NoteEngine, form: number, annotation: number): string {
  if (form === 0) return '';
  const type = engine._FPDFAnnot_GetFormFieldType(form, annotation);
  if (type === FIELDS.checkBox || type === FIELDS.radioButton) {
    const state = entryOf(engine, annotation, 'AS');
    return state === '' || state === 'Off' ? '' : '[x]';
  }
  if (!VALUED.has(type)) return '';
  const value = stringOf(engine, (buffer, bytes) =>
    engine._FPDFAnnot_GetFormFieldValue(form, annotation, buffer, bytes),
  );
  return value === '' ? '' : `[Filled in: ${value}]`;
}

/** A text or a name in the annotation's dictionary; '' where there is none. */
function entryOf(engine: NoteEngine, annotation: number, name: string): string {
  const key = Buffer.from(`${name}\0`, 'latin1');
  return withBuffer(engine, key.length, (address) => {
    engine.HEAPU8.set(key, address);
    return stringOf(engine, (buffer, bytes) => engine._FPDFAnnot_GetStringValue(annotation, address, buffer, bytes));
  });
}

/** A text of pdfium in one line; `read` fills a buffer with UTF-16 and gives how many bytes there are. */
function stringOf(engine: NoteEngine, read: (buffer: number, bytes: number) => number): string {
  const bytes = read(0, 0);
  if (bytes <= 2) return '';
  return withBuffer(engine, bytes, (buffer) => {
    read(buffer, bytes);
    const text = Buffer.from(engine.HEAPU8.subarray(buffer, buffer + bytes - 2)).toString('utf16le');
    return text.replace(/\s+/gu, ' ').trim().slice(0, MAX_CHARACTERS);
  });
}

function boxOf(engine: NoteEngine, annotation: number): Box {
  return withBuffer(engine, 16, (address) => {
    engine._FPDFAnnot_GetRect(annotation, address);
    const [left = 0, y1 = 0, right = 0, y2 = 0] = new Float32Array(engine.HEAPU8.slice(address, address + 16).buffer);
    const numbers = [left, y1, right, y2].every(Number.isFinite);
    return numbers
      ? { left, right, bottom: Math.min(y1, y2), top: Math.max(y1, y2) }
      : { left: 0, right: 0, bottom: 0, top: 0 };
  });
}

function runOf(text: string, { left, right, bottom, top }: Box): TextRun {
  return { text, left, right, bottom: Math.max(bottom, top - LINE), top, quarterTurns: 0 };
}

/** ' on "…"' with the text that a comment lies on or is level with; '' where there is none. */
function anchorOf(box: Box, printed: readonly TextRun[]): string {
  const middle = (box.top + box.bottom) / 2;
  const isLevel = ({ bottom, top }: TextRun) => middle >= bottom && middle <= top;
  const isAcross = ({ left, right }: TextRun) => left < box.right && right > box.left;
  const level = printed.filter(isLevel);
  const run = level.find(isAcross) ?? level[0];
  return run ? ` on "${[...run.text].slice(0, MAX_ANCHOR).join('')}"` : '';
}
