import { Entity } from './base-model.js';

/** A verified quote: it stands on that page, at those offsets of the page's text. */
export class Citation extends Entity {
  static override tableName = 'citations';

  declare questionId: string;
  declare ord: number;
  /** What the answer rests on, or a passage offered where nothing answered. */
  declare kind: 'cited' | 'nearest';
  declare materialId: string | null;
  declare pageNo: number;
  declare quote: string;
  declare startOffset: number;
  declare endOffset: number;
}
