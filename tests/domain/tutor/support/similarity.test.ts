import { expect, test } from '@jest/globals';
import { similarityOf } from '../../../../domain/tutor/support/similarity.js';

const similarity = similarityOf(
  new Map([
    ['rain', [1, 0]],
    ['shower', [2, 0]],
    ['stone', [0, 1]],
    ['drought', [-1, 0]],
  ]),
);

test.each([
  ['rain', 'shower', 1],
  ['rain', 'stone', 0],
  ['rain', 'drought', -1],
  ['rain', 'fog', undefined],
  ['fog', 'rain', undefined],
  ['fog', 'mist', undefined],
])('%s and %s are alike by the angle between their vectors, which is not known where one is missing', (a, b, alike) => {
  expect(similarity(a, b)).toBe(alike);
});
