import { Entity } from './base-model.js';

/** Something done to an account that must be answerable later; never changed, but for what is forgotten. */
export class AuditEntry extends Entity {
  static override tableName = 'audit_log';
  static override jsonAttributes = ['details'];

  declare action: string;
  declare actorKind: 'user' | 'command' | 'system';
  declare actorId: string | null;
  /** Whom it concerns. */
  declare subjectId: string | null;
  /** Ids and fixed words only. */
  declare details: Record<string, unknown>;
  /** What support gave as theirs; forgotten with the subject, and after 90 days where there is none. */
  declare reason: string | null;
}
