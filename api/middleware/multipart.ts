import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import type { ParameterizedContext } from 'koa';
import { Problem } from '../../domain/problems.js';

/** A form with one file, as it arrives. */
export interface IncomingFile {
  stream: Readable;
  /** What the client calls the file; untrusted. */
  filename: string;
  /** The form's text fields; settles when the whole form was read, since fields may follow the file. */
  fields(): Promise<Record<string, string>>;
}

/** Bytes and time granted to a client whose upload is refused, so that it can read why. */
const DRAIN_BYTES = 64 * 1024 * 1024;
const DRAIN_MS = 5_000;

/**
 * Reads a multipart form and hands its `file` part on as a stream; nothing is kept in memory or on disk.
 * @param use consumes the stream; its result is given back
 * @throws Problem malformed-request, invalid-request, upload-interrupted; whatever `use` throws.
 */
export async function receiveFile<T>(ctx: ParameterizedContext, use: (file: IncomingFile) => Promise<T>): Promise<T> {
  const { req } = ctx;
  const form = openForm(req);
  try {
    return await new Promise<T>((resolve, reject) => {
      const interrupted = () => form.destroy(new Problem('upload-interrupted', 'The connection ended too early.'));
      req.once('close', () => req.complete || interrupted());
      consumeForm(form, use).then(resolve, reject);
      form.once('error', (error) => reject(asProblem(error)));
      req.pipe(form);
    });
  } catch (error) {
    req.unpipe(form);
    form.destroy();
    await drain(req);
    if (!req.complete) ctx.set('Connection', 'close');
    throw error;
  }
}

function openForm(req: IncomingMessage): busboy.Busboy {
  try {
    const limits = { files: 1, fields: 10, fieldSize: 2_000, parts: 12, headerPairs: 20 };
    return busboy({ headers: req.headers, limits, defParamCharset: 'utf8' });
  } catch {
    throw new Problem('malformed-request', 'The multipart form has no usable boundary.');
  }
}

function consumeForm<T>(form: busboy.Busboy, use: (file: IncomingFile) => Promise<T>): Promise<T> {
  const fields: Record<string, string> = {};
  const whole = new Promise<Record<string, string>>((resolve, reject) => {
    form.on('field', (name, value) => {
      fields[name] = value;
    });
    form.once('close', () => resolve(fields));
    form.once('error', (error) => reject(asProblem(error)));
  });
  // Whoever needs the fields awaits them; a form that fails before that must not end the process.
  whole.catch(() => {});
  return new Promise<T>((resolve, reject) => {
    let found = false;
    form.on('file', (name, stream, { filename }) => {
      found = true;
      stream.once('error', () => {});
      if (name !== 'file') return reject(wrongPart(`/${name}`));
      use({ stream, filename: filename ?? '', fields: () => whole }).then(resolve, reject);
    });
    whole.then(() => found || reject(wrongPart('/file')), reject);
  });
}

const wrongPart = (pointer: string): Problem =>
  new Problem('invalid-request', 'The form needs exactly one file, in a part named "file".', {
    errors: [{ pointer, detail: 'A part named "file" is needed' }],
  });

const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem('malformed-request', 'The multipart form is damaged.');

/** Reads on for a while without keeping anything: a client that still sends would not see the answer. */
async function drain(req: IncomingMessage): Promise<void> {
  if (req.complete || req.destroyed) return;
  let left = DRAIN_BYTES;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, DRAIN_MS);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    req.on('data', (piece: Buffer) => {
      left -= piece.length;
      if (left < 0) end();
    });
    req.once('end', end);
    req.once('close', end);
    req.resume();
  });
  req.pause();
}
