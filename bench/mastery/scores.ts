/** What was foretold of an answer, and what it was. */
export interface Prediction {
  probability: number;
  isRight: boolean;
}

/** The probability that a right answer was foretold higher than a wrong one; equal ones count half (Mann-Whitney). */
export function areaUnderCurve(predictions: readonly Prediction[]): number {
  const sorted = predictions.toSorted((a, b) => a.probability - b.probability);
  let [rankSum, rights] = [0, 0];
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (sorted[to]?.probability === sorted[from]?.probability && to < sorted.length) to += 1;
    const tied = sorted.slice(from, to).filter(({ isRight }) => isRight).length;
    rankSum += tied * ((from + 1 + to) / 2);
    rights += tied;
    from = to;
  }
  return (rankSum - (rights * (rights + 1)) / 2) / (rights * (sorted.length - rights));
}

/** The mean surprise of the answers, in nats: the lower, the better they were foretold. */
export const logLoss = (predictions: readonly Prediction[]): number =>
  predictions.reduce((sum, { probability, isRight }) => sum - Math.log(isRight ? probability : 1 - probability), 0) /
  predictions.length;
