import { Model } from 'objection';
import type { FailureType } from '../../domain/failures.js';
import { DoubtCitation } from './doubt-citation.js';
import { Entity } from './row.js';

export type DoubtStatus = 'queued' | 'processing' | 'answered' | 'abstained' | 'failed' | 'cancelled';

/** A question and, once the work is done, its answer. */
export class DoubtMessage extends Entity {
  static override tableName = 'doubt_messages';
  static override relationMappings = () => ({
    citations: {
      relation: Model.HasManyRelation,
      modelClass: DoubtCitation,
      join: { from: 'doubt_messages.id', to: 'doubt_citations.messageId' },
      modify: (query: { orderBy(column: string): unknown }) => query.orderBy('ord'),
    },
  });

  declare sessionId: string;
  declare userId: string;
  declare question: string;
  declare materialIds: string[];
  declare status: DoubtStatus;
  declare phase: 'retrieving' | 'answering' | null;
  declare failure: FailureType | null;
  declare answer: string | null;
  declare provider: string | null;
  declare model: string | null;
  declare runNo: number;
  declare workflowId: string;
  declare nextCheckAt: Date | null;
  declare cancelRequestedAt: Date | null;
  declare finishedAt: Date | null;
  declare citations?: DoubtCitation[];
}
