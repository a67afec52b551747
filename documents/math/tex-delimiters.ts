import { usableTex } from './usable-tex.js';

/** TeX as web pages and chat programs write it, in a line and in lines of its own, and what stands for it here. */
const KINDS = [
  { open: '\\(', close: '\\)', max: 1_000, unless: /\n/, sign: '$' },
  { open: '\\[', close: '\\]', max: 2_000, unless: /\n\s*\n/, sign: '$$' },
] as const;

/** The innermost pair counts. */
const DELIMITER = /(?<!\\)\\[()[\]]/;

/** A text with TeX between the delimiters of LaTeX put between dollar signs; what is no formula stays as it is. */
export const withDollarSigns = (text: string): string => KINDS.reduce(replaceKind, text);

function replaceKind(text: string, { open, close, max, unless, sign }: (typeof KINDS)[number]): string {
  let result = '';
  let done = 0;
  let end = 0;
  for (let at = text.indexOf(open); at >= 0 && end >= 0; at = text.indexOf(open, at + 2)) {
    if (at < done) continue;
    if (end < at + 2) end = text.indexOf(close, at + 2);
    const inner = end < 0 || end - at > max ? '' : text.slice(at + 2, end);
    const tex = inner === '' || DELIMITER.test(inner) || unless.test(inner) ? undefined : usableTex(inner);
    if (tex === undefined) continue;
    result += text.slice(done, at) + sign + tex + sign;
    done = end + 2;
  }
  return done === 0 ? text : result + text.slice(done);
}
