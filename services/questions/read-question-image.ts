import type { Knex } from 'knex';
import type { ObjectStorage } from '../../clients/storage.js';
import { UserProfile } from '../../db/models/user-profile.js';
import type { DocumentReader } from '../../documents/document-reader.js';
import { questionImageKey } from '../../domain/object-keys.js';
import { Failure } from '../../domain/runs/failures.js';
import type { Run } from '../../domain/runs/flows.js';
import type { PageResult } from '../../domain/text/pages.js';
import { supersededOr, writeInRun } from '../runs/lock-run.js';
import { enterPhase } from './enter-phase.js';
import { IMAGE_CHARACTERS, IMAGE_MAX_BYTES } from './question-image.js';

export interface ImageDeps {
  db: Knex;
  storage: ObjectStorage;
  documents: DocumentReader;
}

/**
 * Reads the text in the image of a problem and keeps it with the question; once it is read, the image is not kept.
 * @throws Failure Superseded, StorageMissing, Empty where nothing can be read, and those of the reader.
 */
export async function readQuestionImage(
  { db, storage, documents }: ImageDeps,
  run: Run,
  signal: AbortSignal,
): Promise<void> {
  const message = await enterPhase({ db }, { ...run, phase: 'reading-image' });
  const key = questionImageKey({ userId: message.userId, questionId: run.id });
  if (message.imageText === null) {
    const file = await storage
      .get(key, { maxBytes: IMAGE_MAX_BYTES, signal })
      .catch(supersededOr({ db }, 'answerQuestion', run));
    const { locale } = (await UserProfile.query(db).findById(message.userId).select('locale')) ?? {};
    const texts: string[] = [];
    const keep = async (page: PageResult) => void texts.push('text' in page ? page.text : '');
    await documents.readPages(file, [1], keep, signal, locale ? [locale] : []);
    const imageText = texts.join('\n').trim().slice(0, IMAGE_CHARACTERS);
    if (imageText === '') throw new Failure('Empty');
    await writeInRun({ db }, 'answerQuestion', run, (row, trx) => row.$query(trx).patch({ imageText }));
  }
  await storage.delete(key, signal);
}
