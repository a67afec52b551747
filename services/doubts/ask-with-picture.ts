import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import type { ObjectStorage } from '../../clients/storage.js';
import { DoubtMessage } from '../../db/models/doubt-message.js';
import { Problem } from '../../domain/problems.js';
import { type Lease, oncePerKey } from '../idempotency.js';
import { sniffFormat } from '../materials/sniff-format.js';
import { hashStream, storeStream } from '../upload-stream.js';
import { type AskDeps, type AskInput, askFingerprint, queueQuestion } from './ask-doubt.js';
import { IMAGE_MAX_BYTES, problemImageKey } from './problem-image.js';

export interface PictureDeps extends AskDeps {
  storage: ObjectStorage;
}

export interface PictureInput extends Pick<AskInput, 'userId' | 'generalAllowed' | 'keyed'> {
  /** The picture's bytes as they arrive. */
  picture: Readable;
  /** Settles when the whole form has been read; fields may follow the picture. */
  form: () => Promise<Omit<AskInput, 'userId' | 'generalAllowed' | 'keyed'>>;
  signal: AbortSignal;
}

const PICTURES = ['png', 'jpeg', 'webp', 'tiff'];

/**
 * Queues a question with a picture of the problem, which is read before the question is answered and not kept longer.
 * @returns the id of the message that will hold the answer
 * @throws Problem unsupported-media-type, payload-too-large, and those of askDoubt.
 */
export function askWithPicture(deps: PictureDeps, input: PictureInput): Promise<string> {
  return oncePerKey(deps.db, input.keyed, {
    first: (lease) => storeAndQueue(deps, input, lease),
    fingerprint: async () => {
      const { sha256 } = await hashStream(input.picture, IMAGE_MAX_BYTES, input.signal);
      return fingerprintOf(await input.form(), sha256);
    },
    repeat: (messageId) => messageId,
  });
}

async function storeAndQueue(deps: PictureDeps, input: PictureInput, lease: Lease | undefined): Promise<string> {
  const { userId, generalAllowed, keyed, signal } = input;
  const id = uuidv7();
  const key = problemImageKey({ userId, messageId: id });
  try {
    const { format, stream } = await sniffFormat(input.picture);
    if (!PICTURES.includes(format))
      throw new Problem('unsupported-media-type', 'The picture must be PNG, JPEG, TIFF or WebP.');
    const target = { key, contentType: `image/${format}`, maxBytes: IMAGE_MAX_BYTES, signal };
    const { sha256 } = await storeStream(deps.storage, stream, target);
    const form = await input.form();
    const asked = { ...form, userId, generalAllowed, keyed };
    const picture = { id, fingerprint: fingerprintOf(form, sha256) };
    return await queueQuestion(deps, asked, lease, picture);
  } catch (error) {
    await discard(deps, id, key).catch(() => deps.log.warn({ id }, 'the picture of a problem is left for the sweep'));
    throw error;
  }
}

/** The row decides: a commit whose answer was lost has queued it, and then its picture stays. */
async function discard({ db, storage }: PictureDeps, id: string, key: string): Promise<void> {
  const row = await DoubtMessage.query(db).findById(id).select('id');
  if (!row) await storage.delete(key);
}

const fingerprintOf = (form: Awaited<ReturnType<PictureInput['form']>>, sha256: string): string =>
  createHash('sha256')
    .update(`${askFingerprint(form)} ${sha256}`)
    .digest('hex');
