import { Entity } from './row.js';

/** A verified quote: it stands on that page, at those offsets of the page's text. */
export class DoubtCitation extends Entity {
  static override tableName = 'doubt_citations';

  declare messageId: string;
  declare ord: number;
  /** What the answer rests on, or a passage offered where nothing answered. */
  declare kind: 'cited' | 'nearest';
  declare materialId: string | null;
  declare pageNo: number;
  declare quote: string;
  declare startOffset: number;
  declare endOffset: number;
}
