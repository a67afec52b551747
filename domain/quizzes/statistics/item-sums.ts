/** What a mark of 1 counts in sums. They are of whole numbers, so that they are the same in whatever order they grow. */
export const MARK_UNITS = 10_000;

/** An answer as statistics count it, in units of a mark. */
export interface ItemAnswer {
  /** x. */
  mark: number;
  /** T: of the whole attempt, this question's mark among it. */
  total: number;
}

/** What is kept of all first answers to a question, in units and squares of units. */
export interface ItemSums {
  /** n. */
  answers: number;
  /** Sx. */
  marks: number;
  /** Sxx. */
  marksSquared: number;
  /** ST. */
  totals: number;
  /** STT. */
  totalsSquared: number;
  /** SxT. */
  products: number;
}

/** The sums of these answers. */
export function sumsOf(answers: readonly ItemAnswer[]): ItemSums {
  const sum = (of: (answer: ItemAnswer) => number) => answers.reduce((total, answer) => total + of(answer), 0);
  return {
    answers: answers.length,
    marks: sum(({ mark }) => mark),
    marksSquared: sum(({ mark }) => mark ** 2),
    totals: sum(({ total }) => total),
    totalsSquared: sum(({ total }) => total ** 2),
    products: sum(({ mark, total }) => mark * total),
  };
}

/**
 * The questions of an attempt as each is counted. Quizzes have other lengths and other questions, so a question is not
 * held against the sum of the others, as where all take one test, but against their mean: T = x + the mean of the rest.
 * @param marks 0 to 1
 * @returns null for the question of an attempt that has no other
 */
export function itemAnswersOf(marks: readonly number[]): (ItemAnswer | null)[] {
  const all = marks.reduce((sum, mark) => sum + mark, 0);
  return marks.map((mark) => {
    if (marks.length < 2) return null;
    const own = Math.round(mark * MARK_UNITS);
    return { mark: own, total: own + Math.round(((all - mark) / (marks.length - 1)) * MARK_UNITS) };
  });
}
