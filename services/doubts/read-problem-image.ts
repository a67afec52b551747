import type { Knex } from 'knex';
import type { ObjectStorage } from '../../clients/storage.js';
import { DoubtMessage } from '../../db/models/doubt-message.js';
import { UserProfile } from '../../db/models/user-profile.js';
import type { DocumentReader } from '../../documents/document-reader.js';
import { Failure } from '../../domain/failures.js';
import type { PageResult } from '../../domain/pages.js';
import type { Run } from '../../domain/workflow-ids.js';
import { lockRun } from '../runs.js';
import { enterPhase } from './enter-phase.js';
import { IMAGE_CHARACTERS, IMAGE_MAX_BYTES, problemImageKey } from './problem-image.js';

export interface ImageDeps {
  db: Knex;
  storage: ObjectStorage;
  documents: DocumentReader;
}

/**
 * Reads the text in the picture of a problem and keeps it with the question; the picture itself is not kept.
 * @throws Failure Superseded, StorageMissing, Empty where nothing can be read, and those of the reader.
 */
export async function readProblemImage(
  { db, storage, documents }: ImageDeps,
  run: Run,
  signal: AbortSignal,
): Promise<void> {
  const message = await enterPhase(db, run, 'reading-image');
  const key = problemImageKey({ userId: message.userId, messageId: run.id });
  if (message.imageText === null) {
    const file = await storage.get(key, { maxBytes: IMAGE_MAX_BYTES, signal });
    const { locale } = (await UserProfile.query(db).findById(message.userId).select('locale')) ?? {};
    const texts: string[] = [];
    const keep = async (page: PageResult) => void texts.push('text' in page ? page.text : '');
    await documents.readPages(file, [1], keep, signal, locale ? [locale] : []);
    const imageText = texts.join('\n').trim().slice(0, IMAGE_CHARACTERS);
    if (imageText === '') throw new Failure('Empty');
    await db.transaction(async (trx) => {
      await lockRun('doubt_messages', run, trx);
      await DoubtMessage.query(trx).findById(run.id).patch({ imageText });
    });
  }
  await storage.delete(key, signal);
}
