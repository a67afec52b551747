import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { CitableText, PageRef } from '../../domain/text/source-ref.js';
import type { SpanWithText } from '../../domain/text/source-spans.js';
import { Material } from '../models/material.js';
import { MaterialPage } from '../models/material-page.js';

interface Joined extends PageRef {
  sourceText: string;
  pageFrom: number;
  pageTo: number;
  startOffset: number;
  endOffset: number;
  bodyStart: number | null;
  bodyEnd: number | null;
  tableHead: string | null;
}

/**
 * The page spans of an owner's chunks, in the order of the ids given, then of pages. Where a chunk goes over the
 * edge of a page, its running headers and footers are left out.
 */
export async function pageSpanTexts(
  db: Knex,
  ownerId: string,
  chunkIds: readonly string[],
): Promise<SpanWithText<PageRef>[]> {
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
      'p.text as sourceText',
      'p.bodyStart',
      'p.bodyEnd',
      'c.pageFrom',
      'c.pageTo',
      'c.startOffset',
      'c.endOffset',
      'c.tableHead',
    );
  return rows
    .map(({ pageFrom, pageTo, startOffset, endOffset, bodyStart, bodyEnd, ...page }) => ({
      ...page,
      start: page.pageNo === pageFrom ? startOffset : (bodyStart ?? 0),
      end: page.pageNo === pageTo ? endOffset : (bodyEnd ?? page.sourceText.length),
    }))
    .filter(({ start, end }) => end > start);
}

/** The texts of pages that a student may cite, held until the transaction ends; missing where there is none. */
export async function lockCitablePages(
  trx: Transaction,
  ownerId: string,
  pages: readonly PageRef[],
): Promise<CitableText<PageRef>[]> {
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
    .select('pages.materialId', 'pages.pageNo', 'pages.text', 'pages.label', 'materials.format');
  return rows.castTo<CitableText<PageRef>[]>();
}

/** The texts of a material's pages up to one, in page order. The caller has checked the owner. */
export async function textsUpTo(db: Knex, { materialId, pageNo }: PageRef): Promise<string[]> {
  const pages = await MaterialPage.query(db)
    .where({ materialId, status: 'done' })
    .where('pageNo', '<=', pageNo)
    .orderBy('pageNo')
    .select('text');
  return pages.map(({ text }) => text);
}
