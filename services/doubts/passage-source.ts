import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { lockCitablePages, type PageStretch, pageStretches } from '../../db/queries/page-stretches.js';
import {
  type Rankings,
  type SearchFor,
  type SearchScope,
  searchableModels,
  searchChunks,
} from '../../db/queries/retrieval.js';
import type { CitablePage } from '../../domain/checked-answer.js';

/** Where the tutor's passages come from: today a student's own materials. */
export interface PassageSource {
  /** Which of the models known here the student's vectors are of. */
  models(userId: string, known: readonly string[]): Promise<string[]>;
  search(scope: SearchScope, search: SearchFor): Promise<Rankings>;
  /** The stretches of pages that chunks cover, in the order of the ids. */
  read(userId: string, chunkIds: readonly string[]): Promise<PageStretch[]>;
  /** The pages among these that the student may cite now, held until the transaction ends. */
  lock(
    trx: Transaction,
    userId: string,
    pages: readonly { materialId: string; pageNo: number }[],
  ): Promise<CitablePage[]>;
}

/** Passages of a student's own materials. */
export const materialPassages = (db: Knex): PassageSource => ({
  models: (userId, known) => searchableModels(db, userId, known),
  search: (scope, search) => searchChunks(db, scope, search),
  read: (userId, chunkIds) => pageStretches(db, userId, chunkIds),
  lock: (trx, userId, pages) => lockCitablePages(trx, userId, pages),
});
