import { describe, expect, test } from '@jest/globals';
import { convert } from '../../documents/conversion.js';
import { consoleText } from '../../documents/notebook/console-text.js';
import { readNotebook as readWithPictures } from '../../documents/notebook/read-notebook.js';
import { createPictureList } from '../../documents/pictures/picture-list.js';
import { pictureMark } from '../../documents/pictures/picture-marks.js';

const readNotebook = (json: string) => readWithPictures(json, createPictureList());
const png = Buffer.alloc(9_000, 7).toString('base64');
const notebook = (cells: unknown[], metadata: unknown = { language_info: { name: 'python' } }) =>
  JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 });
const code = (source: string | string[], ...outputs: unknown[]) => ({
  cell_type: 'code',
  execution_count: 1,
  metadata: {},
  source,
  outputs,
});
const shown = (data: unknown) => ({ output_type: 'display_data', metadata: {}, data });

test('cells come in their order: Markdown as such, code with its language, outputs as text', () => {
  const text = readNotebook(
    notebook([
      { cell_type: 'markdown', source: ['# Pendulum\n', 'T is 1.42<sub>s</sub>'] },
      code(
        ['t = 1.42\n', 'print(t)'],
        { output_type: 'stream', name: 'stdout', text: ['1.', '42\n'] },
        { output_type: 'stream', text: 'done' },
      ),
      { cell_type: 'raw', source: 'A raw note.' },
    ]),
  );
  expect(text).toBe(
    '# Pendulum\nT is 1.42ₛ\n\n```python\nt = 1.42\nprint(t)\n```\n\nOutput:\n\n1.42\ndone\n\nA raw note.',
  );
});

test('the third version of the format is read, with its sheets, headings and names of outputs', () => {
  const old = {
    metadata: { name: 'Lab' },
    nbformat: 3,
    worksheets: [
      {
        cells: [
          { cell_type: 'heading', level: 2, source: ['Results'] },
          {
            cell_type: 'code',
            language: 'python',
            input: ['1 + 1'],
            outputs: [
              { output_type: 'pyout', text: ['2'] },
              { output_type: 'display_data', png, text: ['<matplotlib.figure.Figure at 0x1>'] },
              { output_type: 'pyerr', ename: 'ValueError', evalue: 'no', traceback: [] },
            ],
          },
        ],
      },
    ],
  };
  expect(readNotebook(JSON.stringify(old))).toBe(
    `## Results\n\n\`\`\`python\n1 + 1\n\`\`\`\n\nOutput:\n\n2\n\n${pictureMark(1)}\n\nValueError: no`,
  );
});

describe('an output', () => {
  const output = (...outputs: unknown[]) => readNotebook(notebook([code('', ...outputs)]))?.replace('Output:\n\n', '');

  test('that is a table is one, whatever its plain text is', () => {
    const html =
      '<style>td{}</style><table><thead><tr><th>Port</th><th>Range</th></tr></thead><tr><td>Brest</td><td>6</td></tr></table>';
    expect(output(shown({ 'text/html': [html], 'text/plain': '  Port Range\n0 Brest 6' }))).toBe(
      '| Port | Range |\n| --- | --- |\n| Brest | 6 |',
    );
  });

  test('that is an error comes without colors', () => {
    const traceback = ['\u001b[0;31mValueError\u001b[0m  Traceback', '\u001b[1;32m----> 1\u001b[0m x'];
    expect(output({ output_type: 'error', ename: 'ValueError', evalue: 'x', traceback })).toBe(
      'ValueError  Traceback\n----> 1 x',
    );
  });

  test('has the best of its forms, and a picture beside it', () => {
    expect(output(shown({ 'image/png': png, 'text/plain': '<Figure size 640x480 with 1 Axes>' }))).toBe(pictureMark(1));
    expect(output(shown({ 'image/svg+xml': '<svg/>', 'text/plain': '<Figure>' }))).toBe('[Picture left out: output]');
    expect(output(shown({ 'text/markdown': '**Six** metres', 'text/plain': 'x' }))).toBe('**Six** metres');
    expect(output(shown({ 'text/latex': '$x^2$', 'text/plain': '<IPython.core.display.Latex object>' }))).toBe('$x^2$');
    expect(
      output(shown({ 'text/html': '<b>Six</b> metres', 'text/plain': '<IPython.core.display.HTML object>' })),
    ).toBe('Six metres');
    expect(output(shown({ 'text/html': '<div id="plot"></div><script>x</script>', 'text/plain': '42' }))).toBe('42');
  });

  test('is bounded, and tells what was left out', () => {
    const text = output({ output_type: 'stream', text: 'loss 0.1\n'.repeat(10_000) }) ?? '';
    expect(text.length).toBeLessThan(4_200);
    expect(text).toMatch(/loss 0\.1\n\n\[Output left out: \d+ characters\]$/);
    const drawn = output({ output_type: 'stream', text: 'loss 0.1\n'.repeat(10_000) }, shown({ 'image/png': png }));
    expect(drawn).toMatch(new RegExp(`characters\\]\\n\\n${pictureMark(1)}$`));
  });
});

test('lines of the oldest notebooks have no breaks of their own', () => {
  const old = { nbformat: 2, worksheets: [{ cells: [{ cell_type: 'code', input: ['a = 1', 'a'], outputs: [] }] }] };
  expect(readNotebook(JSON.stringify(old))).toContain('a = 1\na\n');
});

test('a terminal shows what was written over a line last', () => {
  expect(consoleText('0%\r50%\r100%\r\nnext\r\n\u001b]0;title\u0007end\u001b[K')).toBe('100%\nnext\nend');
});

test('attachments are pictures, others in cells are told, and no bytes of them are text', async () => {
  const cell = {
    cell_type: 'markdown',
    attachments: { 'my image.png': { 'image/png': png } },
    source: `![setup](attachment:my%20image.png)\n\n![plot](data:image/png;base64,${png})\n\n![gone](attachment:gone.png)`,
  };
  const { format, pages, pictures } = await convert(Buffer.from(notebook([cell])));
  expect({ format, pages }).toEqual({
    format: 'notebook',
    pages: [{ text: `${pictureMark(1)}\n\n[Picture left out: plot]\n\n[Picture left out: gone]` }],
  });
  expect(pictures).toEqual([{ bytes: Buffer.alloc(9_000, 7) }]);
});

test('what only begins like a notebook, or is none inside, is text', async () => {
  for (const text of [
    '{"cells": [{"cell_type": "markdown", "source": "cut o',
    '{"cells": [], "a": 1}',
    'null',
    '[]',
    '{"cells": {"a": 1}}',
  ]) {
    expect(readNotebook(text)).toBeUndefined();
    await expect(convert(Buffer.from(text))).resolves.toMatchObject({ format: 'text', pages: [{ text }] });
  }
  expect(
    readNotebook(notebook([1, null, 'x', { cell_type: 7 }, { cell_type: 'code', outputs: [3, { data: 5 }] }])),
  ).toBe('');
});

test('fences in code do not end it', () => {
  expect(readNotebook(notebook([code('s = """```"""')], {}))).toBe('````\ns = """```"""\n````');
});
