import type { FittedModel } from '../../domain/learning/mastery/model.js';

/** Numbers between 0 and 1 that are the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

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
