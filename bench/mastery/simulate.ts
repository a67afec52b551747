import type { FittedModel } from './fitted-model.js';

/** Answers of students of whom a model is true: for each whether they were right, in their order. */
export function simulate(model: FittedModel, students: number, answers: number, random: () => number): boolean[][] {
  return Array.from({ length: students }, () => {
    let isKnown = random() < model.prior;
    return Array.from({ length: answers }, () => {
      const isRight = random() < (isKnown ? 1 - model.slip : model.guess);
      isKnown ||= random() < model.learn;
      return isRight;
    });
  });
}
