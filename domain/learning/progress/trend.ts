import { plainRate } from '../mastery/mastery.js';
import { type DayTally, sumTallies, type Tally, WEEK_DAYS } from './tallies.js';

/** A number of the last seven days, the same of the seven before, and by how much it grew. */
export interface Change {
  now: number | null;
  before: number | null;
  /** Null where there is nothing to compare: the week before had none of it, or there is no share to take. */
  change: number | null;
}

export interface Trend {
  minutes: Change;
  answers: Change;
  /** Of the share of right answers, in parts of 1. */
  accuracy: Change;
  xp: Change;
}

/** The last seven study days, today among them, against the seven before. @param days in order, today the last */
export function trendOf(days: readonly DayTally[]): Trend {
  const now = sumTallies(days.slice(-WEEK_DAYS));
  const before = sumTallies(days.slice(-2 * WEEK_DAYS, -WEEK_DAYS));
  const ofSum = (part: keyof Tally): Change => ({
    ...{ now: now[part], before: before[part] },
    change: before[part] === 0 ? null : now[part] - before[part],
  });
  return {
    ...{ minutes: ofSum('minutes'), answers: ofSum('answers'), xp: ofSum('xp') },
    accuracy: changeOf(plainRate(now), plainRate(before)),
  };
}

const changeOf = (now: number | null, before: number | null): Change => ({
  ...{ now, before },
  change: now === null || before === null ? null : now - before,
});
