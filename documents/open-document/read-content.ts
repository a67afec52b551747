import type { Archive } from '../office/archive.js';
import { readXml, type XmlHandler } from '../office/xml.js';
import type { PictureList } from '../pictures/picture-list.js';
import type { BodyContext } from './body-reader.js';
import { readObjects } from './objects.js';
import { createStyles } from './styles.js';

/** What the content of an OpenDocument file is read with. */
export type Content = Omit<BodyContext, 'writer'>;

/**
 * Reads the content of an OpenDocument file: styles, which stand in two parts, then what is in its body, which `reader`
 * makes a reader for. @throws Failure Corrupt, Encrypted, TooComplex, TooMuchText.
 */
export async function readContent(
  archive: Archive,
  pictures: PictureList,
  reader: (content: Content) => XmlHandler,
): Promise<void> {
  const { handler, styles } = createStyles();
  const read = (part: string, into: XmlHandler) => readXml(archive.read(part), into, { doctype: 'passed-over' });
  if (archive.has('styles.xml')) await read('styles.xml', handler);
  const pictureOf: Content['pictureOf'] = (address, shown) => {
    const part = address.replace(/^\.\//, '');
    return archive.has(part) ? pictures.add(part, () => ({ part }), shown) : '';
  };
  const body = reader({ styles, objects: await readObjects(archive, styles), pictureOf });
  let inBody = false;
  await read('content.xml', {
    open(name, attributes) {
      if (inBody) body.open?.(name, attributes);
      else if (name === 'body') inBody = true;
      else handler.open(name, attributes);
    },
    text(text) {
      if (inBody) body.text?.(text);
    },
    close(name) {
      if (name === 'body') inBody = false;
      else if (inBody) body.close?.(name);
      else handler.close(name);
    },
  });
}
