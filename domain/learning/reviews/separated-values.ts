/** A row of a file: the line on which it begins, from 1, and its fields. */
export interface SeparatedRow {
  line: number;
  fields: string[];
  /** A quotation mark that opens a field is closed nowhere; the fields go on to the end of the file. */
  isUnclosed: boolean;
}

/**
 * Reads values that stand apart by a separator, as RFC 4180 has them: a field in quotation marks may hold separators,
 * breaks and doubled quotation marks. Any kind of line break ends a row. Each character is looked at once or twice.
 * @param separator one character
 */
export function* separatedRows(text: string, separator: string, firstLine = 1): Generator<SeparatedRow> {
  let at = 0;
  let line = firstLine;
  while (at < text.length) {
    const row: SeparatedRow = { line, fields: [], isUnclosed: false };
    for (;;) {
      const field = text[at] === '"' ? quotedField(text, at) : undefined;
      const end = endOfField(text, field?.end ?? at, separator);
      row.fields.push(field ? field.value + text.slice(field.end, end) : text.slice(at, end));
      row.isUnclosed ||= field?.isUnclosed ?? false;
      line += field?.breaks ?? 0;
      at = end + 1;
      if (text[end] !== separator) break;
    }
    if (text[at - 1] === '\r' && text[at] === '\n') at += 1;
    line += 1;
    yield row;
  }
}

function endOfField(text: string, from: number, separator: string): number {
  let end = from;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return end;
}

function quotedField(text: string, from: number) {
  const parts: string[] = [];
  let at = from + 1;
  for (;;) {
    const mark = text.indexOf('"', at);
    parts.push(text.slice(at, mark < 0 ? text.length : mark));
    const isDoubled = mark >= 0 && text[mark + 1] === '"';
    if (isDoubled) {
      parts.push('"');
      at = mark + 2;
      continue;
    }
    const value = parts.join('');
    const breaks = value.match(/\r\n|\r|\n/g)?.length ?? 0;
    return { value, breaks, end: mark < 0 ? text.length : mark + 1, isUnclosed: mark < 0 };
  }
}
