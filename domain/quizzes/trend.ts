/** Attempts of which a mean is taken. */
const ATTEMPTS = 5;

/** How many of the latest scores a trend is made of. */
export const TREND_SCORES = 2 * ATTEMPTS;

/** The mean score of a student's latest attempts, five at most, and of the five before these; null without any. */
export function trendOf(scores: readonly number[]): { recent: number | null; before: number | null } {
  return { recent: mean(scores.slice(0, ATTEMPTS)), before: mean(scores.slice(ATTEMPTS, TREND_SCORES)) };
}

const mean = (scores: readonly number[]): number | null =>
  scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length;
