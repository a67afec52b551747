import { threadId } from 'node:worker_threads';

/** Tasks that a thread of a test does. */
export const where = () => threadId;
export const double = (value: number) => value * 2;
export const fail = (message: string) => {
  throw new Error(message);
};
/** Tells of its begin by the first number. */
export const spin = (begun: Int32Array) => {
  begun[0] = 1;
  for (;;);
};
export const fill = () => {
  const kept: number[][] = [];
  for (;;) kept.push(Array(100_000).fill(Math.random()));
};
