import { z } from 'zod';
import { fitsInLine } from '../../domain/text/line-of-text.js';
import { slug, topicName } from './catalog-schema.js';

/** A line of text without spaces around it. */
const line = z
  .string()
  .regex(/^\S(.*\S)?$/, 'must be one line without spaces around it')
  .refine(fitsInLine, 'has characters that do not fit in a line');

const keyPoint = z.strictObject({
  text: line.regex(/[.!]$/, 'must be a sentence'),
  /** What the text answers, as it stands on a card. */
  question: line.regex(/\?$/, 'must be a question'),
});

const source = z.strictObject({ title: line, publisher: line });

/** What stands before the text of a lesson. */
export const lessonHead = z.strictObject({
  topic: topicName,
  slug,
  title: line.max(100),
  minutes: z.int().min(1).max(60),
  /** Its place in its topic; lessons of one place come by their slugs. */
  position: z.int().min(1).default(1),
  objectives: z.array(line).min(2).max(5),
  keyPoints: z.array(keyPoint).min(3).max(6),
  sources: z.array(source).min(1).max(4),
});

/** A lesson as its file says it. */
export interface ContentLesson extends z.infer<typeof lessonHead> {
  body: string;
  /** SVG by the name under which the body shows it. */
  figures: Record<string, string>;
  /** Of all of it. */
  hash: string;
}
