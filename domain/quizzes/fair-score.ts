/** A question as the score of its attempt takes it. */
export interface ScoredQuestion {
  /** 0 to 1. */
  mark: number;
  /** Whether it was found to be bad. */
  isRetired?: boolean;
}

/**
 * The score of an attempt, 0 to 1: the mean of the marks, where a question that was found to be bad counts only if that
 * makes the score higher. So it is never below the mean of all.
 * @param questions at least one
 */
export function fairScore(questions: readonly ScoredQuestion[]): number {
  const marksOf = (isRetired: boolean) =>
    questions.filter((question) => (question.isRetired ?? false) === isRetired).map(({ mark }) => mark);
  const counted = marksOf(false);
  if (counted.length === 0) return mean(marksOf(true));
  for (const mark of marksOf(true).sort((a, b) => b - a)) if (mark > mean(counted)) counted.push(mark);
  return mean(counted);
}

const mean = (marks: readonly number[]): number =>
  Math.min(1, marks.reduce((sum, mark) => sum + mark, 0) / marks.length);
