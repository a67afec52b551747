import { fileTypeFromBuffer } from 'file-type';
import type { DocumentFormat } from '../domain/pages.js';

const FORMATS: ReadonlyMap<string, DocumentFormat> = new Map([
  ['application/pdf', 'pdf'],
  ['image/png', 'png'],
  ['image/jpeg', 'jpeg'],
]);

/** How far into a file readers look for a PDF's header, since mail and print systems put lines before it. */
const PDF_HEADER_WITHIN = 1024;

/** The format by content, undefined when it is none that can be ingested. A file's first 4 KiB are enough. */
export async function detectFormat(file: Uint8Array): Promise<DocumentFormat | undefined> {
  const type = await fileTypeFromBuffer(file);
  if (type) return FORMATS.get(type.mime);
  const head = Buffer.from(file.subarray(0, PDF_HEADER_WITHIN)).toString('latin1');
  return head.includes('%PDF-') ? 'pdf' : undefined;
}
