import type { Archive } from '../office/archive.js';
import type { PictureList } from '../pictures/picture-list.js';
import { createTextWriter } from '../plain-text/text-writer.js';
import { tidyText } from '../plain-text/tidy-text.js';
import { createBodyReader } from './body-reader.js';
import { readContent } from './read-content.js';

/**
 * The text of an OpenDocument text, \f where one of its pages ends as its author broke it, or as it was last laid out.
 * Headers and footers, comments, deleted text and tables of contents are left out; notes, charts, text boxes and the
 * marks of pictures follow the paragraph that they belong to. @throws Failure Corrupt, Encrypted, TooComplex, TooMuchText.
 */
export async function readOdt(archive: Archive, pictures: PictureList): Promise<string> {
  const writer = createTextWriter();
  await readContent(archive, pictures, (content) => createBodyReader({ ...content, writer }));
  return tidyText(writer.end());
}
