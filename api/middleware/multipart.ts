import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import type { ParameterizedContext } from 'koa';
import { Problem } from '../../domain/problems.js';
import { watchRate } from '../../lib/least-rate.js';
import type { UploadSlots } from '../../services/uploads/upload-slots.js';

/** A form with one file, as it arrives. */
export interface IncomingFile {
  stream: Readable;
  /** What the client calls the file; untrusted. */
  filename: string;
  /** The form's text fields; settles when the whole form was read, since fields may follow the file. */
  fields(): Promise<Record<string, string>>;
}

/** What one upload may take of the process. */
export interface UploadLimits {
  uploads: UploadSlots;
  /** Over which the rate of an upload is measured. */
  slowMs: number;
}

/** Slower than any line that a document can sensibly be sent by. */
const MIN_BYTES_PER_SECOND = 1024;

/**
 * Reads a student's multipart form, in a place for uploads of its own, and hands its `file` part on as a stream; nothing is kept in memory or on disk.
 * @param use consumes the stream; its result is given back
 * @throws Problem too-many-uploads, service-unavailable, malformed-request, invalid-request, upload-interrupted,
 * too-slow; whatever `use` throws.
 */
export async function receiveFile<T>(
  ctx: ParameterizedContext,
  { uploads, slowMs }: UploadLimits,
  use: (file: IncomingFile) => Promise<T>,
): Promise<T> {
  return uploads.run(ctx.state.principal.userId, () => readForm(ctx, slowMs, use));
}

async function readForm<T>(
  { req }: ParameterizedContext,
  slowMs: number,
  use: (file: IncomingFile) => Promise<T>,
): Promise<T> {
  const form = openForm(req);
  // Busboy may tell of two errors, and one that nobody hears would end the process.
  form.on('error', () => {});
  const stopWatching = refuseSlow(req, form, slowMs);
  try {
    return await new Promise<T>((resolve, reject) => {
      const interrupted = () => form.destroy(new Problem('upload-interrupted', 'The connection ended too early.'));
      req.once('close', () => req.complete || interrupted());
      consumeForm(form, use).then(resolve, reject);
      req.pipe(form);
    });
  } catch (error) {
    req.unpipe(form);
    form.destroy();
    throw error;
  } finally {
    stopWatching();
  }
}

/** Ends a form that comes too slowly; time in which its reader is what waits does not count. Returns the watch's end. */
function refuseSlow(req: IncomingMessage, form: busboy.Busboy, windowMs: number): () => void {
  const before = req.socket.bytesRead;
  const watched = {
    bytes: () => req.socket.bytesRead - before,
    wanted: () => !req.complete && form.writableLength === 0,
  };
  return watchRate(watched, { windowMs, bytesPerSecond: MIN_BYTES_PER_SECOND }, () =>
    form.destroy(new Problem('too-slow', `An upload has to bring ${MIN_BYTES_PER_SECOND} bytes a second.`)),
  );
}

function openForm(req: IncomingMessage): busboy.Busboy {
  try {
    const limits = { files: 1, fields: 10, fieldSize: 10_000, parts: 12, headerPairs: 20 };
    return busboy({ headers: req.headers, limits, defParamCharset: 'utf8' });
  } catch {
    throw new Problem('malformed-request', 'The multipart form has no usable boundary.');
  }
}

function consumeForm<T>(form: busboy.Busboy, use: (file: IncomingFile) => Promise<T>): Promise<T> {
  const whole = readFields(form);
  return new Promise<T>((resolve, reject) => {
    let found = false;
    let failure: unknown;
    form.on('file', (name, stream, { filename }) => {
      found = true;
      stream.on('error', () => {});
      if (name !== 'file') return reject(wrongField(name, 'A part named "file" is needed'));
      // What breaks the form breaks the file's stream too; one turn later it is known which came first.
      const fail = (error: unknown) => setImmediate(() => reject(failure ?? error));
      use({ stream, filename: filename ?? '', fields: () => whole }).then(resolve, fail);
    });
    whole.then(
      () => found || reject(wrongField('file', 'A part named "file" is needed')),
      (error: unknown) => {
        failure = error;
        form.destroy();
        // Otherwise whoever uses the file ends first, and takes back what it began.
        if (!found) reject(error);
      },
    );
  });
}

/** The form's text fields, once the form has ended. @throws Problem malformed-request, invalid-request. */
function readFields(form: busboy.Busboy): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    const fields = new Map<string, string>();
    form.on('field', (name, value) => {
      if (UNSOUND.test(name) || UNSOUND.test(value)) reject(notUnicode());
      if (fields.has(name)) reject(wrongField(name, 'Is given twice'));
      fields.set(name, value);
    });
    for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) {
      form.once(limit, () => reject(tooManyParts()));
    }
    form.once('close', () => resolve(Object.fromEntries(fields)));
    form.once('error', (error) => reject(asProblem(error)));
  });
}

const wrongField = (name: string, detail: string): Problem =>
  new Problem('invalid-request', 'The form needs exactly one file, in a part named "file".', {
    errors: [{ pointer: `/${name.slice(0, 100)}`, detail }],
  });

/** Half of a surrogate pair, and what decoders put in the place of bytes that are no UTF-8. */
const UNSOUND = /[\p{Surrogate}\ufffd]/u;

const notUnicode = (): Problem => new Problem('malformed-request', 'A text in the form is not valid UTF-8.');

const tooManyParts = (): Problem =>
  new Problem('invalid-request', 'The form has more parts than one file and its fields.');

const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem('malformed-request', 'The multipart form is damaged.');
