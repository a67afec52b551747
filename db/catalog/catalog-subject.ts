/** A part of a subject. The slug names it for good; the texts may be bettered. */
export interface CatalogTopic {
  slug: string;
  name: string;
  /** One sentence: what is learned. */
  summary: string;
}

/** A subject with its topics, in the order in which they build on each other. */
export interface CatalogSubject {
  slug: string;
  name: string;
  /** One sentence. */
  description: string;
  topics: readonly CatalogTopic[];
}
