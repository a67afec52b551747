import { replaceRaised } from './raised-figures.js';

/** Parts of formulas by what stands for them in plain text, in the order in which they are replaced. */
const REPLACED: readonly [RegExp, string][] = [
  [/\\(?:text|mathrm|mathbf|operatorname|mathit)\s*\{([^{}]*)\}/g, '$1'],
  [/\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, '(($1)/($2))'],
  [/\\[dt]?frac\s*(\d)\s*(\d)/g, '($1/$2)'],
  [/\\sqrt\s*\{([^{}]*)\}/g, 'sqrt($1)'],
  [/\^\s*\{([^{}]*)\}/g, '^($1)'],
  [/_\s*\{([^{}]*)\}/g, '_$1'],
  [/\\(?:cdot|times|ast)(?![a-zA-Z])/g, '*'],
  [/\\(?:div)(?![a-zA-Z])/g, '/'],
  [/\\(?:[,;:!~]|(?:left|right|displaystyle|quad|qquad)(?![a-zA-Z]))/g, ' '],
  [/\{,\}/g, ','],
  [/\\%/g, '%'],
  [/\\\$/g, '$'],
  [/\\(pi|alpha|beta|gamma|lambda|theta|mu|Delta|Omega)(?![a-zA-Z])/g, '$1'],
];

/** A text with its formulas as plain characters write them, as far as that goes: `$\frac{1}{2}$` is `((1)/(2))`. */
export function plainTex(text: string): string {
  if (!/[\\$^]/.test(text)) return text;
  let plain = text.replace(/(?<!\\)\$/g, '');
  for (let before = ''; before !== plain; ) {
    before = plain;
    for (const [pattern, replacement] of REPLACED) plain = plain.replace(pattern, replacement);
  }
  return plain;
}

/** The same, as numbers are looked for: powers of ten in one piece. */
export const texForNumbers = (text: string): string =>
  plainTex(text)
    .replace(/\^\(\s*([-−+]?\s*\d+)\s*\)/g, '^$1')
    .replace(/\(\((\d+)\)\/\((\d+)\)\)/g, '$1/$2');

/** Raised figures as powers in ASCII: `x²` is `x^(2)`. */
export const raisedAsPowers = (text: string): string => replaceRaised(text, (ascii) => `^(${ascii})`);

/** Raised figures and other signs of arithmetic as ASCII has them. */
export const asciiArithmetic = (text: string): string =>
  raisedAsPowers(text)
    .replace(/[×·⋅∗]/gu, '*')
    .replace(/[−–]/gu, '-')
    .replace(/[÷]/gu, '/')
    .replace(/½/gu, '(1/2)')
    .replace(/¼/gu, '(1/4)')
    .replace(/¾/gu, '(3/4)')
    .replace(/π/gu, 'pi')
    .replace(/√\s*(\d+)/gu, 'sqrt($1)');
