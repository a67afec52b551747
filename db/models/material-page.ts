import type { FailureType } from '../../domain/runs/failures.js';
import type { PageMethod } from '../../domain/text/pages.js';
import { Row } from './base-model.js';

/** One page of a material, stored as soon as it is read. */
export class MaterialPage extends Row {
  static override tableName = 'material_pages';
  static override idColumn = ['materialId', 'pageNo'];

  declare materialId: string;
  declare pageNo: number;
  declare runNo: number;
  /** Its number as the file prints it, such as iv; null where that is `pageNo`, or not told. */
  declare label: string | null;
  declare status: 'done' | 'failed';
  declare method: PageMethod | null;
  /** BCP 47; of a page that was not read since its language is not installed, that; null where it is not told. */
  declare language: string | null;
  declare text: string;
  declare confidence: number | null;
  /** Between them its text has no running headers and footers; null until the material is cut into chunks. */
  declare bodyStart: number | null;
  declare bodyEnd: number | null;
  declare failure: FailureType | null;
  /** Pictures on it that were read, with text or without, and that were not. */
  declare picturesRead: number;
  declare picturesUnread: number;
}
