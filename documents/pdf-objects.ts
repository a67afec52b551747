import type { Box } from './layout/box.js';

/** The part of pdfium that tells what is drawn on a page; the bindings have it and their types do not. */
export interface ObjectEngine {
  HEAPU8: Uint8Array;
  _FPDFPage_CountObjects(page: number): number;
  _FPDFPage_GetObject(page: number, index: number): number;
  _FPDFFormObj_CountObjects(form: number): number;
  _FPDFFormObj_GetObject(form: number, index: number): number;
  _FPDFPageObj_GetType(object: number): number;
  _FPDFPageObj_GetBounds(object: number, left: number, bottom: number, right: number, top: number): number;
  _FPDFPageObj_GetMatrix(object: number, matrix: number): number;
  _FPDFTextObj_GetTextRenderMode(text: number): number;
}

/** Bytes of a matrix or a rectangle as pdfium fills it: six or four 32-bit floats. */
export const SCRATCH_BYTES = 24;

/** A piece of text or a picture as it is drawn, in the page's coordinates; `object` is its address. */
export interface DrawnObject {
  kind: 'text' | 'picture';
  object: number;
  box: Box;
  /** Of text: drawn to be found and not to be seen. */
  isInvisible: boolean;
}

const KINDS = { text: 1, picture: 3, form: 5 };
const INVISIBLE_MODE = 3;
/** Drawings within drawings; real pages have two or three. */
const MAX_DEPTH = 6;
/** Of a page with more objects than this, a map or a drawing, only the first are looked at. */
const MAX_OBJECTS = 50_000;

type Matrix = [number, number, number, number, number, number];
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/**
 * The pictures of a page and, where `withText`, its pieces of text, in the order in which they are drawn.
 * @param scratch address of SCRATCH_BYTES free bytes in the engine's memory
 */
export function drawnObjects(engine: ObjectEngine, page: number, scratch: number, withText: boolean): DrawnObject[] {
  const drawn: DrawnObject[] = [];
  let seen = 0;
  const floats = (count: number) => [
    ...new Float32Array(engine.HEAPU8.buffer, engine.HEAPU8.byteOffset + scratch, count),
  ];
  const boxOf = (object: number, matrix: Matrix): Box | undefined => {
    if (engine._FPDFPageObj_GetBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12) === 0) return undefined;
    const [left = 0, bottom = 0, right = 0, top = 0] = floats(4);
    const box = transformed({ left, bottom, right, top }, matrix);
    return Object.values(box).every(Number.isFinite) ? box : undefined;
  };
  const matrixOf = (object: number): Matrix =>
    engine._FPDFPageObj_GetMatrix(object, scratch) === 0 ? IDENTITY : (floats(6) as Matrix);

  const look = (object: number, matrix: Matrix, depth: number): void => {
    seen += 1;
    if (object === 0 || seen > MAX_OBJECTS) return;
    const type = engine._FPDFPageObj_GetType(object);
    if (type === KINDS.form && depth < MAX_DEPTH) {
      const inner = multiplied(matrixOf(object), matrix);
      const count = engine._FPDFFormObj_CountObjects(object);
      for (let index = 0; index < count && seen <= MAX_OBJECTS; index += 1) {
        look(engine._FPDFFormObj_GetObject(object, index), inner, depth + 1);
      }
      return;
    }
    const isText = type === KINDS.text;
    if (type !== KINDS.picture && !(isText && withText)) return;
    const box = boxOf(object, matrix);
    const isInvisible = isText && engine._FPDFTextObj_GetTextRenderMode(object) === INVISIBLE_MODE;
    if (box) drawn.push({ kind: isText ? 'text' : 'picture', object, box, isInvisible });
  };
  const count = engine._FPDFPage_CountObjects(page);
  for (let index = 0; index < count && seen <= MAX_OBJECTS; index += 1) {
    look(engine._FPDFPage_GetObject(page, index), IDENTITY, 0);
  }
  return drawn;
}

/** The box around a box after it is moved, turned and scaled. */
function transformed({ left, right, bottom, top }: Box, [a, b, c, d, e, f]: Matrix): Box {
  const corners = [
    [left, bottom],
    [left, top],
    [right, bottom],
    [right, top],
  ] as const;
  const xs = corners.map(([x, y]) => a * x + c * y + e);
  const ys = corners.map(([x, y]) => b * x + d * y + f);
  return { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) };
}

/** First `one`, then `other`. */
const multiplied = ([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix => [
  a * A + b * C,
  a * B + b * D,
  c * A + d * C,
  c * B + d * D,
  e * A + f * C + E,
  e * B + f * D + F,
];
