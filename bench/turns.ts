import type { Bench } from './benchmark.js';

/** What each side reached in each round. */
export type Rounds<Side extends string> = Record<Side, number[]>;

/** Measures sides in turns, each of them first as often; the first round warms them up and does not count. */
export async function measureInTurns<Side extends string>(
  { say }: Pick<Bench, 'say'>,
  rounds: number,
  sides: Record<Side, () => Promise<number>>,
): Promise<Rounds<Side>> {
  const names = Object.keys(sides) as Side[];
  const reached = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Rounds<Side>;
  for (let round = 0; round <= rounds; round += 1) {
    for (const side of round % 2 === 0 ? names : names.toReversed()) {
      const rate = await sides[side]();
      if (round > 0) reached[side].push(rate);
      say(`round ${round} of ${rounds}, ${side}: ${Math.round(rate)} a second`);
    }
  }
  return reached;
}
