/** What terminals take as commands: colors, the place of the cursor, titles, links. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const COMMANDS = /\u001b(?:\[[0-?]{0,40}[ -/]{0,4}[@-~]|\][^\u0007\u001b]{0,2000}(?:\u0007|\u001b\\)|[@-Z\\^_])/g;

/** The text that a terminal shows in the end: without commands, and with what was written over a line last. */
export function consoleText(text: string): string {
  const plain = text.replace(COMMANDS, '').replace(/\r+\n/g, '\n');
  return plain
    .split('\n')
    .map((line) => shownLine(line))
    .join('\n');
}

/** A line may be written again and again, as bars of progress are; the last writing that has text stands. */
function shownLine(line: string): string {
  if (!line.includes('\r')) return line;
  return line.split('\r').findLast((writing) => writing.trim() !== '') ?? '';
}
