import type { Knex } from 'knex';
import { DoubtMessage } from '../../db/models/doubt-message.js';
import { recentTurns, type Turn } from '../../domain/thread.js';
import { problemText } from './problem-text.js';

/** Turns that are looked at; those that fit are taken. */
const MOST_TURNS = 10;

/** What was asked and answered before in a message's thread, oldest first, as much as a prompt has room for. */
export async function earlierTurns(
  db: Knex,
  { id, sessionId }: Pick<DoubtMessage, 'id' | 'sessionId'>,
): Promise<Turn[]> {
  const earlier = await DoubtMessage.query(db)
    .where({ sessionId, status: 'answered' })
    .where('id', '<', id)
    .orderBy('id', 'desc')
    .limit(MOST_TURNS)
    .select('question', 'imageText', 'answer');
  return recentTurns(earlier.reverse().map((turn) => ({ question: problemText(turn), answer: turn.answer ?? '' })));
}
