import { type Archive, readPartIfWhole } from '../office/archive.js';
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
  readMarkup(await readPartIfWhole(archive, list), {
    open(name, attributes) {
      if (name === 'encrypteddata') algorithm = '';
      // The first is that of the data; a key in it has a method of its own.
      else if (name === 'encryptionmethod') algorithm ||= attributes.Algorithm ?? '';
      else if (name === 'cipherreference' && !FONT_ALGORITHMS.has(algorithm)) {
        const part = parts.find(root, attributes.URI ?? '');
        if (part !== undefined) encrypted.add(part);
      }
    },
  });
  return encrypted;
}

const RIGHTS = /(?:^|\/)META-INF\/(?:rights\.xml|sinf\.xml|license\.lcpl)$/i;

/** Whether a shop's license belongs to the book: what is no text in it is then encrypted. */
export const hasLicense = (parts: Parts): boolean => parts.names.some((name) => RIGHTS.test(name));
