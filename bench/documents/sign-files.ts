import { PDFDocument, PDFString, StandardFonts } from 'pdf-lib';
import { type Drawn, drawPdf, PAGE } from '../../tests/documents/draw.js';
import { makeDocx, makePptx, para, rels, run, shape, text, xml } from '../../tests/documents/office-files.js';
import type { BenchFile } from './bench-file.js';

/** Files in which small signs carry the meaning. */
export function signFiles(): BenchFile[] {
  return [...raisedAndLowered(), ...equations(), ...symbols(), ...drawn(), ...written()];
}

const FILE = { by: 'text', language: 'en' } as const;
const set = (settings: string, content: string) =>
  `<w:r><w:rPr>${settings}</w:rPr><w:t xml:space="preserve">${content}</w:t></w:r>`;
const raised = (content: string) => set('<w:vertAlign w:val="superscript"/>', content);
const lowered = (content: string) => set('<w:vertAlign w:val="subscript"/>', content);
const html = (body: string) => Buffer.from(`<!DOCTYPE html><meta charset="utf-8"><main>${body}</main>`);

const SCRIPTS = {
  ...FILE,
  kind: 'Raised and lowered signs',
  lines: ['The speed of light is about metres per second', 'Plants take up and give off oxygen'],
  signs: ['3 × 10⁸', 'CO₂', '10²³'],
};

const raisedAndLowered = (): BenchFile[] => [
  {
    ...SCRIPTS,
    make: () =>
      makeDocx(
        `<w:p>${run('The speed of light is about 3 × 10')}${raised('8')}${run(' metres per second')}</w:p><w:p>${run('Plants take up CO')}${lowered('2')}${run(' and give off oxygen, 10')}${raised('23')}${run(' a day')}</w:p>`,
      ),
  },
  {
    ...SCRIPTS,
    make: async () =>
      html(
        '<p>The speed of light is about 3 × 10<sup>8</sup> metres per second</p><p>Plants take up CO<sub>2</sub> and give off oxygen, 10<sup>23</sup> a day</p>',
      ),
  },
  {
    ...SCRIPTS,
    make: async () =>
      Buffer.from(
        '# Signs\n\nThe speed of light is about 3 × 10<sup>8</sup> metres per second\n\nPlants take up CO~2~ and give off oxygen, 10^23^ a day\n',
      ),
  },
  {
    ...SCRIPTS,
    make: async () =>
      drawPdf([
        [
          ...(await drawnLine(PAGE.height - 100, 'The speed of light is about 3 × 10', '^8', ' metres per second')),
          ...(await drawnLine(
            PAGE.height - 130,
            'Plants take up CO',
            '_2',
            ' and give off oxygen, 10',
            '^23',
            ' a day',
          )),
        ],
      ]),
  },
  {
    ...SCRIPTS,
    make: () => {
      const a = (baseline: number, content: string) =>
        `<a:r><a:rPr baseline="${baseline}"/><a:t>${content}</a:t></a:r>`;
      return makePptx([
        {
          shapes: shape('', [
            `${text('The speed of light is about 3 × 10')}${a(30_000, '8')}${text(' metres per second')}`,
            `${text('Plants take up CO')}${a(-25_000, '2')}${text(' and give off oxygen, 10')}${a(30_000, '23')}${text(' a day')}`,
          ]),
        },
      ]);
    },
  },
  {
    ...SCRIPTS,
    kind: 'Marks of notes',
    lines: ['The planet was found in 1846 at Berlin'],
    signs: ['1846 [7]'],
    make: async () => html('<p>The planet was found in 1846<sup><a href="#n7">7</a></sup> at Berlin</p>'),
  },
];

/** A line of a PDF, in which `^` begins a raised piece and `_` a lowered one. */
async function drawnLine(y: number, ...pieces: string[]): Promise<Drawn[]> {
  const font = await (await PDFDocument.create()).embedFont(StandardFonts.TimesRoman);
  let x = 60;
  return pieces.map((piece) => {
    const rise = piece.startsWith('^') ? 5 : piece.startsWith('_') ? -2 : 0;
    const [text, size] = rise === 0 ? [piece, 12] : [piece.slice(1), 7];
    const drawn = { text, x, y: y + rise, size };
    x += font.widthOfTextAtSize(text, size);
    return drawn;
  });
}

const frac = (over: string, under: string) =>
  `<m:oMath xmlns:m="m"><m:f><m:num><m:r><m:t>${over}</m:t></m:r></m:num><m:den><m:r><m:t>${under}</m:t></m:r></m:den></m:f></m:oMath>`;

const equations = (): BenchFile[] => [
  {
    ...FILE,
    kind: 'Equations',
    lines: ['The chance of two sixes is in all', 'The mean speed is on the way'],
    signs: ['$\\frac{1}{36}$', '$\\frac{s}{t}$'],
    make: () =>
      makeDocx(
        `<w:p>${run('The chance of two sixes is ')}${frac('1', '36')}${run(' in all')}</w:p><w:p>${run('The mean speed is ')}${frac('s', 't')}${run(' on the way')}</w:p>`,
      ),
  },
  {
    ...FILE,
    kind: 'Equations',
    lines: ['The period is of a pendulum'],
    signs: ['\\sqrt{', '\\frac{l}{g}'],
    make: async () =>
      html(
        '<p>The period is <math><mi>T</mi><mo>=</mo><mn>2</mn><mi>π</mi><msqrt><mfrac><mi>l</mi><mi>g</mi></mfrac></msqrt></math> of a pendulum</p>',
      ),
  },
  {
    ...FILE,
    kind: 'Equations',
    lines: ['The area of a circle'],
    signs: ['$\\pi r^2$'],
    make: async () => Buffer.from('# Circles\n\nThe area of a circle is \\(\\pi r^2\\), as Archimedes knew.\n'),
  },
];

const symbols = (): BenchFile[] => [
  {
    ...FILE,
    kind: 'Signs of symbol fonts',
    lines: ['The angle of a resistor of 470'],
    signs: ['angle α', '470 Ω', '± 2'],
    make: () => {
      const sym = (code: string) => `<w:r><w:sym w:font="Symbol" w:char="${code}"/></w:r>`;
      return makeDocx(
        `<w:p>${run('The angle ')}${sym('F061')}${run(' of a resistor of 470 ')}${sym('F057')}${run(', ')}${sym('F0B1')}${run(' 2')}</w:p>`,
      );
    },
  },
  {
    ...FILE,
    kind: 'Ruby',
    language: 'ja',
    lines: ['漢字を読む'],
    signs: ['漢字(かんじ)'],
    make: async () => html('<p><ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>を読む</p>'),
  },
];

const values = (kind: string, all: readonly string[]) =>
  `<c:${kind}Cache>${all.map((value, at) => `<c:pt idx="${at}"><c:v>${value}</c:v></c:pt>`).join('')}</c:${kind}Cache>`;
const CHART = xml(
  'c:chartSpace',
  `<c:chart><c:title><c:tx><c:rich><a:p>${text('Shares of power')}</a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart><c:ser><c:tx><c:strRef>${values('str', ['2021'])}</c:strRef></c:tx><c:cat><c:strRef>${values('str', ['Wind', 'Sun'])}</c:strRef></c:cat><c:val><c:numRef>${values('num', ['27', '9'])}</c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart>`,
);
const CHART_FILE = {
  ...FILE,
  kind: 'Charts and diagrams',
  lines: ['Shares of power', 'Wind 27', 'Sun 9'],
  signs: ['| Wind | 27 |', '| Sun | 9 |'],
};

const drawn = (): BenchFile[] => [
  {
    ...CHART_FILE,
    make: () =>
      makeDocx('<w:p><w:r><w:drawing><a:graphicData><c:chart r:id="rId1"/></a:graphicData></w:drawing></w:r></w:p>', {
        'word/_rels/document.xml.rels': rels(['chart', 'charts/chart1.xml']),
        'word/charts/chart1.xml': CHART,
      }),
  },
  {
    ...CHART_FILE,
    make: () =>
      makePptx(
        [
          {
            shapes:
              '<p:graphicFrame><a:graphic><a:graphicData><c:chart r:id="rId1"/></a:graphicData></a:graphic></p:graphicFrame>',
          },
        ],
        {
          'ppt/slides/_rels/slide1.xml.rels': rels(['chart', '../charts/chart1.xml']),
          'ppt/charts/chart1.xml': CHART,
        },
      ),
  },
  {
    ...FILE,
    kind: 'Charts and diagrams',
    lines: ['The cycle', 'Evaporation', 'Rain'],
    make: () => {
      const point = (id: string, content: string) =>
        `<dgm:pt modelId="${id}"><dgm:t><a:p>${text(content)}</a:p></dgm:t></dgm:pt>`;
      return makeDocx(
        `${para('The cycle')}<w:p><w:r><w:drawing><a:graphicData><dgm:relIds r:dm="rId1"/></a:graphicData></w:drawing></w:r></w:p>`,
        {
          'word/_rels/document.xml.rels': rels(['diagramData', 'diagrams/data1.xml']),
          'word/diagrams/data1.xml': xml(
            'dgm:dataModel',
            `<dgm:ptLst><dgm:pt modelId="0" type="doc"/>${point('1', 'Evaporation')}${point('2', 'Rain')}</dgm:ptLst><dgm:cxnLst><dgm:cxn srcId="0" destId="1" srcOrd="0"/><dgm:cxn srcId="0" destId="2" srcOrd="1"/></dgm:cxnLst>`,
          ),
        },
      );
    },
  },
];

const written = (): BenchFile[] => [
  {
    ...FILE,
    kind: 'Notes and forms in PDF',
    lines: [
      'Question 1: What do tides follow?',
      'They follow the moon',
      'Question 2: Which gauge was read?',
      'The southern one',
    ],
    signs: ['[Filled in: They follow the moon]'],
    make: async () => {
      const { document, page } = await worksheet();
      const form = document.getForm();
      for (const [name, y, answer] of [
        ['a', 660, 'They follow the moon'],
        ['b', 560, 'The southern one'],
      ] as const) {
        const field = form.createTextField(name);
        field.setText(answer);
        field.addToPage(page, { x: 60, y, width: 400, height: 20 });
      }
      return document.save();
    },
  },
  {
    ...FILE,
    kind: 'Notes and forms in PDF',
    lines: ['Question 1: What do tides follow?', 'Twice a day', 'Question 2: Which gauge was read?'],
    signs: ['[Note: Twice a day]'],
    make: async () => {
      const { document, page } = await worksheet();
      const note = {
        Type: 'Annot',
        Subtype: 'FreeText',
        Rect: [60, 655, 400, 675],
        Contents: PDFString.of('Twice a day'),
      };
      page.node.addAnnot(document.context.register(document.context.obj(note as never)));
      return document.save();
    },
  },
];

async function worksheet() {
  const document = await PDFDocument.create();
  const page = document.addPage([PAGE.width, PAGE.height]);
  const font = await document.embedFont(StandardFonts.Helvetica);
  const questions = ['Question 1: What do tides follow?', 'Question 2: Which gauge was read?'];
  for (const [at, line] of questions.entries()) page.drawText(line, { x: 60, y: 700 - 100 * at, size: 12, font });
  return { document, page };
}
