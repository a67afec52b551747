import { randomBytes, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { AuditEntry } from '../../../db/models/audit-entry.js';
import { Erasure } from '../../../db/models/erasure.js';
import { Export } from '../../../db/models/export.js';
import { IdempotencyKey } from '../../../db/models/idempotency-key.js';
import { Mail } from '../../../db/models/mail.js';
import { OAuthIdentity } from '../../../db/models/oauth-identity.js';
import { OneTimeCode } from '../../../db/models/one-time-code.js';
import { RefreshToken } from '../../../db/models/refresh-token.js';
import { Session } from '../../../db/models/session.js';
import { User } from '../../../db/models/user.js';
import { UserPreferences } from '../../../db/models/user-preferences.js';
import { UserProfile } from '../../../db/models/user-profile.js';
import { workflowIdOf } from '../../../domain/runs/flows.js';
import { type Columns, insertRow } from './insert-row.js';
import { failureOf, runColumns } from './run-columns.js';

const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);

/** An active student with a profile and nothing else, without HTTP; `createStudent` signs one up and in. */
export async function buildStudent(db: Knex, columns: Columns<User> = {}): Promise<User> {
  const id = randomUUID();
  const user = await insertRow(User, db, {
    id,
    email: `${id}@example.org`,
    role: 'student',
    status: 'active',
    ...columns,
  });
  await insertRow(UserProfile, db, { userId: user.id, displayName: 'Test Student' });
  return user;
}

/** What a student wants, who has answered nothing of it. */
export const buildPreferences = (db: Knex, columns: Columns<UserPreferences, 'userId'>): Promise<UserPreferences> =>
  insertRow(UserPreferences, db, columns);

/** A session of a month. */
export const buildSession = (db: Knex, columns: Columns<Session, 'userId'>): Promise<Session> =>
  insertRow(Session, db, { expiresAt: inDays(30), ...columns });

/** A refresh token of which nobody has the secret. */
export const buildRefreshToken = (db: Knex, columns: Columns<RefreshToken, 'sessionId'>): Promise<RefreshToken> =>
  insertRow(RefreshToken, db, { tokenHash: randomBytes(32), expiresAt: inDays(30), ...columns });

/** A login at another provider. */
export const buildIdentity = (db: Knex, columns: Columns<OAuthIdentity, 'userId'>): Promise<OAuthIdentity> =>
  insertRow(OAuthIdentity, db, { issuer: 'https://idp.test', subject: randomUUID(), ...columns });

/** A code of which nobody has the secret; `issueCode` gives one that works. */
export const buildOneTimeCode = (db: Knex, columns: Columns<OneTimeCode, 'userId'>): Promise<OneTimeCode> =>
  insertRow(OneTimeCode, db, { kind: 'verify-email', codeHash: randomBytes(32), expiresAt: inDays(1), ...columns });

/** A mail that was sent. */
export function buildMail(db: Knex, columns: Columns<Mail, 'userId'>): Promise<Mail> {
  const { id = randomUUID(), runNo = 1, status = 'sent' } = columns;
  return insertRow(Mail, db, {
    id,
    kind: 'verify-email',
    failure: failureOf(status),
    workflowId: workflowIdOf('sendMail', { id, runNo }),
    ...runColumns(status),
    ...columns,
  });
}

/** An export that is ready for a day; its file is not in storage. */
export function buildExport(db: Knex, columns: Columns<Export, 'userId'>): Promise<Export> {
  const { id = randomUUID(), runNo = 1, status = 'ready' } = columns;
  const hasFile = status === 'ready' || status === 'expired';
  return insertRow(Export, db, {
    id,
    failure: failureOf(status),
    workflowId: workflowIdOf('exportAccount', { id, runNo }),
    ...(hasFile ? { bytes: 12, writeNo: 1, expiresAt: inDays(1) } : {}),
    ...runColumns(status),
    ...columns,
  });
}

/** An erasure that was called off. A done one is a receipt: `{ userId: null, status: 'done' }`. */
export function buildErasure(db: Knex, columns: Columns<Erasure, 'userId'>): Promise<Erasure> {
  const { id = randomUUID(), runNo = 1, status = 'cancelled' } = columns;
  const run = runColumns(status);
  return insertRow(Erasure, db, {
    id,
    phase: run.finishedAt ? null : 'grace',
    eraseAt: inDays(7),
    receipt: status === 'done' ? {} : null,
    workflowId: workflowIdOf('eraseAccount', { id, runNo }),
    ...run,
    ...columns,
  });
}

/** A request whose key was used and whose lease is over. */
export const buildIdempotencyKey = (db: Knex, columns: Columns<IdempotencyKey, 'userId'>): Promise<IdempotencyKey> =>
  insertRow(IdempotencyKey, db, {
    route: 'POST /api/v1/materials/upload',
    key: randomUUID(),
    fingerprint: 'f',
    leaseId: randomUUID(),
    leasedUntil: new Date(),
    ...columns,
  });

/** An entry of the audit log. */
export const buildAuditEntry = (db: Knex, columns: Columns<AuditEntry>): Promise<AuditEntry> =>
  insertRow(AuditEntry, db, { action: 'password.changed', actorKind: 'user', ...columns });
