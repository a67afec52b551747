import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findCircle } from '../../../domain/learning/prerequisites.js';

const graph = (edges: Record<string, string[]>) => new Map(Object.entries(edges));

test.each([
  [{}, undefined],
  [{ a: ['b'], b: ['c'], c: [] }, undefined],
  [{ a: ['b', 'c'], b: ['d'], c: ['d'] }, undefined],
  [{ a: ['elsewhere'] }, undefined],
  [{ a: ['a'] }, ['a']],
  [{ a: ['b'], b: ['c'], c: ['b'] }, ['b', 'c']],
  [{ a: [], b: ['c'], c: ['b'] }, ['b', 'c']],
  [{ a: ['b', 'c'], b: [], c: ['a'] }, ['a', 'c']],
])('of %j the circle is %j', (edges, circle) => expect(findCircle(graph(edges))).toEqual(circle));

test('topics that stand on earlier ones only have none, however many', () => {
  const counts = fc.array(fc.array(fc.nat(50), { maxLength: 4 }), { maxLength: 60 });
  fc.assert(
    fc.property(counts, (rows) => {
      const edges = rows.map((row, at) => [String(at), row.filter((one) => one < at).map(String)] as const);
      expect(findCircle(new Map(edges))).toBeUndefined();
    }),
  );
});

test('a topic to which a billion ways lead is looked at in time', () => {
  const levels = Array.from({ length: 30 }, (_, at) => [`a${at + 1}`, `b${at + 1}`]);
  const edges = levels.flatMap((next, at) => [
    [`a${at}`, next],
    [`b${at}`, next],
  ]);
  expect(findCircle(graph(Object.fromEntries(edges)))).toBeUndefined();
});
