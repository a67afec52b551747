import { Entity } from './base-model.js';

/** A span of a material's text, the unit of retrieval. Its vectors are in chunk_vectors, written and compared in SQL only. */
export class MaterialChunk extends Entity {
  static override tableName = 'material_chunks';

  declare materialId: string;
  declare ownerId: string;
  declare ord: number;
  declare pageFrom: number;
  declare pageTo: number;
  declare startOffset: number;
  declare endOffset: number;
  declare text: string;
  /** The headings above its first words, from the highest down. */
  declare headingPath: string[];
  /** The head row of the table that it begins within. */
  declare tableHead: string | null;
  declare tokens: number | null;
  /** Of the page that it begins on. */
  declare language: string | null;
}
