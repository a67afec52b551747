import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { unmetered } from '../../../domain/tutor/ai-spending.js';
import { askQuestion } from '../../../services/questions/ask-question.js';
import { cancelQuestion } from '../../../services/questions/cancel-question.js';
import { deleteThread } from '../../../services/questions/delete-thread.js';
import { giveFeedback } from '../../../services/questions/give-feedback.js';
import { createPassageSource } from '../../../services/questions/passage-source.js';
import { retryQuestion } from '../../../services/questions/retry-question.js';
import { storeAnswer } from '../../../services/questions/store-answer.js';
import type { Caller } from '../../../services/shared/lock-caller.js';
import { buildCaller } from '../../support/build-caller.js';
import { buildMaterial, buildPage, buildQuestion } from '../../support/factories/index.js';
import { FREE_AI } from '../../support/free-ai.js';
import { isHeld, whileLocked } from '../../support/locks.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
const TEXT = 'The sky is blue because air scatters short waves.';
let caller: Caller;
let userId: string;
beforeEach(async () => {
  await services.db('users').delete();
  caller = await buildCaller(services.db);
  ({ userId } = caller);
});

const deps = () => ({
  ...services,
  db: services.db,
  ...FREE_AI,
  source: createPassageSource(services.db),
  answers: { name: 'offline' as const, model: 'offline', draft: unasked, revise: null, answerGenerally: null },
  meterOf: () => unmetered,
});
async function unasked(): Promise<never> {
  throw new Error('nobody is asked here');
}
const rowOf = (id: string, db: Knex = services.db) => db('questions').where({ id });

describe('what a student does with a question waits for whoever holds it, and sees what became of it', () => {
  test('a cancel comes too late for a run that ends', async () => {
    const { id } = await buildQuestion(services.db, { userId, status: 'processing' });
    const end = { status: 'abstained', finishedAt: services.clock(), nextCheckAt: null };
    const cancelled = whileLocked(
      services.db,
      (trx) => rowOf(id, trx).update(end),
      () => cancelQuestion(deps(), { caller, questionId: id }),
    );
    await expect(cancelled).rejects.toMatchObject({ type: 'not-running' });
    expect(await rowOf(id).first('status')).toEqual({ status: 'abstained' });
    expect(services.starter.cancelled).toEqual([]);
  });

  test('a second retry leaves the run of the first alone', async () => {
    const { id } = await buildQuestion(services.db, { userId, status: 'failed' });
    const queued = { status: 'queued', failure: null, runNo: 2, finishedAt: null };
    await whileLocked(
      services.db,
      (trx) => rowOf(id, trx).update(queued),
      () => retryQuestion(deps(), { caller, questionId: id }),
    );
    expect(await rowOf(id).first('runNo')).toEqual({ runNo: 2 });
    expect(services.starter.started).toEqual([]);
  });

  test.each([
    ['a word of an answer', (id: string) => giveFeedback(deps(), feedbackOn(id))],
    ['a cancel', (id: string) => cancelQuestion(deps(), { caller, questionId: id })],
    ['a retry', (id: string) => retryQuestion(deps(), { caller, questionId: id })],
  ])('%s comes too late for a thread that is being deleted', async (_what, act) => {
    const { id, threadId } = await buildQuestion(services.db, { userId });
    const acted = whileLocked(
      services.db,
      (trx) => trx('threads').where({ id: threadId }).delete(),
      () => act(id),
    );
    await expect(acted).rejects.toMatchObject({ type: 'not-found' });
  });

  const feedbackOn = (questionId: string) => ({ caller, questionId, verdict: 'helpful', comment: null }) as const;
});

describe('the deletion of a thread', () => {
  test('waits for a question that is being asked in it, and stops the work on that one too', async () => {
    const { threadId } = await buildQuestion(services.db, { userId });
    let asked = '';
    await whileLocked(
      services.db,
      async (trx) => {
        // As asking does, which goes on with the thread.
        await trx('threads').where({ id: threadId }).update({ updatedAt: services.clock() });
        asked = (await buildQuestion(trx, { userId, threadId, status: 'queued' })).id;
      },
      () => deleteThread(deps(), { caller, threadId }),
    );
    expect(services.starter.cancelled).toEqual([`question:${asked}:1`]);
    expect(await services.db('questions').where({ userId })).toEqual([]);
  });
});

describe('an answer from the store', () => {
  test('is not given when its question is being deleted', async () => {
    const asking = {
      question: 'Why?',
      materialIds: [],
      lessonsAllowed: false,
      generalAllowed: false,
      idempotent: undefined,
      caller,
    };
    const first = await askQuestion(deps(), asking);
    const { provider, model } = FREE_AI.answerer;
    const answered = { status: 'answered', answer: TEXT, provider, model };
    await rowOf(first).update({ ...answered, finishedAt: services.clock(), nextCheckAt: null });
    const again = await whileLocked(
      services.db,
      (trx) => rowOf(first, trx).delete(),
      () => askQuestion(deps(), asking),
    );
    expect(await rowOf(again).first('status', 'repeatedOf')).toEqual({ status: 'queued', repeatedOf: null });
  });
});

describe('a page that is cited', () => {
  /** A question in work whose draft cites the one page of a material. */
  async function citing() {
    const { id: materialId } = await buildMaterial(services.db, { ownerId: userId });
    await buildPage(services.db, { materialId, text: TEXT });
    const { id, runNo } = await buildQuestion(services.db, { userId, status: 'processing' });
    const draft = {
      kind: 'materials' as const,
      spans: [{ materialId, pageNo: 1, start: 0, end: TEXT.length }],
      isRevised: true,
      answer: [{ text: 'It is blue.', citations: [{ ref: 1, quote: TEXT }] }],
      ...{ steps: [], keyPoints: [], followUps: [], confidence: 1 },
    };
    return { materialId, store: () => storeAnswer(deps(), { id, runNo, userId, draft }), id };
  }
  const citations = () => services.db('citations').select('kind', 'quote');

  test.each([
    ['its material is deleted', (id: string) => (trx: Knex) => takeAway(id, trx)],
    [
      'it is read again',
      (id: string) => (trx: Knex) =>
        trx('material_pages').where({ materialId: id }).update({ text: 'Something else.' }),
    ],
  ])('is waited for, and not quoted when %s meanwhile', async (_what, change) => {
    const { materialId, store } = await citing();
    expect(await whileLocked(services.db, change(materialId), store)).toBe('abstained');
    expect((await citations()).filter(({ kind }) => kind === 'cited')).toEqual([]);
  });

  test('is quoted when nothing becomes of that', async () => {
    const { materialId, store } = await citing();
    const hold = (trx: Knex) => trx('materials').where({ id: materialId }).forUpdate();
    expect(await whileLocked(services.db, hold, store)).toBe('answered');
    expect(await citations()).toEqual([{ kind: 'cited', quote: TEXT }]);
  });

  test('is held with its material until the answer is stored', async () => {
    const { materialId } = await citing();
    await services.db.transaction(async (trx) => {
      await deps().source.lock(userId, [{ materialId, pageNo: 1 }], trx);
      expect(await isHeld(services.db('materials').where({ id: materialId }))).toBe(true);
      expect(await isHeld(services.db('material_pages').where({ materialId }))).toBe(true);
    });
  });

  const takeAway = (id: string, trx: Knex) =>
    trx('materials').where({ id }).update({ status: 'deleting', finishedAt: null });
});
