/** Where an error came from, without its message: that may hold values of others. */
export const stackPlace = (stack: string | undefined): string =>
  (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
