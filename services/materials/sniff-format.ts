import { Readable } from 'node:stream';
import { fileTypeFromBuffer } from 'file-type';
import type { DocumentFormat } from '../../domain/pages.js';
import { Problem } from '../../domain/problems.js';

/** Enough for file-type to tell every format we take. */
const SNIFF_BYTES = 4_100;

const FORMATS: Record<string, DocumentFormat> = { pdf: 'pdf', png: 'png', jpg: 'jpeg' };

/**
 * Reads the beginning of an upload and tells its format by content, never by name.
 * @returns the format and a stream of all bytes, those read included
 * @throws Problem unsupported-media-type; whatever the upload's stream fails with.
 */
export async function sniffFormat(upload: Readable): Promise<{ format: DocumentFormat; stream: Readable }> {
  const rest: AsyncIterator<Buffer> = upload[Symbol.asyncIterator]();
  let start = Buffer.alloc(0);
  while (start.length < SNIFF_BYTES) {
    const next = await rest.next();
    if (next.done) break;
    start = Buffer.concat([start, next.value]);
  }
  const format = FORMATS[(await fileTypeFromBuffer(start))?.ext ?? ''];
  if (!format) throw new Problem('unsupported-media-type', 'Upload a PDF, PNG or JPEG file.');
  return { format, stream: Readable.from(joined(start, rest), { objectMode: false }) };
}

async function* joined(start: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield start;
  yield* { [Symbol.asyncIterator]: () => rest };
}
