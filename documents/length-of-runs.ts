/**
 * How long all runs of some characters in a text are together, in UTF-16 units: far cheaper than to match each by itself.
 * @param runs global, and takes as many characters as it can
 */
export const lengthOfRuns = (text: string, runs: RegExp): number =>
  (text.match(runs) ?? []).reduce((sum, { length }) => sum + length, 0);
