import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { Material } from '../models/material.js';

/** The part of one page that a chunk covers, with the whole page's text. */
export interface PageSpanText {
  materialId: string;
  pageNo: number;
  pageText: string;
  /** Offsets into `pageText`, UTF-16 units, end exclusive. */
  start: number;
  end: number;
}

interface Joined {
  materialId: string;
  pageNo: number;
  pageText: string;
  pageFrom: number;
  pageTo: number;
  startOffset: number;
  endOffset: number;
  bodyStart: number | null;
  bodyEnd: number | null;
}

/**
 * The page spans of an owner's chunks, in the order of the ids given, then of pages. Where a chunk goes over the
 * edge of a page, its running headers and footers are left out.
 */
export async function pageSpanTexts(db: Knex, ownerId: string, chunkIds: readonly string[]): Promise<PageSpanText[]> {
  const rows: Joined[] = await db('material_chunks as c')
    .join('material_pages as p', (on) =>
      on.on('p.materialId', 'c.materialId').andOn('p.pageNo', '>=', 'c.pageFrom').andOn('p.pageNo', '<=', 'c.pageTo'),
    )
    .where('c.ownerId', ownerId)
    .whereIn('c.id', chunkIds)
    .orderByRaw('array_position(?::uuid[], c.id), p.page_no', [[...chunkIds]])
    .select(
      'p.materialId',
      'p.pageNo',
      'p.text as pageText',
      'p.bodyStart',
      'p.bodyEnd',
      'c.pageFrom',
      'c.pageTo',
      'c.startOffset',
      'c.endOffset',
    );
  return rows
    .map(({ pageFrom, pageTo, startOffset, endOffset, bodyStart, bodyEnd, ...page }) => ({
      ...page,
      start: page.pageNo === pageFrom ? startOffset : (bodyStart ?? 0),
      end: page.pageNo === pageTo ? endOffset : (bodyEnd ?? page.pageText.length),
    }))
    .filter(({ start, end }) => end > start);
}

/** The texts of pages that a student may cite, held until the transaction ends; missing where there is none. */
export async function lockCitablePages(
  trx: Transaction,
  ownerId: string,
  pages: readonly { materialId: string; pageNo: number }[],
): Promise<{ materialId: string; pageNo: number; text: string }[]> {
  if (pages.length === 0) return [];
  const rows = Material.query(trx)
    .joinRelated('pages')
    .where({ ownerId, 'pages.status': 'done' })
    .modify('searchable')
    .whereInComposite(
      ['pages.materialId', 'pages.pageNo'],
      pages.map(({ materialId, pageNo }) => [materialId, pageNo]),
    )
    .forShare()
    .select('pages.materialId', 'pages.pageNo', 'pages.text');
  return rows.castTo<{ materialId: string; pageNo: number; text: string }[]>();
}
