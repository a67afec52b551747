/** Headings of a path that are kept, and characters of each. */
const MAX_PATH = { headings: 6, characters: 120 };

/** The texts of the headings above something, from the highest down, cut to what is kept of them. */
export const keptPath = (path: readonly { text: string }[]): string[] =>
  path.slice(0, MAX_PATH.headings).map(({ text }) => [...text].slice(0, MAX_PATH.characters).join(''));
