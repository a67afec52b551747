import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readField } from '../../../documents/office/equation-field.js';
import { texFault } from '../../../domain/text/tex-fault.js';
import { faultOf } from './render-tex.js';

describe('an equation field of Word', () => {
  test.each<[string, string, string]>([
    ['a fraction', ' EQ \\f(1,2) ', '\\frac{1}{2}'],
    ['a fraction where commas are decimal', 'eq \\F(1,5;2)', '\\frac{1,5}{2}'],
    ['a root', 'EQ \\r(x+1)', '\\sqrt{x+1}'],
    ['a root of a degree', 'EQ \\r (3,x)', '\\sqrt[3]{x}'],
    ['what is nested', 'EQ \\f(\\r(2),1+\\f(a,b))', '\\frac{\\sqrt{2}}{1+\\frac{a}{b}}'],
    ['raised and lowered text', 'EQ x\\s\\up8(2)\\s\\do8(i)', 'x_{i}^{2}'],
    ['raised text behind text and behind brackets', 'EQ 2·10\\s \\up 6(3)(a)\\s\\up(n)', '2\\cdot10^{3}(a)^{n}'],
    ['raised text twice', 'EQ x\\s\\up(2)\\s\\up(n)', 'x^{2n}'],
    ['raised text over lowered', 'EQ A\\s\\up8(UB)\\do8(2)', 'A_{2}^{UB}'],
    ['signs that it would take for its own', 'EQ \\f(\\(a\\,b\\),c\\\\)', '\\frac{(a,b)}{c\\backslash}'],
    ['brackets that pair', 'EQ \\f(P(a,b),2)', '\\frac{P(a,b)}{2}'],
    ['signs and names', 'EQ \\f(α·sin x,average speed)', '\\frac{\\alpha\\cdot\\sin x}{\\text{average speed}}'],
    ['signs of TeX', 'EQ \\f(5%,$_{#})', '\\frac{5\\%}{\\$\\_\\{\\#\\}}'],
    ['brackets that grow', 'EQ \\b\\bc\\[(\\f(1,2))', '\\left[\\frac{1}{2}\\right]'],
    [
      'one bracket',
      'EQ \\b \\lc\\{ (\\a\\al\\co2(1,2,3,4))',
      '\\left\\{\\begin{matrix}1 & 2 \\\\ 3 & 4\\end{matrix}\\right.',
    ],
    ['an integral', 'EQ \\i(0,1,x dx)', '\\int_{0}^{1} x dx'],
    ['a sum', 'EQ \\i\\su(i=1,n,i)', '\\sum_{i=1}^{n} i'],
    ['a mean', 'EQ \\x\\to(x)=2', '\\overline{x}=2'],
    ['a vector', 'EQ \\o(F,\\s\\up8(→))=1', '\\vec{F}=1'],
    ['a frame', 'EQ \\x(\\f(a,b))', '\\boxed{\\frac{a}{b}}'],
    ['a list', 'EQ \\l(\\f(1,2),b)', '\\frac{1}{2}, b'],
    ['what lies over another', 'EQ \\f(1,\\o\\ac(○,3))', '\\frac{1}{3}'],
    ['what only sets it', 'EQ \\* jc2 \\* "Font:MS Mincho" \\f(1,2) \\* MERGEFORMAT', '\\frac{1}{2}'],
  ])('has %s as TeX', (_what, instruction, tex) => {
    expect(readField(instruction)).toEqual({ tex });
    expect(faultOf(tex)).toBeUndefined();
  });

  test('is text where nothing of it is a formula', () => {
    const texts = [
      'EQ \\o\\ad(\\s\\up 9(かんじ),漢字)',
      'EQ \\o\\ac(○,1)',
      'EQ \\d\\fo10()a',
      'EQ \\s\\up5(2+)',
      'EQ \\s\\do5(n)',
    ];
    expect(texts.map(readField)).toEqual([
      { text: '漢字' },
      { text: '1' },
      { text: 'a' },
      { text: '2+', script: 'super' },
      { text: 'n', script: 'sub' },
    ]);
  });

  test('that cannot be read is told by a sign', () => {
    const broken = ['\\f(1,2', '\\f(1)', '\\f', '\\z(1)', '\\f(1,2,3)', `${'\\r('.repeat(60)}x${')'.repeat(60)}`];
    expect(broken.map((each) => readField(`EQ ${each}`))).toEqual(broken.map(() => ({ text: '▯' })));
  });

  const leaf = fc.constantFrom(...'x 10 1.5 α % $ { } # & \\, \\( \\\\ sin (a) speed → ° 漢字 '.split(' '), ' ');
  const form = fc.constantFrom(
    ...'\\f \\r \\s\\up8 \\s\\do \\o\\ac \\b\\lc\\{ \\b \\i\\su \\i \\a\\co2 \\l \\x\\to \\x \\d\\fo5'.split(' '),
  );
  const { equation } = fc.letrec<{ equation: string }>((tie) => ({
    equation: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      leaf,
      fc.array(tie('equation'), { maxLength: 4 }).map((parts) => parts.join('')),
      fc
        .tuple(form, fc.array(tie('equation'), { minLength: 1, maxLength: 3 }), fc.constantFrom(',', ';'))
        .map(([name, parts, separator]) => `${name}(${parts.join(separator)})`),
    ),
  }));

  test('can be shown whatever is in it', () => {
    let formulas = 0;
    fc.assert(
      fc.property(equation, (source) => {
        const shown = readField(`EQ ${source}`);
        if (!shown || !('tex' in shown)) return;
        formulas += 1;
        expect([faultOf(shown.tex), texFault(`$${shown.tex}$`)]).toEqual([undefined, undefined]);
      }),
      { numRuns: 1_000 },
    );
    expect(formulas).toBeGreaterThan(100);
  });

  test('never throws', () => {
    const piece = fc.oneof(
      form,
      leaf,
      fc.constantFrom(...'( ) , ; \\ \\up ="'),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.constantFrom('EQ ', 'SYMBOL ', ''), (pieces, name) => {
        readField(name + pieces.join(''));
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('a field of a sign', () => {
  test.each([
    ['SYMBOL 97 \\f "Symbol" \\s 12', 'α'],
    ['symbol 0xF061 \\f Symbol', 'α'],
    ['SYMBOL 254 \\f "Wingdings"', '☑'],
    ['SYMBOL 53 \\f Wingdings', '▯'],
    ['SYMBOL 150 \\f "Arial"', '–'],
    ['SYMBOL 8364 \\u', '€'],
  ])('%s is the sign', (instruction, text) => {
    expect(readField(instruction)).toEqual({ text });
  });

  test.each(['SYMBOL', 'SYMBOL x', 'SYMBOL 12', 'SYMBOL 99999999', 'PAGE', 'EQUATION \\f(1,2)', 'EQ', ''])(
    'there is none for %j',
    (instruction) => {
      expect(readField(instruction)).toBeUndefined();
    },
  );
});
