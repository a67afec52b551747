import type { Transaction } from 'objection';
import { AuditEntry } from '../../db/models/audit-entry.js';

/** What is written to the audit log; support and operations read it. */
export type AuditAction =
  | 'session.reused-token'
  | 'proof.wrong'
  | 'role.changed'
  | 'user.suspended'
  | 'user.reinstated'
  | 'flag.closed'
  | 'xp.corrected'
  | 'score.corrected'
  | 'question.retired'
  | 'password.reset'
  | 'password.changed'
  | 'google.linked'
  | 'google.unlinked'
  | 'export.requested'
  | 'erasure.requested'
  | 'erasure.called-off'
  | 'erasure.finished'
  | `support.${SupportDeed}`;

/** What support does and looks at; each line of it has a reason. */
export type SupportDeed =
  | 'searched'
  | 'looked-at'
  | 'retried'
  | 'cancelled'
  | 'adjusted-xp'
  | 'ran-job'
  | 'listed-flags'
  | 'closed-flag'
  | 'listed-reports'
  | 'read-audit';

/** Who did it: a user, a command on the server, or the product itself. */
export type Actor = { kind: 'user'; id: string } | { kind: 'command' | 'system' };

/**
 * Writes one line to the audit log, in the transaction of what it tells of. `details` holds ids, numbers and fixed words
 * only; the subject is whom it concerns, if it is somebody; the reason is what support wrote.
 */
export async function audit(
  entry: {
    action: AuditAction;
    actor: Actor;
    subjectId: string | null;
    details?: Record<string, unknown>;
    reason?: string;
  },
  trx: Transaction,
): Promise<void> {
  const { action, actor, subjectId, details = {}, reason = null } = entry;
  const actorId = actor.kind === 'user' ? actor.id : null;
  await AuditEntry.query(trx).insert({ action, actorKind: actor.kind, actorId, subjectId, details, reason });
}
