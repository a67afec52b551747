import { Readable } from 'node:stream';
import { detectFormat, officeFormatByStart, START_BYTES } from '../../documents/detect-format.js';
import { Problem } from '../../domain/problems.js';
import type { DocumentFormat } from '../../domain/text/formats.js';

/** Bytes of a zip file that are looked at for the names of its parts; an image may come before them. */
const ZIP_START_BYTES = 64 * 1024;

const ACCEPTED =
  'Upload a PDF, a Word (.docx), PowerPoint (.pptx), Excel (.xlsx), OpenDocument (.odt, .odp, .ods), RTF or EPUB file, HTML, Markdown or plain text, a table (CSV), a Jupyter notebook, subtitles (SRT, WebVTT), or an image (PNG, JPEG, TIFF, WebP, HEIC, AVIF).';
const REFUSED = {
  empty: 'The file is empty.',
  compound: 'This is an old Office file or one with a password. Save it as .docx, .pptx or .xlsx, without a password.',
  mail: 'This is an e-mail or a web page saved as an archive (.eml, .mhtml). Save it as HTML or PDF.',
  unknown: ACCEPTED,
};

/**
 * Reads the beginning of an upload and detects its format by content, never by name. Whether an office file is one, and
 * is whole, only its reader can tell.
 * @returns the format by the beginning, and a stream of all bytes, those read included
 * @throws Problem unsupported-media-type; whatever the upload's stream fails with.
 */
export async function sniffFormat(upload: Readable): Promise<{ format: DocumentFormat; stream: Readable }> {
  const rest: AsyncIterator<Buffer> = upload[Symbol.asyncIterator]();
  let start: Buffer = Buffer.alloc(0);
  /** Whether there was more. */
  const readUntil = async (bytes: number) => {
    const length = start.length;
    while (start.length < bytes) {
      const next = await rest.next();
      if (next.done) break;
      start = Buffer.concat([start, next.value]);
    }
    return start.length > length;
  };
  await readUntil(START_BYTES);
  const detected = detectFormat(start);
  if (detected in REFUSED) throw refusal(detected as keyof typeof REFUSED);
  let format = detected === 'zip' ? officeFormatByStart(start) : (detected as DocumentFormat);
  while ((format === undefined || format === 'undecided') && start.length < ZIP_START_BYTES) {
    if (!(await readUntil(start.length + START_BYTES))) break;
    format = officeFormatByStart(start);
  }
  if (format === undefined) throw refusal('unknown');
  // Opening the file decides it; most such files are Word's.
  const likely = format === 'undecided' ? 'docx' : format;
  return { format: likely, stream: Readable.from(joined(start, rest), { objectMode: false }) };
}

const refusal = (why: keyof typeof REFUSED) => new Problem('unsupported-media-type', REFUSED[why]);

async function* joined(start: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield start;
  yield* { [Symbol.asyncIterator]: () => rest };
}
