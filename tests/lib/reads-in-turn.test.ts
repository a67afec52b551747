import { expect, test } from '@jest/globals';
import { readInTurn } from '../../lib/reads-in-turn.js';

/** A read whose results are given by hand, each in its turn. */
function heldReads() {
  const held: ((result: Promise<string>) => void)[] = [];
  const read = () => new Promise<string>((resolve) => held.push(resolve));
  return { held, read };
}

test('who asks while a key is read gets what is read after they asked, all by one read', async () => {
  const inTurn = readInTurn<string>();
  const { held, read } = heldReads();
  const first = inTurn('a', read);
  const others = Array.from({ length: 20 }, () => inTurn('a', read));
  const another = inTurn('b', read);
  expect(held).toHaveLength(2);
  held[0]?.(Promise.resolve('before'));
  held[1]?.(Promise.resolve('of b'));
  expect([await first, await another]).toEqual(['before', 'of b']);
  expect(held).toHaveLength(3);
  const late = inTurn('a', read);
  held[2]?.(Promise.resolve('after'));
  expect(new Set(await Promise.all(others))).toEqual(new Set(['after']));
  expect(held).toHaveLength(4);
  held[3]?.(Promise.resolve('later'));
  expect(await late).toBe('later');
});

test('a read that fails fails for those who wait for the next, too, and is tried by who asks then', async () => {
  const inTurn = readInTurn<string>();
  const { held, read } = heldReads();
  const asked = [inTurn('a', read), inTurn('a', read), inTurn('a', read)];
  held[0]?.(Promise.reject(new Error('away')));
  expect(await Promise.allSettled(asked)).toMatchObject(asked.map(() => ({ reason: { message: 'away' } })));
  const again = inTurn('a', read);
  held[1]?.(Promise.resolve('here'));
  expect(await again).toBe('here');
});
