/** Where an error was thrown: the lines of its stack without its message, which may hold what users wrote. */
export const errorLocation = (stack: string | undefined): string =>
  (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
