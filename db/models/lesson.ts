import { Entity } from './base-model.js';

/** One thing of a lesson to keep in mind, and the question that it answers. */
export interface KeyPoint {
  text: string;
  question: string;
}

/** A work that says what a lesson says. */
export interface LessonSource {
  title: string;
  publisher: string;
}

/** A text to learn a topic, or a part of one, by; its slug names it there for good. */
export class Lesson extends Entity {
  static override tableName = 'lessons';
  static override jsonAttributes = ['keyPoints', 'sources', 'figures'];

  declare topicId: string;
  declare slug: string;
  declare title: string;
  /** To read it. */
  declare minutes: number;
  declare position: number;
  declare objectives: string[];
  declare keyPoints: KeyPoint[];
  declare sources: LessonSource[];
  /** Markdown, with formulas in TeX. */
  declare body: string;
  /** What it can be quoted with, made of the body and the key points. */
  declare text: string;
  /** Of that text; the database's. */
  declare textHash: string;
  /** What its title and topic add to the words of its chunks. */
  declare titleWords: string[];
  /** SVG by the name under which the body shows it. */
  declare figures: Record<string, string>;
  /** Of everything that its file says. */
  declare hash: string;
  /** The folder of content it comes from, which alone may retire it. */
  declare origin: string;
  /** Since when it is offered no more. */
  declare retiredAt: Date | null;
}
