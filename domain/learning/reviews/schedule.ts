import { FSRSAlgorithm, type FSRSState } from 'ts-fsrs';

/** How well a card was known. */
export const GRADES = ['again', 'hard', 'good', 'easy'] as const;

export type Grade = (typeof GRADES)[number];

/** What FSRS keeps of the memory of a card. */
export interface Memory {
  /** Days in which the probability of knowing it falls to 90 %. */
  stability: number;
  /** 1 to 10. */
  difficulty: number;
}

/** With which probability a card may be wanted to be known on the day it is due. */
export const RETENTION = { least: 0.8, usual: 0.9, most: 0.95 } as const;

/** The 21 weights of FSRS-6. */
export type Weights = readonly number[];

/** By FSRS-6, in whole days and without chance. */
export interface Schedule {
  /** The probability that a card is known so many study days after a review. */
  recallAfter(memory: Memory, days: number): number;
  /** @param elapsedDays study days since the review before; 0 for the first, and for a second on one day */
  nextMemory(memory: Memory | null, elapsedDays: number, grade: Grade): Memory;
  /** Study days until the card is due again, by what it would be after each grade: a better one is never sooner. */
  nextInterval(memory: Memory | null, elapsedDays: number, grade: Grade): number;
}

const usual = new Map<number, Schedule>();
const personal = new WeakMap<Weights, Map<number, Schedule>>();

/**
 * The schedule for a retention that is wanted, .8 to .95.
 * @param weights a student's own; the default ones else
 */
export function scheduleFor(retention: number, weights: Weights | null = null): Schedule {
  const schedules = weights ? (personal.get(weights) ?? new Map<number, Schedule>()) : usual;
  if (weights) personal.set(weights, schedules);
  const known = schedules.get(retention);
  if (known) return known;
  const schedule = createSchedule(retention, weights);
  // Students choose among few; what a client invents must not fill the memory.
  if (schedules.size < 100) schedules.set(retention, schedule);
  return schedule;
}

function createSchedule(retention: number, weights: Weights | null): Schedule {
  const own = weights ? { w: [...weights] } : {};
  const algorithm = new FSRSAlgorithm({ request_retention: retention, enable_fuzz: false, ...own });
  const nextMemory = (memory: Memory | null, elapsedDays: number, grade: Grade): Memory => {
    const { stability, difficulty }: FSRSState = algorithm.next_state(memory, elapsedDays, GRADES.indexOf(grade) + 1);
    return { stability, difficulty };
  };
  return {
    recallAfter: ({ stability }, days) => algorithm.forgetting_curve(days, stability),
    nextMemory,
    nextInterval(memory, elapsedDays, grade) {
      const days = GRADES.map((each) =>
        algorithm.next_interval(nextMemory(memory, elapsedDays, each).stability, elapsedDays),
      );
      return inOrder(days)[GRADES.indexOf(grade)] ?? 1;
    },
  };
}

/** Intervals of again, hard, good and easy, each longer than the one before, as ts-fsrs's scheduler of whole days. */
function inOrder([again = 1, hard = 1, good = 1, easy = 1]: readonly number[]): number[] {
  const first = Math.min(again, hard);
  const second = Math.max(hard, first + 1);
  const third = Math.max(good, second + 1);
  return [first, second, third, Math.max(easy, third + 1)];
}
