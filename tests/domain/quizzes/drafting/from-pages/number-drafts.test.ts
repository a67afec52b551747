import { describe, expect, test } from '@jest/globals';
import { all, byWay, draft } from './draft-text.js';

describe('Questions for numbers', () => {
  test('ask for a number that a sentence states of something with a name', () => {
    const [question] = byWay(draft('The Nile flows over 6650 km through Africa to the Mediterranean Sea.'), 'number');
    expect(question).toBeUndefined();
    const [length] = byWay(
      draft('The Nile has a length of 6650 km from its springs to the Mediterranean Sea.'),
      'number',
    );
    expect(length).toMatchObject({ kind: 'numeric', value: 6650, formula: 'stated', values: { stated: 6650 } });
  });

  test.each([
    ['supposes', 'Suppose that sugar is sold by Norway to Denmark.'],
    ['points to a figure', 'The market of sugar is shown in Figure 3.'],
  ])('ask for no number where a sentence close before %s', (_, before) => {
    const text = 'In Norway the price of sugar without trade is 12 cents and the farmers make 30 tons.';
    expect(byWay(all(`## Sugar\n\n${before} ${text}`), 'number')).toEqual([]);
    expect(byWay(all(`## Sugar\n\n${text}`), 'number')).not.toEqual([]);
  });

  test.each([
    ['Suppose that two firms trade in Norway.', 'Imagine a farm in Norway.', 'Let’s look at two farms of Norway.'],
  ])('ask for no number of a case that a section supposes, far behind that', (...cases) => {
    const between = 'Farms of Norway have sheep. Farms of Sweden have goats. Farms of Denmark have pigs.';
    const text = 'In Norway the price of sugar without trade is 12 cents and the farmers make 30 tons.';
    for (const supposes of cases)
      expect(byWay(all(`## Sugar\n\n${supposes} ${between} ${text}`), 'number')).toEqual([]);
    expect(byWay(all(`## Sugar\n\n${cases[0]}\n\n## Trade\n\n${between} ${text}`), 'number')).not.toEqual([]);
  });

  test.each([
    ['Más del', 'es', 'Más del 40 % de los barcos de Noruega llegaron en 1815 al puerto de la isla de Java.'],
    ['Plus des', 'fr', 'Plus des 40 % des navires de Norvège arrivèrent en 1815 au port de la ville de Java.'],
  ])('ask for no share that is a bound: %s', (_, code, text) => {
    expect(byWay(draft(`## Java\n\n${text}`, [], code), 'number')).toEqual([]);
  });

  test('ask for no share of what only a heading would tell, or of no year', () => {
    const text = 'Surveys in the United Kingdom found bacteria in about 12% of the infants of London in 1986.';
    expect(draft(text)).toEqual([]);
    expect(draft(`## Listeria\n\n${text.replace(' in 1986', '')}`)).toEqual([]);
    expect(draft(`## Listeria\n\n${text}`)).toHaveLength(1);
  });
});
