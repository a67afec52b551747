import type { FailureType } from '../../domain/runs/failures.js';
import type { IngestPhase } from '../../domain/runs/progress.js';
import type { DocumentFormat } from '../../domain/text/pages.js';
import { Entity } from './base-model.js';

export type MaterialStatus =
  | 'uploading'
  | 'queued'
  | 'processing'
  | 'ready'
  | 'partial'
  | 'failed'
  | 'cancelled'
  | 'deleting';

/** A document a student uploaded; its bytes are the object `m/{id}/original`. */
export class Material extends Entity {
  static override tableName = 'materials';

  declare ownerId: string;
  declare title: string;
  /** Which topic of the catalog it is about. */
  declare topicId: string | null;
  declare format: DocumentFormat;
  declare bytes: number | null;
  declare sha256: string | null;
  declare status: MaterialStatus;
  declare failure: FailureType | null;
  /** What the run is at; null before the document is opened, and after the run. */
  declare phase: IngestPhase | null;
  declare phaseStartedAt: Date | null;
  declare pageCount: number | null;
  declare runNo: number;
  declare workflowId: string | null;
  declare nextCheckAt: Date | null;
  declare cancelRequestedAt: Date | null;
  declare finishedAt: Date | null;
}
