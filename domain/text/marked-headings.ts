/** The headings of a text that are marked as in Markdown, with where they begin. */
export const headingsIn = (text: string): { start: number; text: string }[] =>
  [...text.matchAll(/^#{1,6} +(.+?)[ #]*$/gm)].map(({ index, 1: heading = '' }) => ({ start: index, text: heading }));
