import { rightProbability, trace } from '../domain/learning/mastery/trace.js';
import { randomNumbers } from '../lib/random-numbers.js';
import type { Bench, Benchmark, Figures } from './benchmark.js';
import { fitModel } from './mastery/fit.js';
import type { FittedModel } from './mastery/fitted-model.js';
import { areaUnderCurve, logLoss, type Prediction } from './mastery/scores.js';
import { simulate } from './mastery/simulate.js';
import { printTable } from './report.js';
import { rounded } from './statistics.js';

const TRUTH: FittedModel = { prior: 0.3, learn: 0.12, guess: 0.2, slip: 0.1 };
const STUDENTS = 1_000;
const ANSWERS = 12;
const SEED = 20_261_126;
/** Of the fit, which has five times as many: of fewer the answers themselves leave more open than the target. */
const FITTED_STUDENTS = 5_000;
const TARGETS = { aucAbove: 0.03, logLossBelow: 0.1, parameterWithin: 0.02, fitSeconds: 5 };

/** How well the next answer is foretold by mastery and by the plain rate, and how well a model is fitted to answers. */
export const mastery: Benchmark = { about: 'mastery against the plain rate, and the fit of its model', run };

async function run({ say }: Bench): Promise<Figures> {
  const answers = simulate(TRUTH, STUDENTS, ANSWERS, randomNumbers(SEED));
  say(`${STUDENTS} students with ${ANSWERS} answers each …`);
  const traced = scores(answers.flatMap(byMastery));
  const plain = scores(answers.flatMap(byPlainRate));
  say(`The fit, of ${FITTED_STUDENTS} students …`);
  const many = simulate(TRUTH, FITTED_STUDENTS, ANSWERS, randomNumbers(SEED + 1));
  const began = performance.now();
  const fitted = fitModel(many);
  const seconds = rounded((performance.now() - began) / 1_000, 2);
  printTable(
    ['foretold by', 'AUC', 'log loss'],
    [
      ['mastery', traced.auc.toFixed(3), traced.logLoss.toFixed(3)],
      ['the plain rate', plain.auc.toFixed(3), plain.logLoss.toFixed(3)],
    ],
  );
  const keys = Object.keys(TRUTH) as (keyof FittedModel)[];
  printTable(
    ['parameter', 'true', 'fitted'],
    keys.map((key) => [key, TRUTH[key].toFixed(3), fitted[key].toFixed(3)]),
  );
  console.log(`The fit took ${seconds} s.`);
  const farthest = Math.max(...keys.map((key) => Math.abs(fitted[key] - TRUTH[key])));
  const withinTarget =
    traced.auc >= plain.auc + TARGETS.aucAbove &&
    traced.logLoss <= plain.logLoss * (1 - TARGETS.logLossBelow) &&
    farthest <= TARGETS.parameterWithin &&
    seconds < TARGETS.fitSeconds;
  return {
    mastery: traced,
    plainRate: plain,
    fitted,
    farthest: rounded(farthest, 4),
    fitSeconds: seconds,
    withinTarget,
  };
}

const scores = (predictions: readonly Prediction[]) => ({
  auc: rounded(areaUnderCurve(predictions), 4),
  logLoss: rounded(logLoss(predictions), 4),
});

function byMastery(answers: readonly boolean[]): Prediction[] {
  let known = TRUTH.prior;
  return answers.map((isRight) => {
    const probability = rightProbability(known, TRUTH.guess, TRUTH);
    known = trace(known, { isRight, guess: TRUTH.guess }, TRUTH);
    return { probability, isRight };
  });
}

/** The share of answers before that were right, smoothed by Laplace. */
const byPlainRate = (answers: readonly boolean[]): Prediction[] =>
  answers.map((isRight, at) => {
    const rights = answers.slice(0, at).filter(Boolean).length;
    return { probability: (rights + 1) / (at + 2), isRight };
  });
