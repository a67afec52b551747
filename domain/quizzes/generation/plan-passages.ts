import { shuffle } from '../shuffle.js';

/** A passage that questions may be drafted from. */
export interface PassagePlace {
  id: string;
  /** The source and the heading that it stands under. */
  section: string;
  /** Whether the student had a question on it before. */
  wasAsked: boolean;
}

/**
 * Chooses the passages of a round: those that the student was not asked of before first, and spread over the source.
 * One of each section comes before a second of any, and of sections and within a section those that lie far apart come
 * first: so that a few passages are of the whole source, and not of its first pages.
 * @param passages in the order in which they stand in the source
 * @returns ids, in the order of the source
 */
export function planPassages(
  passages: readonly PassagePlace[],
  { count, seed }: { count: number; seed: string },
): string[] {
  const fresh = spread(
    passages.filter(({ wasAsked }) => !wasAsked),
    seed,
  );
  const asked = spread(
    passages.filter(({ wasAsked }) => wasAsked),
    seed,
  );
  const chosen = new Set([...fresh, ...asked].slice(0, count));
  return passages.filter((passage) => chosen.has(passage)).map(({ id }) => id);
}

/** All of them, every beginning of which is spread over the sections. */
function spread(passages: readonly PassagePlace[], seed: string): PassagePlace[] {
  const sections = new Map<string, PassagePlace[]>();
  for (const passage of passages) sections.set(passage.section, [...(sections.get(passage.section) ?? []), passage]);
  const queues = farApart([...sections.values()], seed).map((section, at) => farApart(section, `${seed} ${at}`));
  const rounds = Math.max(0, ...queues.map(({ length }) => length));
  return Array.from({ length: rounds }, (_, round) => queues.flatMap((queue) => queue[round] ?? [])).flat();
}

/**
 * Items in an order in which any number of the first are far apart from each other: that of van der Corput, begun at a
 * place that the seed tells.
 */
function farApart<T>(items: readonly T[], seed: string): T[] {
  const [first = 0] = shuffle([...items.keys()], seed);
  const bits = Math.ceil(Math.log2(Math.max(items.length, 2)));
  return Array.from({ length: 2 ** bits }, (_, at) => reversed(at, bits))
    .filter((at) => at < items.length)
    .map((at) => items[(at + first) % items.length] as T);
}

/** A number with its bits in the other order. */
function reversed(value: number, bits: number): number {
  let result = 0;
  for (let bit = 0; bit < bits; bit += 1) result = result * 2 + ((value >> bit) & 1);
  return result;
}

/** So many items at most, evenly over all of them, and those first that the student was not asked of before. */
export function evenlyFresh<T>(items: readonly T[], count: number, wasAsked: (item: T) => boolean): T[] {
  const fresh = items.filter((item) => !wasAsked(item));
  const asked = items.filter(wasAsked);
  const chosen = new Set([...evenly(fresh, count), ...evenly(asked, Math.max(0, count - fresh.length))]);
  return items.filter((item) => chosen.has(item));
}

/** So many items at most, evenly over all of them. */
export const evenly = <T>(items: readonly T[], count: number): T[] =>
  items.length <= count
    ? [...items]
    : items.filter((_, at) => Math.floor(((at + 1) * count) / items.length) > Math.floor((at * count) / items.length));
