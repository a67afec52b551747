import { randomUUID } from 'node:crypto';
import { avatarKey, exportKey, originalKey } from '../../domain/object-keys.js';
import { putObject } from './objects.js';
import type { Student } from './student.js';
import type { TestApp } from './test-app.js';

/** What `fillAccount` made, for tests that look for it. */
export interface FullAccount {
  materialId: string;
  threadId: string;
  questionId: string;
  exportId: string;
  avatarId: string;
  /** Object keys, without the deployment's prefix. */
  keys: string[];
  /** Text that stands nowhere else: in a title, on a page, in a chunk, a question, an answer and a quote. */
  secret: string;
}

/**
 * Gives a signed-up student something in every table that holds what belongs to a person, and in object storage.
 * No work is left open, so that the account stays as it is with or without a worker.
 */
export async function fillAccount(
  { db, config }: TestApp,
  student: Pick<Student, 'id' | 'email'>,
): Promise<FullAccount> {
  const userId = student.id;
  const [materialId, threadId, questionId, exportId, avatarId] = Array.from({ length: 5 }, () => randomUUID()) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const secret = `secret-${randomUUID()}`;
  const finishedAt = new Date();
  const later = new Date(Date.now() + 86_400_000);

  await db('users').where({ id: userId }).update({ emailVerifiedAt: finishedAt });
  await db('user_profiles').where({ userId }).update({ avatarId, grade: '11', timeZone: 'Asia/Kathmandu', version: 2 });
  await db('zone_changes').insert({ id: randomUUID(), userId, fromZone: 'UTC', toZone: 'Asia/Kathmandu' });
  await db('user_preferences').insert({ userId, goals: [`pass ${secret}`], dailyMinutes: 30, studyDays: [1, 3, 5] });
  await db('user_subjects').insert({ userId, subjectId: await anySubject({ db }), position: 1 });
  await db('oauth_identities').insert({ id: randomUUID(), userId, issuer: 'https://idp.test', subject: randomUUID() });
  await db('one_time_codes').insert({
    id: randomUUID(),
    kind: 'verify-email',
    codeHash: Buffer.from(randomUUID()),
    userId,
    payload: JSON.stringify({ email: student.email }),
    expiresAt: later,
  });
  const mailId = randomUUID();
  await db('mails').insert({
    id: mailId,
    userId,
    kind: 'verify-email',
    status: 'sent',
    workflowId: `mail:${mailId}:1`,
    finishedAt,
  });
  await db('audit_log').insert({
    id: randomUUID(),
    action: 'password.changed',
    actorKind: 'user',
    actorId: userId,
    subjectId: userId,
  });
  await db('idempotency_keys').insert({
    userId,
    route: 'POST /api/v1/materials/upload',
    key: `key-${secret}`,
    leaseId: randomUUID(),
    leasedUntil: finishedAt,
    resourceId: materialId,
    fingerprint: 'f',
  });

  await db('materials').insert({
    id: materialId,
    ownerId: userId,
    title: `Notes ${secret}`,
    format: 'pdf',
    bytes: 20,
    sha256: materialId.replaceAll('-', '').repeat(2),
    status: 'ready',
    pageCount: 2,
    workflowId: `ingest:${materialId}:1`,
    finishedAt,
  });
  const text = `What the notes say of ${secret}.`;
  await db('material_pages').insert(
    [1, 2].map((pageNo) => ({ materialId, pageNo, runNo: 1, status: 'done', method: 'text', text })),
  );
  const chunk = { materialId, ownerId: userId, startOffset: 0, endOffset: text.length, text };
  await db('material_chunks').insert(
    [1, 2].map((page) => ({ ...chunk, id: randomUUID(), ord: page - 1, pageFrom: page, pageTo: page })),
  );

  const [chunkId] = await db('material_chunks').where({ materialId }).orderBy('ord').pluck('id');
  await db('chunk_vectors').insert({
    chunkId,
    materialId,
    ownerId: userId,
    model: 'm@2',
    embedding: '[1,0]',
    search: '',
  });

  const reembeddingId = randomUUID();
  await db('reembeddings').insert({
    id: reembeddingId,
    materialId,
    userId,
    model: 'm@2',
    status: 'done',
    workflowId: `reembed:${reembeddingId}:1`,
    finishedAt,
  });

  await db('page_admissions').insert({ userId, materialId, runNo: 1, pages: 2 });

  await db('threads').insert({ id: threadId, userId });
  await db('questions').insert({
    id: questionId,
    threadId,
    userId,
    question: `What of ${secret}?`,
    materialIds: [materialId],
    status: 'answered',
    answer: text,
    provider: 'offline',
    model: 'offline',
    workflowId: `question:${questionId}:1`,
    finishedAt,
  });
  await db('citations').insert({
    id: randomUUID(),
    questionId,
    ord: 0,
    materialId,
    pageNo: 1,
    quote: text,
    startOffset: 0,
    endOffset: text.length,
  });

  await db('question_feedback').insert({ questionId, userId, verdict: 'helpful', comment: `It told of ${secret}.` });
  const spent = { userId, day: finishedAt.toISOString().slice(0, 10) };
  await db('ai_budget').insert({ ...spent, id: randomUUID(), spentMicros: 12 });
  await db('ai_usage').insert({
    ...spent,
    id: randomUUID(),
    resourceId: questionId,
    kind: 'chat',
    model: 'm',
    reservedMicros: 20,
    costMicros: 12,
    settledAt: finishedAt,
  });

  await db('exports').insert({
    id: exportId,
    userId,
    status: 'ready',
    bytes: 12,
    writeNo: 1,
    expiresAt: later,
    workflowId: `export:${exportId}:1`,
    finishedAt,
  });
  const erasureId = randomUUID();
  await db('erasures').insert({
    id: erasureId,
    userId,
    status: 'cancelled',
    phase: null,
    eraseAt: finishedAt,
    workflowId: `erase:${erasureId}:1`,
    finishedAt,
  });

  const keys = [originalKey(materialId), avatarKey(userId, avatarId), exportKey({ userId, id: exportId, writeNo: 1 })];
  for (const key of keys) await putObject(config, key, Buffer.from(`bytes of ${secret}`));
  return { materialId, threadId, questionId, exportId, avatarId, keys, secret };
}

/** A subject of the catalog, made here where it is not seeded. */
async function anySubject({ db }: Pick<TestApp, 'db'>): Promise<string> {
  const found = await db('subjects').first('id');
  if (found) return found.id;
  const id = randomUUID();
  await db('subjects')
    .insert({ id, slug: 'biology', name: 'Biology', description: 'Life', position: 1 })
    .onConflict('slug')
    .ignore();
  return (await db('subjects').first('id')).id;
}
