import { texFault } from '../../domain/text/tex-fault.js';

/** Wikipedia wraps every formula in it. */
const DISPLAY_STYLE = /^\{\\(?:display|text|script)style\s+([\s\S]*)\}$/;
/** Commands of TeX, or signs, that only formulas have. */
const FORMAL = /[\\^_=+<>]|^[\p{L}\p{N}]$/u;
const MAX_LENGTH = 2_000;

/**
 * TeX that a document brings with it, in one line; undefined where it is none, where its braces do not pair, or where it
 * has commands that lead out of the page.
 */
export function usableTex(source: string): string | undefined {
  if (source.length > MAX_LENGTH) return undefined;
  const folded = source
    .replace(/(?<!\\)%[^\n]*(?:\n|$)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const [, styled] = DISPLAY_STYLE.exec(folded) ?? [];
  const tex = (styled !== undefined && texFault(`$${styled}$`) === undefined ? styled : folded).trim();
  if (tex === '' || /(?<!\\)\$/.test(tex) || !FORMAL.test(tex)) return undefined;
  return texFault(`$${tex}$`) === undefined ? tex : undefined;
}
