import { Readable } from 'node:stream';
import { officeFormatByStart, START_BYTES, tellByStart } from '../../documents/document-format.js';
import { Problem } from '../../domain/problems.js';
import type { DocumentFormat } from '../../domain/text/formats.js';

/** How much of a zip file is looked at for the names of its parts; an image may come before them. */
const ZIP_START_BYTES = 64 * 1024;

const TAKEN =
  'Upload a PDF, a Word (.docx) or PowerPoint (.pptx) file, HTML, Markdown or plain text, or an image (PNG, JPEG, TIFF, WebP).';
const REFUSED = {
  empty: 'The file is empty.',
  compound: 'This is an old Office file or one with a password. Save it as .docx or .pptx, without a password.',
  unknown: TAKEN,
};

/**
 * Reads the beginning of an upload and tells its format by content, never by name. What only the whole file tells is
 * left to the one who opens it: whether an office file is one, and is whole.
 * @returns the format as far as the beginning tells, and a stream of all bytes, those read included
 * @throws Problem unsupported-media-type; whatever the upload's stream fails with.
 */
export async function sniffFormat(upload: Readable): Promise<{ format: DocumentFormat; stream: Readable }> {
  const rest: AsyncIterator<Buffer> = upload[Symbol.asyncIterator]();
  let start: Buffer = Buffer.alloc(0);
  /** Whether there was more. */
  const readOn = async (most: number) => {
    const length = start.length;
    while (start.length < most) {
      const next = await rest.next();
      if (next.done) break;
      start = Buffer.concat([start, next.value]);
    }
    return start.length > length;
  };
  await readOn(START_BYTES);
  const told = tellByStart(start);
  if (told in REFUSED) throw refusal(told as keyof typeof REFUSED);
  let format = told === 'zip' ? officeFormatByStart(start) : (told as DocumentFormat);
  while ((format === undefined || format === 'undecided') && start.length < ZIP_START_BYTES) {
    if (!(await readOn(start.length + START_BYTES))) break;
    format = officeFormatByStart(start);
  }
  if (format === undefined) throw refusal('unknown');
  // Opening the file settles it; most such files are Word's.
  const settled = format === 'undecided' ? 'docx' : format;
  return { format: settled, stream: Readable.from(joined(start, rest), { objectMode: false }) };
}

const refusal = (why: keyof typeof REFUSED) => new Problem('unsupported-media-type', REFUSED[why]);

async function* joined(start: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield start;
  yield* { [Symbol.asyncIterator]: () => rest };
}
