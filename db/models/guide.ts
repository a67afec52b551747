import type { CheckedGuide } from '../../domain/guides/guide.js';
import type { GuideDraft } from '../../domain/guides/guide-draft.js';
import { RunEntity } from './run-entity.js';

/** What a material is about; its id is the material's. */
export class Guide extends RunEntity {
  static override tableName = 'guides';
  static override jsonAttributes = ['draft', 'content'];

  declare userId: string;
  declare status: 'queued' | 'processing' | 'ready' | 'failed' | 'cancelled';
  /** Kept between the steps of a run. */
  declare draft: GuideDraft | null;
  /** Of the last run that came to its end; null before there was one. */
  declare content: CheckedGuide | null;
  /** Who wrote the summary. */
  declare provider: string | null;
  declare model: string | null;
}
