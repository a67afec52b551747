import type { FittedModel } from './fitted-model.js';
import { forwardBackward } from './forward-backward.js';

/** From where the search begins, unless told: a student who knows little, and answers that say much. */
const START: FittedModel = { prior: 0.4, learn: 0.2, guess: 0.25, slip: 0.15 };
const MAX_ROUNDS = 1_000;
/** The search ends where no parameter moves by more in a round. */
const STILL = 1e-5;
/** No parameter comes nearer to 0 or 1: there it would never move again. */
const EDGE = 1e-3;
/** Above this sum somebody who knows a topic would do worse than who does not. */
const MAX_NOISE = 0.98;

/**
 * Fits a model to the answers of many by expectation maximization (Baum-Welch with two hidden states and no
 * forgetting).
 * @param sequences of each student whether the answers were right, in their order
 */
export function fitModel(sequences: readonly (readonly boolean[])[], start: FittedModel = START): FittedModel {
  let model = start;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = improve(model, sequences);
    const moved = Math.max(...KEYS.map((key) => Math.abs(next[key] - model[key])));
    model = next;
    if (moved < STILL) break;
  }
  return model;
}

const KEYS = ['prior', 'learn', 'guess', 'slip'] as const;

/** One round: what is expected of the hidden states, and the model under which that is most likely. */
function improve(model: FittedModel, sequences: readonly (readonly boolean[])[]): FittedModel {
  const sums = { begun: 0, knownAtFirst: 0, couldLearn: 0, learned: 0, known: 0, slipped: 0, unknown: 0, guessed: 0 };
  for (const answers of sequences) {
    if (answers.length === 0) continue;
    const { known, learned } = forwardBackward(answers, model);
    sums.begun += 1;
    sums.knownAtFirst += known[0] ?? 0;
    for (const [at, isRight] of answers.entries()) {
      const now = known[at] ?? 0;
      sums.known += now;
      sums.unknown += 1 - now;
      if (isRight) sums.guessed += 1 - now;
      else sums.slipped += now;
      if (at + 1 === answers.length) continue;
      sums.couldLearn += 1 - now;
      sums.learned += learned[at] ?? 0;
    }
  }
  const guess = inside(sums.guessed / sums.unknown, model.guess);
  const slip = inside(sums.slipped / sums.known, model.slip);
  const noise = guess + slip;
  const scale = noise > MAX_NOISE ? MAX_NOISE / noise : 1;
  return {
    prior: inside(sums.knownAtFirst / sums.begun, model.prior),
    learn: inside(sums.learned / sums.couldLearn, model.learn),
    guess: guess * scale,
    slip: slip * scale,
  };
}

/** Away from 0 and 1; `before` where there was nothing to tell it by. */
const inside = (value: number, before: number): number =>
  Number.isFinite(value) ? Math.min(1 - EDGE, Math.max(EDGE, value)) : before;
