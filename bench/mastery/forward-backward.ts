import type { FittedModel } from './fitted-model.js';

/** What a student's answers say of the hidden states behind them. */
export interface HiddenStates {
  /** The probability that the topic was known at each answer, by all answers. */
  known: Float64Array;
  /** That it was learned between each answer and the next. */
  learned: Float64Array;
}

/** The forward-backward algorithm over two states, unknown and known, scaled at each step (Rabiner 1989). */
export function forwardBackward(answers: readonly boolean[], { prior, learn, guess, slip }: FittedModel): HiddenStates {
  const count = answers.length;
  const ifKnown = (at: number) => (answers[at] ? 1 - slip : slip);
  const ifNot = (at: number) => (answers[at] ? guess : 1 - guess);
  const forward = new Float64Array(count);
  const scales = new Float64Array(count);
  let before = prior;
  for (let at = 0; at < count; at++) {
    const [known, not] = [before * ifKnown(at), (1 - before) * ifNot(at)];
    scales[at] = known + not;
    forward[at] = known / (known + not);
    before = (forward[at] ?? 0) + (1 - (forward[at] ?? 0)) * learn;
  }
  const known = new Float64Array(count);
  const learned = new Float64Array(count);
  let laterKnown = 1;
  for (let at = count - 1; at >= 0; at--) {
    const now = forward[at] ?? 0;
    known[at] = now * laterKnown;
    if (at === 0) break;
    laterKnown = (ifKnown(at) * laterKnown) / (scales[at] ?? 1);
    learned[at - 1] = (1 - (forward[at - 1] ?? 0)) * learn * laterKnown;
  }
  return { known, learned };
}
