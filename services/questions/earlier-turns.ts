import type { Knex } from 'knex';
import { Question } from '../../db/models/question.js';
import { recentTurns, type Turn } from '../../domain/tutor/thread.js';
import { questionText } from './question-text.js';

/** Turns that are looked at; those that fit are taken. */
const MAX_TURNS = 10;

/** What was asked and answered before in a message's thread, oldest first, as much as a prompt has room for. */
export async function earlierTurns(
  { db }: { db: Knex },
  { id, threadId }: Pick<Question, 'id' | 'threadId'>,
): Promise<Turn[]> {
  const earlier = await Question.query(db)
    .where({ threadId, status: 'answered' })
    .where('id', '<', id)
    .orderBy('id', 'desc')
    .limit(MAX_TURNS)
    .select('question', 'imageText', 'answer');
  return recentTurns(earlier.reverse().map((turn) => ({ question: questionText(turn), answer: turn.answer ?? '' })));
}
