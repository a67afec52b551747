/** Characters of a picture's or a file's name. */
const MAX_NAME = 200;

/** What stands in a text where something is that was not read: `[Picture left out: sketch]`. */
export function leftOut(what: 'Picture' | 'File', name = ''): string {
  const line = name.replace(/[[\]\s]+/g, ' ').trim();
  return line === '' ? `[${what} left out]` : `[${what} left out: ${[...line].slice(0, MAX_NAME).join('')}]`;
}

/** A picture by its media type, else a file. */
export const leftOutOf = (mediaType: string, name?: string): string =>
  leftOut(/^image\//i.test(mediaType) ? 'Picture' : 'File', name);
