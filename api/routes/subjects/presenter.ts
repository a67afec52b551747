import type { Subject } from '../../../db/models/subject.js';

/** A subject with its topics, as anybody sees it. */
export const presentSubject = ({ slug, name, description, topics = [] }: Subject) => ({
  slug,
  name,
  description,
  topics: topics.map(({ slug, name, summary }) => ({ slug, name, summary })),
});
