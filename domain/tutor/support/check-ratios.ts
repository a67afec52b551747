import { asciiFigures } from '../../text/fold-text.js';
import type { ReadText } from './read-text.js';
import type { SupportIssue } from './support.js';

/** Two numbers with a colon between them; of three or more, as in 9:3:3, none. */
const RATIO =
  /(?<![\p{L}\p{N}.,]|[:∶：] ?)(\d+(?:[.,]\d+)?) ?[:∶：] ?(\d+(?:[.,]\d+)?)(?![\p{L}\p{N}]|[.,]\d| ?[:∶：] ?\d)/gu;
const TIME = /^(?:[01]?\d|2[0-3])[:∶：][0-5]\d$/u;

interface Ratio {
  text: string;
  first: number;
  second: number;
  /** 1:10 may be one as well. */
  isTime: boolean;
}

const ratiosOf = ({ text }: ReadText): Ratio[] =>
  [...asciiFigures(text).matchAll(RATIO)].map(([whole, ...numbers]) => {
    const [first = 0, second = 0] = numbers.map((number) => Number(number.replace(',', '.')));
    return { text: whole, first, second, isTime: TIME.test(whole) };
  });

/**
 * No ratio of a sentence is one of its quotes turned round: 3:1 of 1:3. Where words are in another order, too, or turned
 * into their opposites, as in a match that is lost, nothing is said.
 */
export function checkRatios(claim: ReadText, around: ReadText): SupportIssue | undefined {
  const stated = ratiosOf(around);
  const turned = ratiosOf(claim).find(
    ({ first, second, isTime }) =>
      first !== second &&
      !stated.some((one) => one.first === first && one.second === second) &&
      stated.some((one) => one.first === second && one.second === first && !(isTime && one.isTime)),
  );
  return turned && !isReordered(claim, around) ? { kind: 'number', text: turned.text } : undefined;
}

function isReordered(claim: ReadText, around: ReadText): boolean {
  const there = around.words.map(({ folded }) => folded);
  if (claim.words.some(({ folded }) => there.some((word) => claim.lexicon.antonyms.get(folded)?.has(word))))
    return true;
  const places = claim.content.map(({ folded }) => there.indexOf(folded)).filter((place) => place >= 0);
  return places.some((place, at) => place < (places[at - 1] ?? place));
}
