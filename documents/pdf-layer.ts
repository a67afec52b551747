import { Failure } from '../domain/runs/failures.js';
import { isGarbage } from './garbage.js';
import { type Box, isWithin } from './layout/box.js';
import { coverageOf } from './layout/coverage.js';
import { pageText } from './layout/page-text.js';
import type { TextRun } from './layout/text-run.js';
import type { LabelEngine } from './pdf-labels.js';
import { withBuffer } from './pdf-memory.js';
import { type NoteEngine, readNotes } from './pdf-notes.js';
import { type DrawnObject, drawnObjects, type ObjectEngine, SCRATCH_BYTES } from './pdf-objects.js';
import { readTextRuns, type TextEngine } from './pdf-text-runs.js';
import { hasTextLayer } from './text-layer.js';

/** The part of pdfium that tells what a page says; the bindings have it and their types do not. */
export interface PageEngine extends TextEngine, ObjectEngine, NoteEngine, LabelEngine {
  _FPDFText_LoadPage(page: number): number;
  _FPDFText_ClosePage(textPage: number): void;
  _FPDFText_GetTextObject(textPage: number, index: number): number;
  _FPDFPageObj_SetIsActive(object: number, isActive: number): number;
  _FPDF_GetFormType(document: number): number;
  _FPDF_DocumentHasValidCrossReferenceTable(document: number): number;
  _FPDFImageObj_GetBitmap(picture: number): number;
  _FPDFBitmap_Destroy(bitmap: number): void;
  _FPDF_GetPageBoundingBox(page: number, box: number): number;
  _FPDFPage_GetRotation(page: number): number;
}

/** What a page says by its text layer, and what people wrote on it. */
export interface PageLayer {
  /** In reading order, unclean; '' for an image of text. */
  text: string;
  /** Whether a picture covers a good part of the page and the text says nothing of what is on it. */
  isPartial: boolean;
}

/** Of a page: a picture of this share may hold text that is worth reading. */
const MIN_UNREAD = 0.25;
/** Of its pictures: with more text on them than the rest, they are what the text is written on. */
const MIN_UNREAD_OF_PICTURES = 0.5;
/** Pictures that may hide text; a page has more only if it is made of tiles. */
const MAX_COVERS = 200;

/** Text that was taken off a page before the rest of it is read by OCR. */
export interface TakenText {
  /** As the page is shown; coordinates are pixels from the lower left corner. */
  runs: TextRun[];
  /** Comments on the page. */
  comments: string[];
}

/** Reads a page's text layer; `form` is the document's form, 0 where it has none. @throws Failure Corrupt. */
export function readLayer(engine: PageEngine, page: number, form: number): PageLayer {
  return withTextPage(engine, page, (textPage, scratch) => {
    const box = pageBox(engine, page, scratch);
    const runs = readTextRuns(engine, textPage, scratch, box);
    const notes = readNotes(engine, page, form, { box, runs });
    const text = [pageText([...runs, ...notes.runs]), ...notes.comments].filter((part) => part !== '').join('\n\n');
    return { text, isPartial: text !== '' && isPartial(engine, page, textPage, scratch) };
  });
}

/**
 * Takes the text that is printed on a page beside its pictures off the page, so that what is rendered then shows the
 * rest. Text that only lies under a picture to be found does not count; garbage stays on the page.
 * @param size of the page as it is rendered
 */
export function takeText(
  engine: PageEngine,
  page: number,
  form: number,
  size: { width: number; height: number },
): TakenText {
  return withTextPage(engine, page, (textPage, scratch) => {
    const { isHidden } = hiddenText(engine, page, textPage, scratch);
    const taken = new Set<number>();
    const box = pageBox(engine, page, scratch);
    const printed = readTextRuns(engine, textPage, scratch, box, (index) => {
      if (isHidden(index)) return false;
      taken.add(engine._FPDFText_GetTextObject(textPage, index));
      return true;
    });
    const isReadable = !isGarbage(pageText(printed));
    for (const object of isReadable ? taken : []) if (object !== 0) engine._FPDFPageObj_SetIsActive(object, 0);
    const notes = readNotes(engine, page, form, { box, runs: printed });
    const runs = [...(isReadable ? printed : []), ...notes.runs];
    return { runs: asShown(runs, box, engine._FPDFPage_GetRotation(page), size), comments: notes.comments };
  });
}

/**
 * Whether a page on which nothing is seen should show something: a picture of a good part of it that cannot be decoded,
 * or nothing at all in a file whose table of contents is broken.
 */
export function isDamaged(engine: PageEngine, document: number, page: number): boolean {
  if (engine._FPDFPage_CountObjects(page) === 0)
    return engine._FPDF_DocumentHasValidCrossReferenceTable(document) === 0;
  return withBuffer(engine, SCRATCH_BYTES, (scratch) => {
    const broken = drawnObjects(engine, page, scratch, false).filter(({ object }) => {
      const bitmap = engine._FPDFImageObj_GetBitmap(object);
      if (bitmap !== 0) engine._FPDFBitmap_Destroy(bitmap);
      return bitmap === 0;
    });
    return coverageOf(pageBox(engine, page, scratch), boxesOf(broken, 'picture'), []).pictures >= MIN_UNREAD;
  });
}

function isPartial(engine: PageEngine, page: number, textPage: number, scratch: number): boolean {
  const pictures = boxesOf(drawnObjects(engine, page, scratch, false), 'picture');
  if (pictures.length === 0) return false;
  const box = pageBox(engine, page, scratch);
  if (coverageOf(box, pictures, []).pictures < MIN_UNREAD) return false;
  const { objects, hidden, isHidden } = hiddenText(engine, page, textPage, scratch);
  // An earlier reading of the picture, which another one would only double.
  if (hidden.size > 0 && hasTextLayer(pageText(readTextRuns(engine, textPage, scratch, box, isHidden)))) return false;
  const seen = objects.filter(({ object }) => !hidden.has(object));
  const share = coverageOf(box, pictures, boxesOf(seen, 'text'));
  return share.unread >= MIN_UNREAD && share.unread >= MIN_UNREAD_OF_PICTURES * share.pictures;
}

/** What a page draws, and the texts among it that nobody sees: invisible ones, and those under a picture. */
function hiddenText(engine: PageEngine, page: number, textPage: number, scratch: number) {
  const objects = drawnObjects(engine, page, scratch, true);
  const hidden = new Set<number>();
  const covers: Box[] = [];
  for (const { kind, object, box, isInvisible } of objects.toReversed()) {
    if (kind === 'picture' && covers.length < MAX_COVERS) covers.push(box);
    else if (kind === 'text' && (isInvisible || covers.some((cover) => isWithin(box, cover)))) hidden.add(object);
  }
  return { objects, hidden, isHidden: (index: number) => hidden.has(engine._FPDFText_GetTextObject(textPage, index)) };
}

const boxesOf = (objects: readonly DrawnObject[], wanted: DrawnObject['kind']) =>
  objects.filter(({ kind }) => kind === wanted).map(({ box }) => box);

/** The part of the page that is shown. */
function pageBox(engine: PageEngine, page: number, scratch: number): Box {
  engine._FPDF_GetPageBoundingBox(page, scratch);
  const [left = 0, top = 0, right = 0, bottom = 0] = new Float32Array(
    engine.HEAPU8.buffer,
    engine.HEAPU8.byteOffset + scratch,
    4,
  );
  return { left, right, bottom, top };
}

/** Runs in the page's coordinates, turned as the page is (clockwise) and scaled to its size in pixels. */
function asShown(
  runs: readonly TextRun[],
  page: Box,
  rotation: number,
  { width, height }: { width: number; height: number },
): TextRun[] {
  const across = (x: number) => (x - page.left) / Math.max(page.right - page.left, 1);
  const up = (y: number) => (y - page.bottom) / Math.max(page.top - page.bottom, 1);
  return runs.map((run) => {
    const [left, right, bottom, top] = [across(run.left), across(run.right), up(run.bottom), up(run.top)];
    const turned = [
      [left, right, bottom, top],
      [bottom, top, 1 - right, 1 - left],
      [1 - right, 1 - left, 1 - top, 1 - bottom],
      [1 - top, 1 - bottom, left, right],
    ][rotation % 4] as [number, number, number, number];
    return {
      text: run.text,
      left: turned[0] * width,
      right: turned[1] * width,
      bottom: turned[2] * height,
      top: turned[3] * height,
      quarterTurns: (run.quarterTurns - rotation + 4) % 4,
    };
  });
}

function withTextPage<T>(engine: PageEngine, page: number, work: (textPage: number, scratch: number) => T): T {
  const textPage = engine._FPDFText_LoadPage(page);
  if (textPage === 0) throw new Failure('Corrupt');
  try {
    return withBuffer(engine, SCRATCH_BYTES, (scratch) => work(textPage, scratch));
  } finally {
    engine._FPDFText_ClosePage(textPage);
  }
}
