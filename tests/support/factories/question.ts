import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { Citation } from '../../../db/models/citation.js';
import { Question } from '../../../db/models/question.js';
import { QuestionFeedback } from '../../../db/models/question-feedback.js';
import { Thread } from '../../../db/models/thread.js';
import { workflowIdOf } from '../../../domain/runs/flows.js';
import { type Columns, insertRow } from './insert-row.js';
import { failureOf, runColumns } from './run-columns.js';

/** A thread without questions. */
export const buildThread = (db: Knex, columns: Columns<Thread, 'userId'>): Promise<Thread> =>
  insertRow(Thread, db, columns);

/** An answered question, in a thread of its own where none is named. */
export async function buildQuestion(db: Knex, columns: Columns<Question, 'userId'>): Promise<Question> {
  const { id = randomUUID(), runNo = 1, status = 'answered', userId } = columns;
  return await insertRow(Question, db, {
    id,
    threadId: columns.threadId ?? (await buildThread(db, { userId })).id,
    question: 'Why?',
    failure: failureOf(status),
    workflowId: workflowIdOf('answerQuestion', { id, runNo }),
    ...(status === 'answered' ? { answer: 'Therefore.', provider: 'offline', model: 'offline' } : {}),
    ...runColumns(status),
    ...columns,
  });
}

/** A quote that an answer rests on; where it stands is not looked at. */
export function buildCitation(db: Knex, columns: Columns<Citation, 'questionId' | 'materialId'>): Promise<Citation> {
  const { quote = 'A page of text.' } = columns;
  return insertRow(Citation, db, { ord: 0, pageNo: 1, quote, startOffset: 0, endOffset: quote.length, ...columns });
}

/** What a student says of an answer. */
export const buildFeedback = (
  db: Knex,
  columns: Columns<QuestionFeedback, 'questionId' | 'userId'>,
): Promise<QuestionFeedback> => insertRow(QuestionFeedback, db, { verdict: 'helpful', ...columns });

/** What of today's budget is spent, by one student or, without one, by all together. */
export async function buildSpending(
  db: Knex,
  columns: { userId: string | null; spentMicros: number; spentTokens?: number; day?: string },
): Promise<void> {
  await db('ai_budget').insert({ id: randomUUID(), day: today(), ...columns });
}

/** A call to an AI server of today whose cost is known; one whose end nobody saw: `{ settledAt: null, costMicros: null }`. */
export async function buildAiCall(
  db: Knex,
  columns: {
    id?: string;
    userId?: string;
    resourceId?: string;
    day?: string;
    inputTokens?: number;
    outputTokens?: number;
    costMicros?: number | null;
    settledAt?: Date | null;
    createdAt?: Date;
  },
): Promise<void> {
  await db('ai_usage').insert({
    id: randomUUID(),
    resourceId: randomUUID(),
    kind: 'chat',
    model: 'm',
    day: today(),
    reservedMicros: 20,
    costMicros: 12,
    settledAt: new Date(),
    ...columns,
  });
}

/** The day of budgets, in UTC. */
const today = () => new Date().toISOString().slice(0, 10);
