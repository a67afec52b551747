import { type AnyQueryBuilder, Model, type ModelOptions, type QueryContext } from 'objection';
import type { IngestPhase } from '../../domain/runs/progress.js';
import { OPEN_STATES } from '../../domain/runs/states.js';
import type { DocumentFormat } from '../../domain/text/formats.js';
import { searchWords } from '../../domain/text/search-words.js';
import { MaterialPage } from './material-page.js';
import { columnOf, RunEntity } from './run-entity.js';

export type MaterialStatus =
  | 'uploading'
  | 'queued'
  | 'processing'
  | 'ready'
  | 'partial'
  | 'failed'
  | 'cancelled'
  | 'deleting';

/** In which its student does not see it: not whole yet, or taken away. */
export const HIDDEN_STATES = ['uploading', 'deleting'] as const;

/** In which all of it is read that can be. */
export const INGESTED_STATES = ['ready', 'partial'] as const;

/** In which it is searched, as far as it is read. */
export const SEARCHED_STATES = [...OPEN_STATES, ...INGESTED_STATES] as const;

/** A document a student uploaded; its bytes are the object `m/{id}/original`. */
export class Material extends RunEntity {
  static override tableName = 'materials';
  static override modifiers = {
    ...RunEntity.modifiers,
    /** Those that their student sees. */
    visible(query: AnyQueryBuilder) {
      query.whereNotIn(columnOf(query, 'status'), [...HIDDEN_STATES]);
    },
    /**
     * Those that questions are answered from, as far as they are read. A student has one of each file among them, as the
     * index materials_one_living_copy says.
     */
    searchable(query: AnyQueryBuilder) {
      query.whereIn(columnOf(query, 'status'), [...SEARCHED_STATES]);
    },
    /** Those of which all is read that can be. */
    ingested(query: AnyQueryBuilder) {
      query.whereIn(columnOf(query, 'status'), [...INGESTED_STATES]);
    },
  };
  static override relationMappings = () => ({
    pages: {
      relation: Model.HasManyRelation,
      modelClass: MaterialPage,
      join: { from: 'materials.id', to: 'material_pages.materialId' },
    },
  });

  declare ownerId: string;
  declare title: string;
  /** By which its title is searched; written with it. */
  declare titleWords: string[];
  /** Which topic of the catalog it is about. */
  declare topicId: string | null;
  declare format: DocumentFormat;
  declare bytes: number | null;
  declare sha256: string | null;
  declare status: MaterialStatus;
  /** What the run is at; null before the document is opened, and after the run. */
  declare phase: IngestPhase | null;
  declare phaseStartedAt: Date | null;
  declare pageCount: number | null;
  /** How many of the pictures on its pages are read, in their order; null before the document is opened. */
  declare pictureLimit: number | null;
  /** Pages that were read, and that could not be; the database counts them. */
  declare pagesDone: number;
  declare pagesFailed: number;
  /** Of those that were read the ones whose text is wholly in chunks; kept while it is being read. */
  declare pagesChunked: number;
  /** Of its chunks, that of most of them first. */
  declare languages: string[];

  override $beforeInsert(context: QueryContext): void | Promise<void> {
    this.titleWords = searchWords(this.title);
    return super.$beforeInsert(context);
  }

  override $beforeUpdate(options: ModelOptions, context: QueryContext): void | Promise<void> {
    if (this.title !== undefined) this.titleWords = searchWords(this.title);
    return super.$beforeUpdate(options, context);
  }
}
