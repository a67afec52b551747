import { type Archive, readPart } from '../office/archive.js';
import { readMarkup } from './markup.js';
import { folderOf, type Parts } from './parts.js';

/** Fonts that are made unusable outside of their book; its text is not. */
const FONT_ALGORITHMS: ReadonlySet<string> = new Set([
  'http://www.idpf.org/2008/embedding',
  'http://ns.adobe.com/pdf/enc#RC',
]);

/** The parts that copy protection has encrypted (`META-INF/encryption.xml`). */
export async function encryptedParts(archive: Archive, parts: Parts): Promise<Set<string>> {
  const encrypted = new Set<string>();
  const list = parts.names.find((name) => /(?:^|\/)META-INF\/encryption\.xml$/i.test(name));
  if (list === undefined) return encrypted;
  const root = folderOf(folderOf(list));
  let algorithm = '';
  readMarkup(await readPart(archive, list), {
    open(name, attributes) {
      if (name === 'encrypteddata') algorithm = '';
      // A key is encrypted by a method of its own, before or behind that of the data.
      else if (name === 'encryptionmethod') algorithm ||= attributes.Algorithm ?? '';
      else if (name === 'cipherreference' && !FONT_ALGORITHMS.has(algorithm)) {
        const part = parts.find(root, attributes.URI ?? '');
        if (part !== undefined) encrypted.add(part);
      }
    },
  });
  return encrypted;
}
