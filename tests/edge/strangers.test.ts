import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { body } from '../support/body.js';
import { buildFriendRequest } from '../support/factories/index.js';
import { type FullAccount, fillAccount } from '../support/full-account.js';
import { type IdSlot, idSlots } from '../support/id-slots.js';
import { twoColors } from '../support/images.js';
import { documentedOperations, isForStudents, type Operation } from '../support/openapi.js';
import { sampleRequest } from '../support/sample-request.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** A student who has something of every kind. */
interface Owner {
  student: Student;
  account: FullAccount;
  sessionId: string;
}

/** What an id in a request may name, and where its owner has one; lists are named by the last word of their path. */
const RESOURCES: Record<string, (owner: Owner) => string> = {
  material: ({ account }) => account.materialId,
  thread: ({ account }) => account.threadId,
  history: ({ account }) => account.threadId,
  message: ({ account }) => account.questionId,
  doubt: ({ account }) => account.questionId,
  export: ({ account }) => account.exportId,
  session: ({ sessionId }) => sessionId,
  xp: ({ account }) => account.xpLineId,
  pause: ({ account }) => account.pauseId,
  notice: ({ account }) => account.noticeId,
  card: ({ account }) => account.cardId,
  review: ({ account }) => account.reviewId,
  friend: ({ account }) => account.friendId,
  blocked: ({ account }) => account.friendId,
  request: ({ account }) => account.friendRequestId,
  recommendation: ({ account }) => account.recommendationId,
  quiz: ({ account }) => account.quizId,
  generated: ({ account }) => account.madeCardsId,
  attempt: ({ account }) => account.attemptId,
  question: ({ account }) => account.quizQuestionId,
};

/** What is everybody's: lessons of the catalog, by the words that stand before their ids. */
const OF_EVERYBODY: readonly string[] = ['lesson', 'by-id'];

interface Case {
  operation: Operation;
  slots: IdSlot[];
  target: IdSlot;
}

/** One case for each id that a request may hold. @throws Error for an id of something that RESOURCES does not know. */
function planWalk(operations: Operation[]): Case[] {
  return operations.flatMap((operation) => {
    const slots = idSlots(operation).filter(({ resource }) => !OF_EVERYBODY.includes(resource));
    const unknown = slots.find(({ resource }) => !Object.hasOwn(RESOURCES, resource));
    if (unknown)
      throw new Error(
        `${operation.operationId}: the walk knows no ${unknown.resource}; make one in tests/support/full-account.ts and name it in RESOURCES`,
      );
    return slots.map((target) => ({ operation, slots, target }));
  });
}

const nameOf = ({ operation, target }: Case) =>
  `${operation.method.toUpperCase()} ${operation.path}, ${target.place} ${target.at.join('.')}`;

const CASES = planWalk(documentedOperations().filter(isForStudents)).map((one) => [nameOf(one), one] as const);

let app: TestApp;
let stranger: Owner;
let image: Uint8Array;
beforeAll(async () => {
  app = await startTestApp();
  stranger = await createOwner();
  image = await twoColors(64, 64).png().toBuffer();
});
afterAll(() => app.close());

async function createOwner(): Promise<Owner> {
  const student = await createStudent(app);
  const account = await fillAccount(app, student);
  await buildFriendRequest(app.db, { senderId: account.friendId, receiverId: student.id });
  const { id: sessionId } = await app.db('sessions').where({ userId: student.id }).first('id');
  return { student, account, sessionId };
}

/** Sends a case: the id it is about is `id`, all others are the caller's own. */
function send({ operation, slots, target }: Case, caller: Owner, id: string): Promise<Response> {
  const idOf = (slot: IdSlot) => (slot === target ? id : (RESOURCES[slot.resource]?.(caller) ?? ''));
  const { path, init } = sampleRequest(operation, { slots, target, idOf, file: image });
  return caller.student.fetch(path, init);
}

/** How a request about what is another's is answered. What may go at any time is passed over, whoever's it was. */
function refusalsOf({ operation, target }: Case): number[] {
  if (target.place === 'query') return [200, 404];
  return operation.operationId === 'markNoticesSeen' ? [204] : [404];
}

/** Every row that names the owner or something of theirs. */
async function rowsOf({ student, account }: Owner): Promise<string[]> {
  const ids = [student.id, account.materialId, account.threadId, account.questionId, account.exportId];
  const tables: string[] = await app.db('pg_tables').where({ schemaname: 'public' }).pluck('tablename');
  const each = tables.map(
    (name) => `SELECT '${name} ' || t::text AS row FROM "${name}" t WHERE t::text LIKE ANY (:ids)`,
  );
  const { rows } = await app.db.raw<{ rows: { row: string }[] }>(`${each.join(' UNION ALL ')} ORDER BY row`, {
    ids: ids.map((id) => `%${id}%`),
  });
  return rows.map(({ row }) => row);
}

describe("a stranger's id", () => {
  test.each(CASES)('%s: nothing is told, and nothing changes', async (_name, one) => {
    const owner = await createOwner();
    const id = RESOURCES[one.target.resource]?.(owner) ?? '';
    const before = await rowsOf(owner);

    const response = await send(one, stranger, id);
    const isCursor = one.target.place === 'query';
    expect(refusalsOf(one)).toContain(response.status);
    const text = await response.text();
    for (const own of [owner.student.id, owner.student.email, owner.account.secret]) expect(text).not.toContain(own);
    expect(await rowsOf(owner)).toEqual(before);

    // Between these two stands every id there is, so that a list of all students would show the owner's in one of them.
    for (const end of isCursor ? ['00000000-0000-4000-8000-000000000000', 'ffffffff-ffff-4fff-bfff-ffffffffffff'] : [])
      expect(await (await send(one, stranger, end)).text()).not.toContain(owner.account.secret);

    // Whoever guesses ids learns nothing of which there are.
    const nobody = await send(one, stranger, randomUUID());
    expect(nobody.status).toBe(response.status);
    if (response.status === 404) {
      const { type, detail } = JSON.parse(text);
      expect(await body(nobody)).toMatchObject({ type, detail });
    }

    // The same request by its owner is one that works: it was refused for whose id it is, and for nothing else.
    const own = await send(one, owner, id);
    expect([200, 202, 204, 409]).toContain(own.status);
  });
});

describe('the walk', () => {
  const made = (change: Partial<Operation>): Operation => ({
    operationId: 'made',
    method: 'get',
    path: '/boards',
    responses: {},
    ...change,
  });
  const uuid = { type: 'string', format: 'uuid' };

  test('covers what has an id in its path, in its body, in its form, and as a cursor', () => {
    const covered = CASES.map(([name]) => name);
    for (const name of [
      'DELETE /auth/sessions/{id}, path id',
      'POST /materials/query, application/json materialIds.*',
      'POST /ai/doubt, multipart/form-data threadId',
      'GET /ai/doubt/{threadId}, query cursor',
    ])
      expect(covered).toContain(name);
  });

  test.each([
    ['in the path', made({ path: '/boards/{id}', parameters: [{ name: 'id', in: 'path', schema: uuid }] })],
    ['as a cursor', made({ parameters: [{ name: 'cursor', in: 'query', schema: uuid }] })],
    [
      'deep in a body',
      made({
        requestBody: {
          content: {
            'application/json': {
              schema: { properties: { parts: { items: { anyOf: [{ properties: { boardId: uuid } }] } } } },
            },
          },
        },
      }),
    ],
    [
      'that is no UUID',
      made({ path: '/q/{slug}', parameters: [{ name: 'slug', in: 'path', schema: { type: 'string' } }] }),
    ],
    [
      'in a cursor that is no UUID',
      made({ parameters: [{ name: 'cursor', in: 'query', schema: { type: 'string' } }] }),
    ],
  ])('refuses an operation with the id of something unknown %s', (_where, operation) => {
    expect(() => planWalk([operation])).toThrow(/knows/);
  });
});
