import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { lockCitablePages, type PageSpanText, pageSpanTexts } from '../../db/queries/page-spans.js';
import {
  type FoundChunk,
  type SearchFor,
  type SearchScope,
  searchableModels,
  searchChunks,
} from '../../db/queries/retrieval.js';
import type { CitablePage } from '../../domain/tutor/checked-answer.js';

/** Where the tutor's passages come from: today a student's own materials. */
export interface PassageSource {
  /** Which of the models known here the student's vectors are of. */
  models(userId: string, known: readonly string[]): Promise<string[]>;
  search(scope: SearchScope, search: SearchFor): Promise<FoundChunk[]>;
  /** The spans of pages that chunks cover, in the order of the ids. */
  read(userId: string, chunkIds: readonly string[]): Promise<PageSpanText[]>;
  /** The pages among these that the student may cite now, held until the transaction ends. */
  lock(
    userId: string,
    pages: readonly { materialId: string; pageNo: number }[],
    trx: Transaction,
  ): Promise<CitablePage[]>;
}

/** Passages of a student's own materials. */
export const materialPassages = (db: Knex): PassageSource => ({
  models: (userId, known) => searchableModels(db, userId, known),
  search: (scope, search) => searchChunks(db, scope, search),
  read: (userId, chunkIds) => pageSpanTexts(db, userId, chunkIds),
  lock: (userId, pages, trx) => lockCitablePages(trx, userId, pages),
});
