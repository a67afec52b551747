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

/** The sums of two parts together. */
export const addSums = (one: ItemSums, other: ItemSums): ItemSums => ({
  answers: one.answers + other.answers,
  marks: one.marks + other.marks,
  marksSquared: one.marksSquared + other.marksSquared,
  totals: one.totals + other.totals,
  totalsSquared: one.totalsSquared + other.totalsSquared,
  products: one.products + other.products,
});

/** The sums of a whole without those of a part of it. */
export const subtractSums = (whole: ItemSums, part: ItemSums): ItemSums =>
  addSums(whole, {
    ...{ answers: -part.answers, marks: -part.marks, marksSquared: -part.marksSquared },
    ...{ totals: -part.totals, totalsSquared: -part.totalsSquared, products: -part.products },
  });

/** Whether they are the sums of nothing. */
export const isNoSum = (sums: ItemSums): boolean => Object.values(sums).every((sum) => sum === 0);

const unitsOf = (mark: number): number => Math.round(mark * MARK_UNITS);

/**
 * An answer as it is counted. Quizzes have other lengths and other questions, so a question is not held against the sum
 * of the others, as where all take one test, but against their mean: T = x + the mean of the rest.
 * @param mark 0 to 1, as those of the other questions of the attempt
 * @returns null where there is no other
 */
export function itemAnswerOf(mark: number, others: readonly number[]): ItemAnswer | null {
  if (others.length === 0) return null;
  const rest = others.reduce((sum, other) => sum + unitsOf(other), 0);
  return { mark: unitsOf(mark), total: unitsOf(mark) + Math.round(rest / others.length) };
}
