import { randomNumbers } from '../lib/random-numbers.js';

const SUBJECTS =
  'the river|a glacier|the cell|the enzyme|a parliament|the merchant|the lens|a catalyst|the market|the membrane|a volcano|the orbit|the poet|a bridge|the harvest|a virus|the current|the treaty|a crystal|the nerve';
const VERBS =
  'carries|divides|absorbs|replaces|measures|slows|supports|reflects|releases|limits|explains|follows|changes|protects|stores|balances|describes|weakens|produces|connects';
const ADJECTIVES =
  'early|narrow|warm|steady|common|distant|fragile|northern|simple|heavy|gradual|hidden|open|regular|sharp|modern|quiet|broad|uneven|local';
const OBJECTS =
  'energy|sediment|trade|light|pressure|memory|water|debt|heat|oxygen|language|motion|evidence|capital|salt|growth|signals|power|carbon|demand';
const CLOSINGS =
  'near the coast|after the first year|in most textbooks|under a microscope|before the war|at low temperature|within a few days|across the valley|for reasons that are still debated|during the winter months';

/** A page of made-up prose of some `words` words in paragraphs, the same for the same seed. */
export function prosePage(seed: number, words = 350): string {
  const random = randomNumbers(seed);
  const pick = (list: string) => {
    const items = list.split('|');
    return items[Math.floor(random() * items.length)] ?? '';
  };
  const sentence = () => {
    const text = `${pick(SUBJECTS)} ${pick(VERBS)} ${pick(ADJECTIVES)} ${pick(OBJECTS)} and ${pick(VERBS)} the ${pick(ADJECTIVES)} ${pick(OBJECTS)} ${pick(CLOSINGS)}, about ${Math.ceil(random() * 900)} times in ${1500 + Math.floor(random() * 500)}.`;
    return text.charAt(0).toUpperCase() + text.slice(1);
  };
  const paragraphs: string[][] = [[]];
  for (let count = 0; count < words; ) {
    const next = sentence();
    count += next.split(' ').length;
    paragraphs.at(-1)?.push(next);
    if (random() < 0.2) paragraphs.push([]);
  }
  return paragraphs
    .filter((sentences) => sentences.length > 0)
    .map((sentences) => sentences.join(' '))
    .join('\n\n');
}
