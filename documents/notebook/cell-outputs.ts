import { htmlText } from '../html/read-html.js';
import { leftOut } from '../left-out.js';
import type { PictureList } from '../pictures/picture-list.js';
import { pictureMark, picturesIn } from '../pictures/picture-marks.js';
import { withoutEncodedData } from '../plain-text/encoded-data.js';
import { readMarkdown } from '../plain-text/markdown.js';
import { tidyText } from '../plain-text/tidy-text.js';
import { consoleText } from './console-text.js';
import { BITMAP, type CellOutput } from './notebook-cells.js';

/** Characters of the outputs of a cell: what somebody reads, and no log of an hour's training. */
const MAX_OUTPUT = 4_000;
/** Characters of a web page among the outputs; larger ones are programs that draw. */
const MAX_HTML = 2_000_000;
/** What Python prints of an object that has no text: `<Figure size 640x480 with 1 Axes>`. */
const OBJECT = /^<[\w.]+[^<>\n]{0,200}>$/;

/** The outputs of a cell as text, truncated, with the marks of all pictures; what is left out is told. */
export function outputText(outputs: readonly CellOutput[], pictures: PictureList): string {
  const texts = joinedStreams(outputs).map((output) =>
    'console' in output ? consoleOutput(output.console) : dataText(output.data, pictures),
  );
  return truncate(texts.filter((text) => text !== '').join('\n\n'));
}

/** A program's prints come in pieces, which end anywhere. */
function joinedStreams(outputs: readonly CellOutput[]): CellOutput[] {
  const joined: CellOutput[] = [];
  for (const output of outputs) {
    const last = joined.at(-1);
    if (last && 'console' in last && 'console' in output)
      joined[joined.length - 1] = { console: last.console + output.console };
    else joined.push(output);
  }
  return joined;
}

const consoleOutput = (text: string): string => tidyText(withoutEncodedData(consoleText(text))).trim();

/** The best form that an output comes in: Markdown, a table of a web page, plain text, TeX; then its picture. */
function dataText(data: ReadonlyMap<string, string>, pictures: PictureList): string {
  const types = [...data.keys()].filter((type) => type.startsWith('image/'));
  const bitmap = types.find((type) => BITMAP.test(type));
  const picture =
    bitmap === undefined
      ? types.map(() => leftOut('Picture', 'output'))[0]
      : pictures.addBytes(Buffer.from(data.get(bitmap) ?? '', 'base64'));
  return [textOf(data, types.length > 0, pictures), picture].filter(Boolean).join('\n\n');
}

function textOf(data: ReadonlyMap<string, string>, isPicture: boolean, pictures: PictureList): string {
  const markdown = data.get('text/markdown');
  if (markdown !== undefined) return readMarkdown(tidyText(withoutEncodedData(markdown))).trim();
  const html = data.get('text/html') ?? '';
  const plain = consoleOutput(data.get('text/plain') ?? '');
  const isShown = plain !== '' && !OBJECT.test(plain);
  if (html.length <= MAX_HTML && (/<table\b/i.test(html) || (html !== '' && !isShown))) {
    const text = htmlText(html, pictures).trim();
    if (text !== '') return text;
  }
  if (data.has('text/latex') && !isShown) return tidyText(data.get('text/latex') ?? '').trim();
  return isPicture && !isShown ? '' : plain;
}

function truncate(text: string): string {
  if (text.length <= MAX_OUTPUT) return text;
  const line = text.lastIndexOf('\n', MAX_OUTPUT);
  const end = line > MAX_OUTPUT / 2 ? line : MAX_OUTPUT - (/[\uD800-\uDBFF]/.test(text.charAt(MAX_OUTPUT - 1)) ? 1 : 0);
  const marks = picturesIn(text.slice(end)).map(pictureMark);
  const told = `[Output left out: ${text.length - end} characters]`;
  return [text.slice(0, end).trimEnd(), told, ...marks].join('\n\n');
}
