import { delimiterRow, writeRow } from '../../domain/text/tables.js';
import type { XmlHandler } from './xml.js';
import { attribute } from './xml.js';

/** Values of a chart that the file keeps beside the sheet that they come from, by their place. */
type Values = Map<number, string>;

interface Series {
  name: Values;
  /** By their levels from the inner one to the outer. */
  categories: Values[];
  values: Values;
  sizes: Values;
}

/** What a chart shows. */
interface Chart {
  title: string;
  /** Of its axes, that of the categories first. */
  axes: string[];
  series: Series[];
}

/** Points of a chart that are read: the bars of a chart that somebody can read are fewer. */
const MAX_POINTS = 500;
const MAX_SERIES = 50;
/** Levels of categories, which are columns of a sheet. */
const MAX_LEVELS = 10;
/** Characters of a name that is told again in each row that it stands for; a longer one stands once. */
const MAX_REPEATED = 80;

/** Where the points of a series belong. */
const PARTS: Readonly<Record<string, keyof Series>> = {
  tx: 'name',
  cat: 'categories',
  xVal: 'categories',
  val: 'values',
  yVal: 'values',
  bubbleSize: 'sizes',
};

/** Reads the part of a chart (`c:chartSpace`); `end` gives its title and its values as a small table. */
export function createChartReader(): XmlHandler & { end(): string } {
  const chart: Chart = { title: '', axes: [], series: [] };
  const path: string[] = [];
  let series: Series | undefined;
  let values: Values | undefined;
  let point = 0;
  let format = '';
  let text = '';

  return {
    open(name, attributes) {
      path.push(name);
      if (name === 'ser') series = { name: new Map(), categories: [], values: new Map(), sizes: new Map() };
      else if (series && PARTS[name] && path.at(-2) === 'ser') values = valuesOf(series, PARTS[name]);
      else if (series && values && name === 'lvl') values = valuesOf(series, 'categories');
      else if (name === 'pt') point = Number(attribute(attributes, 'idx')) || 0;
      else if (name === 'title') text = '';
      else if (name === 'p' && text !== '') text += ' ';
      if (name === 'numCache' || name === 'numLit') format = '';
    },
    text(piece) {
      const name = path.at(-1);
      if (name === 't' || (name === 'v' && !series)) text += piece;
      else if (name === 'formatCode') format += piece;
      else if (name === 'v' && values && point < MAX_POINTS) values.set(point, (values.get(point) ?? '') + piece);
    },
    close(name) {
      path.pop();
      if (name === 'pt' && values && /num(?:Cache|Lit)/.test(path.at(-1) ?? '')) {
        const value = values.get(point);
        if (value !== undefined) values.set(point, formatted(value, format));
      }
      // What else a series has, such as labels and error bars, has points, too.
      if (path.at(-1) === 'ser') values = undefined;
      if (name === 'ser' && series) {
        if (chart.series.length < MAX_SERIES) chart.series.push(series);
        series = undefined;
      } else if (name === 'title') {
        const title = text.replace(/\s+/g, ' ').trim();
        if (path.at(-1) === 'chart') chart.title = title;
        else chart.axes.push(title);
      }
    },
    end: () => writeChart(chart),
  };
}

/** Where the points of a part go that begins; undefined where there is too much of it. */
function valuesOf(series: Series, part: keyof Series): Values | undefined {
  if (part !== 'categories') return series[part];
  if (series.categories.length > MAX_LEVELS) return undefined;
  const level: Values = new Map();
  series.categories.push(level);
  return level;
}

/** A number as its axis shows it: shares in percent, dates as such, and no more figures than were measured. */
function formatted(value: string, format: string): string {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value;
  if (/%/.test(format)) return `${plain(number * 100)} %`;
  if (/[dmy]{2}/i.test(format.replace(/\[[^\]]*\]|"[^"]*"/g, '')) && number > 59 && number < 80_000) {
    return new Date(Math.round((number - DAYS_TO_1970) * 86_400_000)).toISOString().slice(0, 10);
  }
  return plain(number);
}

/** Days of Excel's calendar until 1970. */
const DAYS_TO_1970 = 25_569;

const plain = (number: number): string => String(Number(number.toPrecision(10)));

function writeChart({ title, axes, series }: Chart): string {
  const caption = title === '' ? 'Chart' : `Chart: ${title}`;
  const shown = series.filter(({ values }) => values.size > 0);
  if (shown.length === 0) return title === '' ? '' : caption;
  const [byCategory = '', byValue = ''] = axes;
  const heads = shown.map(({ name }, at) => only(name) || (shown.length === 1 ? byValue : '') || `Series ${at + 1}`);
  const hasSizes = shown.some(({ sizes }) => sizes.size > 0);
  const labels = categoriesOf(shown);
  const rows = labels.map(({ at, label }) => [
    label,
    ...shown.flatMap(({ values, sizes }) => [values.get(at) ?? '', ...(hasSizes ? [sizes.get(at) ?? ''] : [])]),
  ]);
  const head = [byCategory, ...heads.flatMap((name) => (hasSizes ? [name, `${name} (size)`] : [name]))];
  const unit = shown.length > 1 && byValue !== '' ? ` (${byValue})` : '';
  return [`${caption}${unit}`, '', writeRow(head), delimiterRow(head.length), ...rows.map(writeRow)].join('\n');
}

/** The places of a chart's points, each with its category. */
function categoriesOf(series: readonly Series[]): { at: number; label: string }[] {
  const places = [...new Set(series.flatMap(({ values }) => [...values.keys()]))].sort((a, b) => a - b);
  return places.map((at) => ({
    at,
    label:
      series.map(({ categories }) => categoryAt(categories, at)).find((label) => label !== undefined) ?? String(at + 1),
  }));
}

/** The category at a place, after those around it: each stands for the places behind its own until the next. */
function categoryAt(levels: readonly Values[], at: number): string | undefined {
  const [inner, ...outer] = levels.filter(({ size }) => size > 0);
  const labels: string[] = [];
  let since = 0;
  for (const level of outer.reverse()) {
    const from = lastOf(level, since, at);
    const label = level.get(from);
    if (label !== undefined && (from === at || label.length <= MAX_REPEATED)) labels.push(label);
    since = from;
  }
  labels.push(inner?.get(at) ?? '');
  return labels.filter((label) => label !== '').join(' ') || undefined;
}

/** The last place up to one that has a value; the first where there is none. */
function lastOf(level: Values, since: number, until: number): number {
  let at = until;
  while (at > since && !level.has(at)) at -= 1;
  return at;
}

const only = (values: Values): string => [...values.values()].join(' ').trim();
