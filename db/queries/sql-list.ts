/** SQL of a list of words of ours, as of states: they are put in as they are, so never what a caller sent. */
export const sqlList = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');
