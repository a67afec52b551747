import { Model } from 'objection';
import type { FailureType } from '../../domain/failures.js';
import type { StoredDraft } from '../../domain/stored-draft.js';
import { DoubtCitation } from './doubt-citation.js';
import { DoubtFeedback } from './doubt-feedback.js';
import { Entity } from './row.js';

export type DoubtStatus = 'queued' | 'processing' | 'answered' | 'abstained' | 'failed' | 'cancelled';

/** A question and, once the work is done, its answer. */
export class DoubtMessage extends Entity {
  static override tableName = 'doubt_messages';
  static override jsonAttributes = ['draft'];
  static override relationMappings = () => ({
    citations: {
      relation: Model.HasManyRelation,
      modelClass: DoubtCitation,
      join: { from: 'doubt_messages.id', to: 'doubt_citations.messageId' },
      modify: (query: { orderBy(column: string): unknown }) => query.orderBy('ord'),
    },
    feedback: {
      relation: Model.HasOneRelation,
      modelClass: DoubtFeedback,
      join: { from: 'doubt_messages.id', to: 'doubt_feedback.messageId' },
    },
  });

  declare sessionId: string;
  declare userId: string;
  declare question: string;
  declare materialIds: string[];
  declare status: DoubtStatus;
  declare topicId: string | null;
  declare pageFrom: number | null;
  declare pageTo: number | null;
  /** Whether it may be answered from general knowledge where no material answers it. */
  declare generalAllowed: boolean;
  declare questionHash: string | null;
  declare repeatedOf: string | null;
  declare hasImage: boolean;
  declare imageText: string | null;
  declare phase: 'reading-image' | 'retrieving' | 'answering' | 'checking' | null;
  declare draft: StoredDraft | null;
  declare failure: FailureType | null;
  declare grounding: 'materials' | 'general' | null;
  declare answer: string | null;
  declare steps: string[];
  declare keyPoints: string[];
  declare followUps: string[];
  declare confidence: number | null;
  declare provider: string | null;
  declare model: string | null;
  declare runNo: number;
  declare workflowId: string;
  declare nextCheckAt: Date | null;
  declare cancelRequestedAt: Date | null;
  declare finishedAt: Date | null;
  declare citations?: DoubtCitation[];
  declare feedback?: DoubtFeedback | null;
}
