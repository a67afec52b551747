import { afterAll, expect, it } from '@jest/globals';
import type { EmbeddingProvider } from '../../clients/ai/provider.js';
import { createSentenceEncoder } from '../../documents/encoder.js';

const encoder = createSentenceEncoder();
afterAll(() => encoder.close());

const dot = (a: readonly number[] = [], b: readonly number[] = []) =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? Number.NaN), 0);

it('is an embedding provider of finite unit vectors with 512 dimensions, one for each text in order', async () => {
  const provider: EmbeddingProvider = encoder;
  const texts = ['The Moon raises the tides.', '', 'x'.repeat(3000), ' \n', '潮汐', 'The Moon raises the tides.'];

  const vectors = await provider.embed(texts);

  expect(vectors).toHaveLength(texts.length);
  for (const vector of vectors) {
    expect(vector).toHaveLength(provider.dimensions);
    expect(vector.every(Number.isFinite)).toBe(true);
    expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
  }
  expect(dot(vectors[0], vectors.at(-1))).toBeCloseTo(1, 5);
});

it('gives the same vectors from several threads, in order', async () => {
  const several = createSentenceEncoder({ threads: 3 });
  const texts = Array.from(
    { length: 20 },
    (_, index) => `Sentence ${index} tells of the ${index % 2 ? 'sea' : 'parliament'}.`,
  );
  expect(several.batchSize).toBe(3 * encoder.batchSize);
  const [one, shared] = [
    [...(await encoder.embed(texts.slice(0, 16))), ...(await encoder.embed(texts.slice(16)))],
    await several.embed(texts),
  ];
  expect(shared).toHaveLength(20);
  for (const [index, vector] of shared.entries()) expect(dot(vector, one[index])).toBeCloseTo(1, 5);
  expect(await several.embed(['tide'])).toHaveLength(1);
  await several.close();
  await expect(several.embed(['tide'])).rejects.toThrow();
});

it('puts sentences of like meaning closer than others', async () => {
  const [question, answer, other] = await encoder.embed([
    'What causes the tides of the sea?',
    'The gravity of the Moon makes the ocean rise and fall.',
    'The parliament voted a new tax on windows.',
  ]);

  expect(dot(question, answer)).toBeGreaterThan(dot(question, other) + 0.2);
});

it('hears the end of a text that is longer than the model reads at once', async () => {
  const filler = 'The keeper of the lighthouse wrote the weather into his book every morning before breakfast. '.repeat(
    10,
  );
  const topic =
    'Photosynthesis turns light, water and carbon dioxide into sugar in the leaves of green plants. '.repeat(10);

  const [beginning, whole, end] = await encoder.embed([filler, filler + topic, topic]);

  expect(dot(whole, end)).toBeGreaterThan(dot(beginning, end) + 0.2);
});

it('can be aborted and used again, and takes no more than a batch', async () => {
  const stop = new AbortController();
  const long = Array.from({ length: encoder.batchSize }, (_, i) => `Sentence ${i} about the sea. `.repeat(100));

  const aborted = expect(encoder.embed(long, { signal: stop.signal })).rejects.toThrow('not needed');
  const waiting = encoder.embed(['tide']);
  stop.abort(new Error('not needed'));

  await aborted;
  expect(await waiting).toHaveLength(1);
  expect(await encoder.embed([])).toEqual([]);
  await expect(encoder.embed([...long, 'one more'])).rejects.toThrow(RangeError);
});
