import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { captureMath } from '../../../documents/math/math-tree.js';
import { ommlToTex } from '../../../documents/math/omml-to-tex.js';
import { readXml } from '../../../documents/office/xml.js';
import { texFault } from '../../../domain/text/tex-fault.js';
import { faultOf } from './render-tex.js';

async function* bytes(xml: string) {
  yield Buffer.from(xml);
}

/** The equation in these elements of Office Math Markup. */
async function texOf(content: string): Promise<string> {
  const capture = captureMath('oMath', {});
  let depth = 0;
  await readXml(bytes(`<m:oMath xmlns:m="m">${content}</m:oMath>`), {
    open(name, attributes) {
      depth += 1;
      if (depth > 1) capture.open(name, attributes);
    },
    text: (text) => capture.text(text),
    close() {
      if (depth > 1) capture.close();
      depth -= 1;
    },
  });
  return ommlToTex(capture.root);
}

const r = (text: string, properties = '') => `<m:r>${properties}<m:t>${text}</m:t></m:r>`;
const e = (content: string) => `<m:e>${content}</m:e>`;
const f = (over: string, under: string, type = '') =>
  `<m:f><m:fPr>${type && `<m:type m:val="${type}"/>`}</m:fPr><m:num>${over}</m:num><m:den>${under}</m:den></m:f>`;
const sup = (base: string, above: string) => `<m:sSup>${e(base)}<m:sup>${above}</m:sup></m:sSup>`;
const sub = (base: string, below: string) => `<m:sSub>${e(base)}<m:sub>${below}</m:sub></m:sSub>`;
const rad = (of: string, degree = '') =>
  `<m:rad><m:radPr>${degree ? '' : '<m:degHide m:val="1"/>'}</m:radPr><m:deg>${degree}</m:deg>${e(of)}</m:rad>`;
const nary = (sign: string, below: string, above: string, of: string) =>
  `<m:nary><m:naryPr><m:chr m:val="${sign}"/></m:naryPr><m:sub>${below}</m:sub><m:sup>${above}</m:sup>${e(of)}</m:nary>`;
const d = (content: string, open?: string, close?: string) =>
  `<m:d><m:dPr>${open === undefined ? '' : `<m:begChr m:val="${open}"/>`}${close === undefined ? '' : `<m:endChr m:val="${close}"/>`}</m:dPr>${content}</m:d>`;
const accent = (sign: string, of: string) => `<m:acc><m:accPr><m:chr m:val="${sign}"/></m:accPr>${e(of)}</m:acc>`;
const func = (name: string, of: string) => `<m:func><m:fName>${name}</m:fName>${e(of)}</m:func>`;

describe('an equation of an office file', () => {
  test.each<[string, string, string]>([
    ['a fraction', r('v=') + f(r('s'), r('t')), 'v=\\frac{s}{t}'],
    ['a fraction in one line', f(r('a+b'), r('c'), 'lin'), '(a+b)/c'],
    ['a root', r('T=2π') + rad(f(r('l'), r('g'))), 'T=2\\pi\\sqrt{\\frac{l}{g}}'],
    ['a root of a degree', rad(r('x'), r('3')), '\\sqrt[3]{x}'],
    ['a power', sup(r('10'), r('6')), '10^{6}'],
    ['a power of more than one sign', sup(r('a+b'), r('2')), '{a+b}^{2}'],
    [
      'an index and a power',
      `<m:sSubSup>${e(r('x'))}<m:sub>${r('i')}</m:sub><m:sup>${r('2')}</m:sup></m:sSubSup>`,
      'x_{i}^{2}',
    ],
    [
      'scripts before',
      `<m:sPre><m:sub>${r('92')}</m:sub><m:sup>${r('235')}</m:sup>${e(r('U'))}</m:sPre>`,
      '{}_{92}^{235}U',
    ],
    ['a sum', nary('∑', r('i=1'), r('n'), sub(r('x'), r('i'))), '\\sum_{i=1}^{n} x_{i}'],
    [
      'an integral, which is the default',
      `<m:nary><m:sub>${r('0')}</m:sub><m:sup>${r('1')}</m:sup>${e(r('x'))}</m:nary>`,
      '\\int_{0}^{1} x',
    ],
    ['brackets', d(e(r('x+1'))), '(x+1)'],
    ['brackets around what is tall', d(e(f(r('1'), r('2')))), '\\left(\\frac{1}{2}\\right)'],
    ['a norm with a condition', d(e(r('A')) + e(r('B'))), '(A \\vert B)'],
    ['an absolute value', d(e(r('x')), '|', '|'), '\\left\\vert x\\right\\vert'],
    ['n over k', d(e(f(r('n'), r('k'), 'noBar'))), '\\binom{n}{k}'],
    [
      'cases',
      d(e(`<m:eqArr>${e(r('1'))}${e(r('0'))}</m:eqArr>`), '{', ''),
      '\\left\\{\\begin{aligned}1 \\\\ 0\\end{aligned}\\right.',
    ],
    [
      'a matrix',
      d(e(`<m:m><m:mr>${e(r('a'))}${e(r('b'))}</m:mr><m:mr>${e(r('c'))}${e(r('d'))}</m:mr></m:m>`)),
      '\\left(\\begin{matrix}a & b \\\\ c & d\\end{matrix}\\right)',
    ],
    ['a hat, which is the default', `<m:acc>${e(r('p'))}</m:acc>`, '\\hat{p}'],
    ['an arrow above', accent('\u20D7', r('F')), '\\vec{F}'],
    ['a bar', `<m:bar><m:barPr><m:pos m:val="top"/></m:barPr>${e(r('x'))}</m:bar>`, '\\overline{x}'],
    [
      'a brace below with words',
      `<m:limLow>${e(`<m:groupChr>${e(r('a+b'))}</m:groupChr>`)}<m:lim>${r('sum', '<m:rPr><m:nor/></m:rPr>')}</m:lim></m:limLow>`,
      '\\underbrace{a+b}_{\\text{sum}}',
    ],
    [
      'a limit',
      func(`<m:limLow>${e(r('lim'))}<m:lim>${r('n→∞')}</m:lim></m:limLow>`, r('a')),
      '\\lim_{n\\to\\infty} a',
    ],
    ['a function', func(r('sin'), r('x')), '\\sin x'],
    ["a function of one's own", func(r('rank'), d(e(r('A')))), '\\operatorname{rank}(A)'],
    ['words', r('if x &gt; 0', '<m:rPr><m:nor/></m:rPr>'), '\\text{if x > 0}'],
    ['Greek before a letter', r('λf=c'), '\\lambda f=c'],
    ['signs that TeX would read', r('50%_{a}&amp;#$'), '50\\%\\_\\{a\\}\\&\\#\\$'],
    ['a power that was typed', r('x^2+1'), 'x^{2}+1'],
    ['a box', `<m:borderBox>${e(r('E'))}</m:borderBox>`, '\\boxed{E}'],
    ['what nobody knows', `<m:future>${r('abc')}</m:future>`, 'abc'],
  ])('has %s as TeX', async (_what, content, expected) => {
    const tex = await texOf(content);
    expect(tex).toBe(expected);
    expect(faultOf(tex)).toBeUndefined();
  });

  test('is TeX that can be shown, and loses no letter, whatever is in it', async () => {
    const leaf = fc
      .constantFrom('x', '12', 'π', 'if', '{', '}', '$', '\\', '%', '|', 'sin', '∑', 'é', '漢', ' ', '^', '_', '&amp;')
      .map((text) => r(text));
    const { any } = fc.letrec<{ any: string }>((tie) => {
      const part = tie('any');
      return {
        any: fc.oneof(
          { maxDepth: 5, depthSize: 'small' },
          leaf,
          fc.tuple(part, part).map((both) => both.join('')),
          fc.tuple(part, part).map(([a, b]) => f(a, b)),
          fc.tuple(part, part).map(([a, b]) => sup(a, b)),
          fc.tuple(part, part).map(([a, b]) => sub(a, b)),
          part.map((a) => rad(a)),
          fc.tuple(part, part).map(([a, b]) => nary('∑', a, '', b)),
          fc.tuple(part, fc.constantFrom('(', '[', '{', '|', '⟨', '')).map(([a, open]) => d(e(a), open, '')),
          part.map((a) => accent('\u0302', a)),
          fc.tuple(part, part).map(([a, b]) => func(a, b)),
          fc.tuple(part, part).map(([a, b]) => `<m:limLow>${e(a)}<m:lim>${b}</m:lim></m:limLow>`),
          part.map((a) => `<m:eqArr>${e(a)}${e(a)}</m:eqArr>`),
        ),
      };
    });
    const letters = (text: string) => text.replace(/<[^>]*>/g, '').match(/[x漢é]|12/g)?.length ?? 0;
    await fc.assert(
      fc.asyncProperty(any, async (content) => {
        const tex = await texOf(content);
        expect(letters(tex.replace(/\\[A-Za-z]+/g, ''))).toBe(letters(content));
        if (tex.trim() === '') return;
        expect(texFault(`$$${tex}$$`)).toBeUndefined();
        expect(faultOf(tex)).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  test('that lies deeper than anybody writes keeps its text', async () => {
    const deep = '<m:e>'.repeat(5_000) + r('x') + '</m:e>'.repeat(5_000);
    expect(await texOf(`<m:rad>${deep}</m:rad>`)).toContain('x');
  });
});
