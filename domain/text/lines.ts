/** A line that is not blank, without the white space around it; offsets into the whole text, end exclusive. */
export interface Line {
  text: string;
  start: number;
  end: number;
}

/** The lines of a text between two offsets that are not blank. */
export function linesOf(text: string, from = 0, to: number = text.length): Line[] {
  const lines: Line[] = [];
  for (let at = from; at < to; ) {
    const lineBreak = text.indexOf('\n', at);
    const end = lineBreak < 0 ? to : Math.min(lineBreak, to);
    const line = text.slice(at, end);
    const trimmed = line.trim();
    const start = at + line.length - line.trimStart().length;
    if (trimmed !== '') lines.push({ text: trimmed, start, end: start + trimmed.length });
    at = end + 1;
  }
  return lines;
}
