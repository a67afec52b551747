import { describe, expect, it } from '@jest/globals';
import { createChartReader } from '../../documents/office/chart.js';
import { readXml } from '../../documents/office/xml.js';

async function* bytes(xml: string) {
  yield Buffer.from(xml);
}

const points = (values: readonly (string | undefined)[]) =>
  values.map((value, at) => (value === undefined ? '' : `<c:pt idx="${at}"><c:v>${value}</c:v></c:pt>`)).join('');
const texts = (element: string, ...values: string[]) =>
  `<c:${element}><c:strRef><c:strCache>${points(values)}</c:strCache></c:strRef></c:${element}>`;
const numbers = (element: string, ...values: string[]) =>
  `<c:${element}><c:numRef><c:numCache><c:formatCode>General</c:formatCode>${points(values)}</c:numCache></c:numRef></c:${element}>`;
/** Categories of several levels, the inner one first. */
const levels = (...all: (string | undefined)[][]) =>
  `<c:cat><c:multiLvlStrRef><c:multiLvlStrCache>${all.map((each) => `<c:lvl>${points(each)}</c:lvl>`).join('')}</c:multiLvlStrCache></c:multiLvlStrRef></c:cat>`;

/** The rows of the table of a chart with one series. */
async function rowsOf(...series: string[]): Promise<string[]> {
  const reader = createChartReader();
  const xml = `<c:chartSpace xmlns:c="c" xmlns:c15="d"><c:chart><c:plotArea><c:barChart><c:ser>${series.join('')}</c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>`;
  await readXml(bytes(xml), reader);
  const [head = '', , ...rows] = reader.end().split('\n').slice(2);
  return [head, ...rows];
}

const NAME = texts('tx', 'Yield');

describe('a chart', () => {
  it('has its values apart from the texts of their labels', async () => {
    const labels = `<c:extLst><c:ext><c15:datalabelsRange><c15:f>x</c15:f><c15:dlblRangeCache>${points(['7 plants', '9'])}</c15:dlblRangeCache></c15:datalabelsRange></c:ext></c:extLst>`;
    expect(await rowsOf(NAME, texts('cat', 'A', 'B'), numbers('val', '12.5', '30'), labels)).toEqual([
      '| | Yield |',
      '| A | 12.5 |',
      '| B | 30 |',
    ]);
  });

  it('has its names apart from the numbers of error bars', async () => {
    const bars = `<c:errBars><c:errValType val="cust"/>${numbers('plus', '0.5', '0.7')}${numbers('minus', '0.4', '0.6')}</c:errBars>`;
    expect(await rowsOf(NAME, bars, texts('cat', 'A', 'B'), numbers('val', '12.5', '30'))).toEqual([
      '| | Yield |',
      '| A | 12.5 |',
      '| B | 30 |',
    ]);
  });

  it('names categories of several levels from the outer to the inner', async () => {
    const quarters = levels(['Q1', 'Q2', 'Q1', 'Q2'], ['2022', undefined, '2023']);
    expect(await rowsOf(NAME, quarters, numbers('val', '1', '2', '3', '4'))).toEqual([
      '| | Yield |',
      '| 2022 Q1 | 1 |',
      '| 2022 Q2 | 2 |',
      '| 2023 Q1 | 3 |',
      '| 2023 Q2 | 4 |',
    ]);
  });

  it('carries an outer name on no further than the one around it, nor one that is a text', async () => {
    const long = 'long '.repeat(20).trim();
    const towns = levels(
      ['a', 'b', 'c', undefined],
      ['North', undefined, undefined, 'West'],
      ['Land', undefined, 'Sea'],
    );
    expect(await rowsOf(NAME, towns, numbers('val', '1', '2', '3', '4'))).toEqual([
      '| | Yield |',
      '| Land North a | 1 |',
      '| Land North b | 2 |',
      '| Sea c | 3 |',
      '| Sea West | 4 |',
    ]);
    expect(await rowsOf(NAME, levels(['a', 'b'], [long]), numbers('val', '1', '2'))).toEqual([
      '| | Yield |',
      `| ${long} a | 1 |`,
      '| b | 2 |',
    ]);
  });
});
