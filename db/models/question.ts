import { Model } from 'objection';
import type { SearchedPart } from '../../domain/text/searched-part.js';
import type { StoredDraft } from '../../domain/tutor/stored-draft.js';
import { Citation } from './citation.js';
import { QuestionFeedback } from './question-feedback.js';
import { RunEntity } from './run-entity.js';

export type QuestionStatus = 'queued' | 'processing' | 'answered' | 'abstained' | 'failed' | 'cancelled';

/** A question and, once the work is done, its answer. */
export class Question extends RunEntity {
  static override tableName = 'questions';
  static override jsonAttributes = ['draft', 'partlySearched'];
  static override relationMappings = () => ({
    citations: {
      relation: Model.HasManyRelation,
      modelClass: Citation,
      join: { from: 'questions.id', to: 'citations.questionId' },
      modify: (query: { orderBy(column: string): unknown }) => query.orderBy('ord'),
    },
    feedback: {
      relation: Model.HasOneRelation,
      modelClass: QuestionFeedback,
      join: { from: 'questions.id', to: 'question_feedback.questionId' },
    },
  });

  declare threadId: string;
  declare userId: string;
  declare question: string;
  declare materialIds: string[];
  declare status: QuestionStatus;
  declare topicId: string | null;
  declare pageFrom: number | null;
  declare pageTo: number | null;
  /** Whether lessons may answer what no material does, and which one; null for those of the topic, or all. */
  declare lessonsAllowed: boolean;
  declare lessonId: string | null;
  /** Whether it may be answered from general knowledge where no material answers it. */
  declare generalAllowed: boolean;
  declare questionHash: string | null;
  declare repeatedOf: string | null;
  declare hasImage: boolean;
  declare imageText: string | null;
  declare phase: 'reading-image' | 'retrieving' | 'answering' | 'checking' | null;
  declare draft: StoredDraft | null;
  declare grounding: 'materials' | 'lessons' | 'general' | null;
  declare answer: string | null;
  /** BCP 47; null where the words do not tell. */
  declare questionLanguage: string | null;
  declare answerLanguage: string | null;
  declare steps: string[];
  declare keyPoints: string[];
  declare followUps: string[];
  declare confidence: number | null;
  declare provider: string | null;
  declare model: string | null;
  /** How far materials in its scope were that were still being read when they were searched. */
  declare partlySearched: SearchedPart[];
  declare citations?: Citation[];
  declare feedback?: QuestionFeedback | null;
}
