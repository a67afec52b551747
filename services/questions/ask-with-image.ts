import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import type { ObjectStorage } from '../../clients/storage.js';
import { Question } from '../../db/models/question.js';
import { questionImageKey } from '../../domain/object-keys.js';
import { Problem } from '../../domain/problems.js';
import { FORMATS, isImageFormat } from '../../domain/text/formats.js';
import { type Lease, withIdempotencyKey } from '../shared/idempotency.js';
import { sniffFormat } from '../uploads/sniff-format.js';
import { hashStream, storeStream } from '../uploads/store-stream.js';
import { type AskDeps, type AskInput, askFingerprint, queueQuestion } from './ask-question.js';
import { IMAGE_MAX_BYTES } from './question-image.js';

export interface ImageDeps extends AskDeps {
  storage: ObjectStorage;
}

/** What a form does not say. */
type Request = 'caller' | 'lessonsAllowed' | 'generalAllowed' | 'idempotent';

export interface ImageInput extends Pick<AskInput, Request> {
  /** The image's bytes as they arrive. */
  image: Readable;
  /** Settles when the whole form has been read; fields may follow the image. */
  form: () => Promise<Omit<AskInput, Request>>;
}

/**
 * Queues a question with an image of the problem, which is read before the question is answered and not kept longer.
 * @returns the id of the message that will hold the answer
 * @throws Problem unsupported-media-type, payload-too-large, and those of askQuestion.
 */
export function askWithImage(deps: ImageDeps, input: ImageInput, signal: AbortSignal): Promise<string> {
  return withIdempotencyKey(deps, input.idempotent, {
    first: (lease) => storeAndQueue(deps, { ...input, lease }, signal),
    fingerprint: async () => {
      const { sha256 } = await hashStream({ stream: input.image, maxBytes: IMAGE_MAX_BYTES }, signal);
      return fingerprintOf(await input.form(), sha256);
    },
    repeat: (questionId) => questionId,
  });
}

async function storeAndQueue(
  deps: ImageDeps,
  { image, form: formOf, lease, ...request }: ImageInput & { lease: Lease | undefined },
  signal: AbortSignal,
): Promise<string> {
  const id = uuidv7();
  const key = questionImageKey({ userId: request.caller.userId, questionId: id });
  try {
    const { format, stream } = await sniffFormat(image);
    if (!isImageFormat(format))
      throw new Problem('unsupported-media-type', 'The image must be PNG, JPEG, TIFF, WebP, HEIC or AVIF.');
    const upload = { stream, key, contentType: FORMATS[format].mediaType, maxBytes: IMAGE_MAX_BYTES };
    const { sha256 } = await storeStream(deps, upload, signal);
    const form = await formOf();
    const stored = { id, fingerprint: fingerprintOf(form, sha256) };
    return await queueQuestion(deps, { ...form, ...request, lease, image: stored });
  } catch (error) {
    await discard(deps, id, key).catch(() => deps.log.warn({ id }, 'the image of a problem is left for the sweep'));
    throw error;
  }
}

/** The row decides: a commit whose answer was lost has queued it, and then its image stays. */
async function discard({ db, storage }: ImageDeps, id: string, key: string): Promise<void> {
  const row = await Question.query(db).findById(id).select('id');
  if (!row) await storage.delete(key);
}

const fingerprintOf = (form: Awaited<ReturnType<ImageInput['form']>>, sha256: string): string =>
  createHash('sha256')
    .update(`${askFingerprint(form)} ${sha256}`)
    .digest('hex');
