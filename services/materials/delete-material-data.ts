import type { Knex } from 'knex';
import type { ObjectStorage } from '../../clients/storage.js';
import { Citation } from '../../db/models/citation.js';
import { Guide } from '../../db/models/guide.js';
import { Material } from '../../db/models/material.js';
import { MaterialChunk } from '../../db/models/material-chunk.js';
import { MaterialPage } from '../../db/models/material-page.js';
import { Question } from '../../db/models/question.js';
import { Reembedding } from '../../db/models/reembedding.js';
import { materialPrefix } from '../../domain/object-keys.js';
import type { Run } from '../../domain/runs/flows.js';
import { removeGeneratedQuestions } from './remove-generated-questions.js';

export interface MaterialDeletionDeps {
  db: Knex;
  storage: ObjectStorage;
}

/** Rows of one DELETE, so that no transaction is long. */
const BATCH = 2_000;

/** Removes a material's bytes, and parts of uploads there; repeating it is harmless. */
export async function deleteMaterialObjects({ storage }: { storage: ObjectStorage }, { id }: Run): Promise<void> {
  await storage.deletePrefix(materialPrefix(id));
}

/**
 * Removes everything that was made of a material, and at last its row. Answers that cited it keep their text;
 * its quotes in them are blanked, and so it is with questions of quizzes that were begun. Repeating it is harmless.
 */
export async function deleteMaterialRows({ db }: { db: Knex }, { id, runNo }: Run): Promise<void> {
  const isDeleting = await Material.query(db).findOne({ id, runNo, status: 'deleting' }).select('id');
  if (!isDeleting) return;
  // First what else works on it: its guide, and a move to other vectors, lock their own rows before the material's.
  await Reembedding.query(db).where({ materialId: id }).delete();
  await Guide.query(db).deleteById(id);
  await blankQuotes(id, db);
  await removeGeneratedQuestions(id, db);
  await inBatches(() =>
    MaterialChunk.query(db)
      .whereIn('id', MaterialChunk.query(db).where({ materialId: id }).limit(BATCH).select('id'))
      .delete(),
  );
  await inBatches(() =>
    MaterialPage.query(db)
      .where({ materialId: id })
      .whereIn('pageNo', MaterialPage.query(db).where({ materialId: id }).limit(BATCH).select('pageNo'))
      .delete(),
  );
  await Material.query(db).findById(id).where({ runNo, status: 'deleting' }).delete();
}

/**
 * Question by question, with its row locked: whoever removes a thread holds its questions before their citations, and
 * takes these in an order of its own.
 */
async function blankQuotes(materialId: string, db: Knex): Promise<void> {
  for (;;) {
    const cited = await Citation.query(db).findOne({ materialId }).select('questionId');
    if (!cited) return;
    const { questionId } = cited;
    await db.transaction(async (trx) => {
      await Question.query(trx).findById(questionId).select('id').forNoKeyUpdate();
      await Citation.query(trx).where({ questionId, materialId }).patch({ quote: '', materialId: null });
    });
  }
}

/** @param deleteSome deletes a batch and tells how many rows that were */
async function inBatches(deleteSome: () => PromiseLike<number>): Promise<void> {
  let deleted: number;
  do {
    deleted = await deleteSome();
  } while (deleted === BATCH);
}
