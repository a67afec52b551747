import { Model } from 'objection';
import { Entity } from './base-model.js';
import { Topic } from './topic.js';

/** What can be studied here; its slug names it for good. */
export class Subject extends Entity {
  static override tableName = 'subjects';
  static override relationMappings = () => ({
    topics: {
      relation: Model.HasManyRelation,
      modelClass: Topic,
      join: { from: 'subjects.id', to: 'topics.subjectId' },
      modify: (query: { orderBy(columns: string[]): unknown }) => query.orderBy(['position', 'slug']),
    },
  });

  declare slug: string;
  declare name: string;
  declare description: string;
  declare position: number;
  declare topics?: Topic[];
}
