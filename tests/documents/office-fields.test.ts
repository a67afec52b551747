import { expect, it } from '@jest/globals';
import { createBodyReader } from '../../documents/office/body-reader.js';
import { readStyles } from '../../documents/office/styles.js';
import { readXml } from '../../documents/office/xml.js';
import { createTextWriter } from '../../documents/plain-text/text-writer.js';
import { para, run } from './office-files.js';

async function* bytes(xml: string) {
  yield Buffer.from(xml);
}

/** The text of a Word document with this body. */
async function textOf(body: string): Promise<string> {
  const writer = createTextWriter();
  const styles = await readStyles(bytes('<w:styles xmlns:w="w"/>'));
  const context = { writer, styles, graphics: new Map(), pictureOf: () => '', nextMarker: () => '', noteOf: () => '' };
  await readXml(bytes(`<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`), createBodyReader(context));
  return writer.end();
}

const p = (...runs: string[]) => `<w:p>${runs.join('')}</w:p>`;
const mark = (type: string, settings = '') =>
  `<w:r><w:rPr>${settings}</w:rPr><w:fldChar w:fldCharType="${type}"/></w:r>`;
const code = (text: string, settings = '') =>
  `<w:r><w:rPr>${settings}</w:rPr><w:instrText xml:space="preserve">${text}</w:instrText></w:r>`;
const field = (...inner: string[]) => mark('begin') + inner.join('') + mark('end');
const symbol = '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>';

it('has equations that no result shows, also in pieces and in simple fields', async () => {
  const whole = field(code('EQ \\f(1,2)'));
  const pieces = field(code(' E'), code('Q \\f(1'), code(',2) '), mark('separate'), run(' '));
  const simple = '<w:fldSimple w:instr=" EQ \\r(2) "/>';
  expect(await textOf(p(run('x '), whole, run(' y')) + p(run('x '), pieces, run(', '), simple))).toBe(
    'x $\\frac{1}{2}$ y\n\nx $\\frac{1}{2}$, $\\sqrt{2}$',
  );
});

it('has the result where there is one, and nothing of other instructions', async () => {
  const shown = field(code('EQ \\f(1,2)'), mark('separate'), run('½'));
  const page = field(code('PAGE'), mark('separate'), run('7'));
  const simple = `<w:fldSimple w:instr="EQ \\r(2)">${run('√2')}</w:fldSimple>`;
  expect(await textOf(p(shown, run(' and '), page, run(', '), simple, field(code('XE "tide"')), code('lost')))).toBe(
    '½ and 7, √2',
  );
});

it('takes signs, fields and raised text into an equation', async () => {
  const raised = code('2', '<w:vertAlign w:val="superscript"/>');
  const greek = code('b', '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>');
  const inner = field(code('SYMBOL 112 \\f "Symbol"'));
  const quoted = field(code('QUOTE'), mark('separate'), run('a,b'));
  const equation = field(code('EQ \\f(x'), raised, code('+'), greek, code(','), symbol, inner, quoted, code(')'));
  expect(await textOf(p(equation))).toBe('$\\frac{x^{2}+\\beta}{\\alpha\\pi a,b}$');
});

it('has signs of fields, text that is only raised, and a sign for what cannot be read', async () => {
  const body = p(
    run('m'),
    field(code('EQ \\s\\up6(2)')),
    run(', '),
    field(code('SYMBOL 97 \\f Symbol')),
    run(', '),
    field(code('EQ \\f(1')),
  );
  expect(await textOf(body)).toBe('m², α, ▯');
});

it('reads on behind many fields that never end', async () => {
  const body = p(...Array.from({ length: 300 }, () => mark('begin') + code('XE "tide"')), field(code('EQ \\r(2)')));
  expect(await textOf(body)).toBe('$\\sqrt{2}$');
});

it('leaves out hidden equations, and goes on behind one that never ends', async () => {
  const hidden = mark('begin') + code('EQ \\f(1,2)') + mark('end', '<w:vanish/>');
  const link = field(code('HYPERLINK "x"'), mark('separate'), run('the pier'));
  expect(
    await textOf(p(run('a'), hidden) + p(mark('begin'), code('EQ \\r(2)')) + p(link) + p(mark('end')) + para('b')),
  ).toBe('a\n\n$\\sqrt{2}$\n\nthe pier\n\nb');
});
