import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { default_w } from 'ts-fsrs';
import { addDays } from '../../domain/game/calendar-day.js';
import type { LoggedReview } from '../../domain/learning/reviews/histories.js';
import type { CardState } from '../../domain/learning/reviews/review.js';
import { reviewCard } from '../../domain/learning/reviews/review.js';
import { type Grade, type Memory, scheduleFor, type Weights } from '../../domain/learning/reviews/schedule.js';
import { randomNumbers } from '../../lib/random-numbers.js';

/** Somebody who remembers four times as long after a first review, and more after each later one, than most. */
export const STRONG: Weights = default_w.map((weight, at) => (at < 4 ? weight * 4 : at === 8 ? weight * 1.15 : weight));

/** Somebody who remembers a tenth as long, and hardly more after each later review. */
export const WEAK: Weights = default_w.map((weight, at) => (at < 4 ? weight * 0.1 : at === 8 ? weight * 0.4 : weight));

/** What a simulated student is like: a memory that follows weights, or a share of cards that is known by chance. */
export type Nature = { memory: Weights } | { known: number };

/** A review that was made, with what the card stands at after it. */
export interface SimulatedReview extends LoggedReview {
  day: string;
  before: CardState;
  after: CardState & { due: string };
}

const FIRST_DAY = '2025-11-03';
const NEW_A_DAY = 20;
const NEW_CARD: CardState = {
  ...{ reviews: 0, lapses: 0, stability: null, difficulty: null, lastReviewedOn: null, due: null },
};

/** So many reviews of a student who reviews every card on the day it is due, by the default weights. */
export function simulateReviews(
  nature: Nature,
  { reviews, seed }: { reviews: number; seed: number },
): SimulatedReview[] {
  const chance = randomNumbers(seed);
  const cards = Array.from({ length: Math.ceil(reviews / 4) }, (_, at) => ({
    ...{ id: randomUUID(), state: NEW_CARD, memory: null as Memory | null },
    firstDay: addDays(FIRST_DAY, Math.floor(at / NEW_A_DAY)),
  }));
  const made: SimulatedReview[] = [];
  for (let day = FIRST_DAY; made.length < reviews; day = addDays(day, 1)) {
    for (const card of cards.filter(({ state, firstDay }) => (state.due ?? firstDay) <= day)) {
      const { elapsedDays } = reviewCard(card.state, { grade: 'good', studyDay: day, retention: 0.9 });
      const grade = gradeOf(nature, card.memory, elapsedDays, chance);
      const { after } = reviewCard(card.state, { grade, studyDay: day, retention: 0.9 });
      made.push({
        ...{ cardId: card.id, reviewNo: after.reviews, grade, elapsedDays, day },
        before: card.state,
        after,
      });
      if ('memory' in nature) card.memory = scheduleFor(0.9, nature.memory).nextMemory(card.memory, elapsedDays, grade);
      card.state = after;
    }
  }
  return made.slice(0, reviews);
}

function gradeOf(nature: Nature, memory: Memory | null, days: number, chance: () => number): Grade {
  const schedule = 'memory' in nature ? scheduleFor(0.9, nature.memory) : undefined;
  const known = 'known' in nature ? nature.known : memory && schedule ? schedule.recallAfter(memory, days) : 0.8;
  if (chance() > known) return 'again';
  const luck = chance();
  return luck < 0.1 ? 'hard' : luck < 0.9 ? 'good' : 'easy';
}

/** Writes reviews, and the cards as they stand after them. */
export async function insertReviews(db: Knex, userId: string, reviews: readonly SimulatedReview[]): Promise<void> {
  const last = new Map(reviews.map(({ cardId, after }) => [cardId, after]));
  const cards = [...last].map(([id, after]) => ({
    ...after,
    id,
    userId,
    origin: 'student',
    front: 'What?',
    back: 'That.',
  }));
  await db.batchInsert('reviewCards', cards, 500);
  // Ids in the order of the reviews.
  const rows = reviews.map(({ cardId, reviewNo, grade, elapsedDays, day, before, after }, at) => ({
    id: `${at.toString(16).padStart(8, '0')}${randomUUID().slice(8)}`,
    ...{ userId, cardId, reviewNo, grade, elapsedDays, wasDue: true, studyDay: day, due: after.due },
    ...{ reviewedAt: new Date(`${day}T12:00:00Z`), before: JSON.stringify(before) },
  }));
  await db.batchInsert('reviewLog', rows, 500);
}
