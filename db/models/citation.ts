import { Model } from 'objection';
import { Entity } from './base-model.js';
import { Lesson } from './lesson.js';

/** A verified quote: it stands on that page, or in that lesson, at those offsets of its text. */
export class Citation extends Entity {
  static override tableName = 'citations';
  static override relationMappings = () => ({
    lesson: {
      relation: Model.BelongsToOneRelation,
      modelClass: Lesson,
      join: { from: 'citations.lessonId', to: 'lessons.id' },
      modify: (query: { select(...columns: string[]): unknown }) => query.select('id', 'textHash', 'retiredAt'),
    },
  });

  declare questionId: string;
  declare ord: number;
  /** What the answer rests on, or a passage offered where nothing answered. */
  declare kind: 'cited' | 'nearest';
  /** Null once the material is gone, and of a lesson. */
  declare materialId: string | null;
  /** Null of a lesson. */
  declare pageNo: number | null;
  /** The number printed on the page when it was quoted; null where that is `pageNo`, or not told. */
  declare pageLabel: string | null;
  /** The headings above it, from the highest down, where the pages of the material are not those of print. */
  declare headingPath: string[] | null;
  /** Of the paragraphs below the last of these headings, or of all where there is none, from 1. */
  declare paragraphNo: number | null;
  declare lessonId: string | null;
  /** As it was when it was quoted; null of a page. */
  declare lessonTitle: string | null;
  declare lessonSection: string | null;
  /** Of the text of the lesson in which the quote stands. */
  declare lessonHash: string | null;
  /** What became of the lesson, where it was asked for. */
  declare lesson?: Pick<Lesson, 'id' | 'textHash' | 'retiredAt'> | null;
  declare quote: string;
  declare startOffset: number;
  declare endOffset: number;
}
