import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { type CitableLesson, citableLessons, lessonSpanTexts } from '../../db/queries/lesson-texts.js';
import { partlySearched } from '../../db/queries/materials.js';
import { lockCitablePages, pageSpanTexts } from '../../db/queries/page-spans.js';
import {
  type FoundChunk,
  type SearchFor,
  type SearchScope,
  searchableModels,
  searchChunks,
} from '../../db/queries/retrieval.js';
import type { SearchedPart } from '../../domain/text/searched-part.js';
import { type CitableText, isLesson, isPage, type PageRef, type SourceRef } from '../../domain/text/source-ref.js';
import type { SpanWithText } from '../../domain/text/source-spans.js';

/** A text that an answer may cite now. */
export type CitableSource = CitableText<PageRef> | CitableLesson;

/** Where the tutor's passages come from: a student's own materials, and the lessons. */
export interface PassageSource {
  /** Which of the models known here the vectors in scope are of. */
  models(scope: SearchScope, known: readonly string[]): Promise<string[]>;
  /** How far the materials in scope are that are still being read. */
  partlySearched(scope: SearchScope): Promise<SearchedPart[]>;
  search(scope: SearchScope, search: SearchFor): Promise<FoundChunk[]>;
  /** The spans of texts that chunks cover: of pages, then of lessons, each in the order of the ids. */
  read(userId: string, chunkIds: readonly string[]): Promise<SpanWithText[]>;
  /** The pages among these that the student may cite now, held until the transaction ends. */
  lockPages(userId: string, pages: readonly PageRef[], trx: Transaction): Promise<CitableText<PageRef>[]>;
  /** The texts among these that the student may cite now; pages are held until the transaction ends. */
  lock(userId: string, sources: readonly SourceRef[], trx: Transaction): Promise<CitableSource[]>;
}

/** Passages of a student's own materials and of lessons. */
export const createPassageSource = (db: Knex): PassageSource => ({
  models: (scope, known) => searchableModels(db, scope, known),
  partlySearched: (scope) => partlySearched(db, scope),
  search: (scope, search) => searchChunks(db, scope, search),
  read: async (userId, chunkIds) => [
    ...(await pageSpanTexts(db, userId, chunkIds)),
    ...(await lessonSpanTexts(db, chunkIds)),
  ],
  lockPages: (userId, pages, trx) => lockCitablePages(trx, userId, pages),
  lock: async (userId, sources, trx) => [
    ...(await lockCitablePages(trx, userId, sources.filter(isPage))),
    ...(await lockedLessons(sources, trx)),
  ],
});

/** All students share lessons, and none holds one: what is quoted keeps the hash of the text that it stands in. */
async function lockedLessons(sources: readonly SourceRef[], trx: Transaction): Promise<CitableLesson[]> {
  const ids = new Set(sources.filter(isLesson).map(({ lessonId }) => lessonId));
  return ids.size === 0 ? [] : citableLessons(trx, [...ids]);
}
