import { Failure } from '../../domain/runs/failures.js';
import { type Archive, readPart } from '../office/archive.js';
import { attribute, readXml } from '../office/xml.js';

const MANIFEST = 'META-INF/manifest.xml';
const TEXT = /^application\/vnd\.oasis\.opendocument\.text(?:-template|-master|-web)?$/;
const PRESENTATION = /^application\/vnd\.oasis\.opendocument\.presentation(?:-template)?$/;

/**
 * Which OpenDocument file a zip file is (ISO/IEC 26300), by the type that it names, else by its list of parts;
 * undefined for every other file.
 * @throws Failure Encrypted when a password protects it; Corrupt, TooComplex.
 */
export async function openDocumentFormat(archive: Archive): Promise<'odt' | 'odp' | undefined> {
  if (!archive.has('content.xml') && !archive.has('encrypted-package')) return undefined;
  const { type, isEncrypted } = await readManifest(archive);
  const named = archive.has('mimetype') ? (await readPart(archive, 'mimetype')).toString('latin1').trim() : type;
  const format = TEXT.test(named) ? 'odt' : PRESENTATION.test(named) ? 'odp' : undefined;
  if (format && isEncrypted) throw new Failure('Encrypted');
  return format;
}

async function readManifest(archive: Archive): Promise<{ type: string; isEncrypted: boolean }> {
  const found = { type: '', isEncrypted: archive.has('encrypted-package') };
  if (!archive.has(MANIFEST)) return found;
  try {
    await readXml(
      archive.read(MANIFEST),
      {
        open(name, attributes) {
          if (name === 'encryption-data') found.isEncrypted = true;
          if (name === 'file-entry' && attribute(attributes, 'full-path') === '/')
            found.type = attribute(attributes, 'media-type') ?? '';
        },
      },
      { doctype: 'passed-over' },
    );
  } catch (error) {
    // The text can be read without it.
    if (!(error instanceof Failure) || error.type !== 'Corrupt') throw error;
  }
  return found;
}
