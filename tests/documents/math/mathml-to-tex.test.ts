import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readHtml } from '../../../documents/html/read-html.js';
import { withDollarSigns } from '../../../documents/math/tex-delimiters.js';
import { formulasIn } from '../../../domain/text/formulas.js';
import { faultOf } from './render-tex.js';

const read = (math: string, attributes = '') =>
  readHtml(Buffer.from(`<html><body><p><math ${attributes}>${math}</math></p></body></html>`));
const annotated = (tex: string) =>
  `<semantics><mrow><mi>a</mi></mrow><annotation encoding="application/x-tex">${tex}</annotation></semantics>`;

describe('a formula in MathML', () => {
  test.each<[string, string, string]>([
    ['a fraction', '<mi>M</mi><mo>=</mo><mfrac><mi>v</mi><mi>u</mi></mfrac>', 'M=\\frac{v}{u}'],
    ['a power', '<msup><mn>10</mn><mrow><mo>&minus;</mo><mn>3</mn></mrow></msup>', '10^{-3}'],
    ['an index and a power', '<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>', 'x_{i}^{2}'],
    [
      'a root',
      '<msqrt><mi>a</mi><mo>+</mo><mi>b</mi></msqrt><mroot><mi>x</mi><mn>3</mn></mroot>',
      '\\sqrt{a+b}\\sqrt[3]{x}',
    ],
    [
      'a sum',
      '<munderover><mo>&sum;</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi>',
      '\\sum_{i=1}^{n}i',
    ],
    [
      'a limit',
      '<munder><mo>lim</mo><mrow><mi>x</mi><mo>&rarr;</mo><mn>0</mn></mrow></munder><mi>f</mi>',
      '\\lim_{x\\to0}f',
    ],
    [
      'a vector and a mean',
      '<mover><mi>F</mi><mo>&rarr;</mo></mover><mover><mi>x</mi><mo>&macr;</mo></mover>',
      '\\vec{F}\\bar{x}',
    ],
    [
      'a brace',
      '<munder><munder><mi>a</mi><mo>&#x23DF;</mo></munder><mtext>so</mtext></munder>',
      '\\underbrace{a}_{\\text{so}}',
    ],
    ['a function', '<mi>sin</mi><mo>&#x2061;</mo><mi>&theta;</mi>', '\\sin\\theta'],
    ['a name', '<msub><mi>v</mi><mi>max</mi></msub><mi>gap</mi>', 'v_{\\max}\\mathrm{gap}'],
    [
      'a set',
      '<mi>x</mi><mo>&isin;</mo><mi mathvariant="double-struck">R</mi><mi>ℕ</mi>',
      'x\\in\\mathbb{R}\\mathbb{N}',
    ],
    ['words', '<mtext>if </mtext><mi>x</mi><mo>&lt;</mo><mn>0</mn>', '\\text{if }x<0'],
    [
      'a matrix',
      '<mo>(</mo><mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd><mtd><mi>d</mi></mtd></mtr></mtable><mo>)</mo>',
      '(\\begin{matrix}a & b \\\\ c & d\\end{matrix})',
    ],
    ['fences', '<mfenced open="[" close=")"><mi>a</mi><mi>b</mi></mfenced>', '[a, b)'],
    [
      'isotopes',
      '<mmultiscripts><mi>U</mi><none/><none/><mprescripts/><mn>92</mn><mn>235</mn></mmultiscripts>',
      '{}_{92}^{235}U',
    ],
    ['n over k', '<mfrac linethickness="0"><mi>n</mi><mi>k</mi></mfrac>', '{n \\atop k}'],
    ['an empty element', '<mi>a</mi><mspace width="1em"/><mi>b</mi>', 'a b'],
    ['prefixes', '<mml:mfrac><mml:mn>1</mml:mn><mml:mn>4</mml:mn></mml:mfrac>', '\\frac{1}{4}'],
  ])('has %s as TeX', (_what, math, expected) => {
    expect(read(math)).toBe(`$${expected}$`);
    expect(faultOf(expected)).toBeUndefined();
  });

  test('is the TeX that it was made from, without what its maker wraps it in', () => {
    expect(read(annotated('{\\displaystyle E=mc^{2}}'))).toBe('$E=mc^{2}$');
    expect(read(annotated('\\int_0^1\n x\\,dx'))).toBe('$\\int_0^1 x\\,dx$');
  });

  test.each(['\\href{https://example.org}{a}', '\\frac{1}{2', 'a $ b', '', 'just words'])(
    'is its presentation where the annotation %j cannot be used',
    (tex) => {
      expect(read(annotated(tex))).toBe('$a$');
    },
  );

  test('stands in lines of its own where it is displayed, and is its text where it is empty', () => {
    expect(read('<mi>E</mi>', 'display="block"')).toBe('$$E$$');
    expect(readHtml(Buffer.from('<html><p>So<math display="block"><mi>E</mi></math>holds.</p>'))).toBe(
      'So\n$$E$$\nholds.',
    );
    expect(read('', 'alttext="x^{2}"')).toBe('$x^{2}$');
    expect(read('', 'alttext="x squared"')).toBe('x squared');
  });

  test('is told once where a renderer shows it a second time', () => {
    const shown = `<span class="katex"><span class="katex-mathml"><math>${annotated('\\pi r^2')}</math></span><span class="katex-html" aria-hidden="true">πr2</span></span>`;
    expect(readHtml(Buffer.from(`<html><p>The area is ${shown}9.</p>`))).toBe('The area is $\\pi r^2$ 9.');
  });

  test('is read where an image of it is shown instead', () => {
    const hidden = `<span style="display: none;">a <math>${annotated('{\\displaystyle x^{2}}')}</math> b</span><img alt="x">`;
    expect(readHtml(Buffer.from(`<html><p>The square ${hidden} of it</p></html>`))).toBe('The square $x^{2}$ of it');
  });

  test('raises all of what has a bracket in it, and a bracket without braces', () => {
    const half = '<mfenced><mfrac><mi>a</mi><mn>2</mn></mfrac></mfenced>';
    const group = (of: string) => `{${of}}`;
    const raised = (base: string) => `<msup><mrow>${base}</mrow><mi>n</mi></msup>`;
    const tex = '\\left(\\frac{a}{2}\\right)';
    expect(read(raised(half))).toBe(`$${tex}^{n}$`);
    expect(read(raised(raised(half)))).toBe(`$${group(`${tex}^{n}`)}^{n}$`);
    expect(read(raised(half + half))).toBe(`$${group(tex + tex)}^{n}$`);
  });

  test('can be shown whatever is in it, and is one formula for whoever reads the text', () => {
    const { any } = fc.letrec<{ any: string }>((tie) => {
      const part = tie('any');
      const one = part.map((inner) => `<mrow>${inner}</mrow>`);
      return {
        any: fc.oneof(
          { maxDepth: 5, depthSize: 'small' },
          fc.constantFrom(
            '<mi>x</mi>',
            '<mn>12</mn>',
            '<mo>$</mo>',
            '<mo>{</mo>',
            '<mo>}</mo>',
            '<mtext>a \\ b}</mtext>',
            '<mi>sin</mi>',
            '<mo>&sum;</mo>',
            '<mi>漢</mi>',
            '<mo>%</mo>',
          ),
          fc.tuple(part, part).map((both) => both.join('')),
          fc
            .tuple(one, one, fc.constantFrom('mfrac', 'msup', 'msub', 'mroot', 'munder', 'mover'))
            .map(([a, b, name]) => `<${name}>${a}${b}</${name}>`),
          fc
            .tuple(one, one, one, fc.constantFrom('msubsup', 'munderover'))
            .map(([a, b, c, name]) => `<${name}>${a}${b}${c}</${name}>`),
          fc
            .tuple(part, fc.constantFrom('msqrt', 'mfenced', 'menclose', 'mstyle'))
            .map(([a, name]) => `<${name}>${a}</${name}>`),
          fc.tuple(part, part).map(([a, b]) => `<mtable><mtr><mtd>${a}</mtd><mtd>${b}</mtd></mtr></mtable>`),
        ),
      };
    });
    fc.assert(
      fc.property(any, (math) => {
        const text = read(math);
        if (text === '') return;
        expect(formulasIn(text)).toEqual([{ start: 0, end: text.length }]);
        expect(faultOf(text.slice(1, -1))).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });
});

describe('TeX between the delimiters of LaTeX', () => {
  test('is put between dollar signs, and brackets of words stay', () => {
    expect(withDollarSigns('Let \\(a^2\\) be, and \\[\n\\frac{1}{2}\n\\] of it.')).toBe(
      'Let $a^2$ be, and $$\\frac{1}{2}$$ of it.',
    );
    expect(withDollarSigns('A list \\(not math\\) and \\[a link\\]')).toBe('A list \\(not math\\) and \\[a link\\]');
    expect(withDollarSigns('Open \\(x^2 and never closed')).toBe('Open \\(x^2 and never closed');
  });

  test('is found in time that grows with the text alone', () => {
    for (const open of ['\\(', '\\[', '\\(\\[']) {
      expect(withDollarSigns(open.repeat(1_000_000))).toHaveLength(open.length * 1_000_000);
      expect(withDollarSigns(`${open.repeat(1_000_000)}\\)\\]`)).toHaveLength(open.length * 1_000_000 + 4);
    }
  });
});
