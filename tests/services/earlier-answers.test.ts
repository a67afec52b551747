import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { earlierTurns } from '../../services/questions/earlier-turns.js';
import { questionHash, repeatAnswer } from '../../services/questions/repeat-answer.js';
import { asTheyLie } from '../support/as-they-lie.js';
import { buildQuestion, buildStudent, buildThread } from '../support/factories/index.js';
import { openTestData, type TestData } from '../support/test-data.js';

const ANSWERER = { provider: 'openai', model: 'm', version: '1' } as const;

let data: TestData;
let userId: string;
beforeAll(async () => {
  data = await openTestData();
});
afterAll(() => data.close());
beforeEach(async () => {
  userId = (await buildStudent(data.db)).id;
});

/** An id of a question that was asked so many milliseconds ago. */
const asked = (msAgo: number): string => uuidv7({ msecs: Date.now() - msAgo });

describe('what was answered before in a thread', () => {
  test('is told oldest first, the latest ten of it, and nothing that came later', async () => {
    const { id: threadId } = await buildThread(data.db, { userId });
    const minutesAgo = [3, 12, 7, 1, 10, 5, 9, 2, 11, 6, 8, 4, 0];
    for (const minutes of minutesAgo) {
      await buildQuestion(data.db, { id: asked(minutes * 60_000), userId, threadId, question: `${minutes}?` });
    }
    const now = { id: asked(30_000), threadId };
    const turns = await asTheyLie(data.db, (db) => earlierTurns({ db }, now));
    expect(turns.map(({ question }) => question)).toEqual(
      [10, 9, 8, 7, 6, 5, 4, 3, 2, 1].map((minutes) => `${minutes}?`),
    );
  });
});

describe('a question that was asked before', () => {
  test('gets the latest of its answers', async () => {
    const scope = {
      materialIds: [],
      topicId: null,
      pageFrom: null,
      pageTo: null,
      lessonsAllowed: false,
      lessonId: null,
    };
    const hash = questionHash({ ...scope, question: 'Why?', generalAllowed: false }, ANSWERER);
    for (const minutes of [3, 1, 2]) {
      await buildQuestion(data.db, {
        id: asked(minutes * 60_000),
        userId,
        question: 'Why?',
        questionHash: hash,
        answer: `${minutes} min old`,
        ...{ provider: ANSWERER.provider, model: ANSWERER.model },
      });
    }
    const { id: threadId } = await buildThread(data.db, { userId });
    const question = {
      ...scope,
      id: asked(0),
      threadId,
      userId,
      question: 'Why?',
      questionHash: hash,
      workflowId: 'w',
    };
    const repeated = await asTheyLie(data.db, (trx) => repeatAnswer(question, ANSWERER, data.clock(), trx));
    expect(repeated?.answer).toBe('1 min old');
  });

  test('is another one for another provider, model or prompt', () => {
    const question = {
      ...{ materialIds: [], topicId: null, pageFrom: null, pageTo: null, question: 'Why?', generalAllowed: false },
      ...{ lessonsAllowed: false, lessonId: null },
    };
    const others = [{}, { provider: 'offline' as const }, { model: 'n' }, { version: '2' }];
    const hashes = others.map((other) => questionHash(question, { ...ANSWERER, ...other }));
    expect(new Set(hashes).size).toBe(4);
  });
});
