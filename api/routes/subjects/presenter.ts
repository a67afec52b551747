import type { SubjectWithTopics } from '../../../db/queries/subjects.js';

/** A subject with its topics, as anybody sees it. */
export const presentSubject = ({ slug, name, description, topics }: SubjectWithTopics) => ({
  slug,
  name,
  description,
  topics: topics.map(({ slug, name, summary }) => ({ slug, name, summary })),
});
